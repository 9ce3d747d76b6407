/// Runs a weighted query over one segment.
///
/// Documents are scored window by window, and the best are kept.
struct SegmentSearch {
  /// A part of the query with its weight over the whole index, in ``Score`` units.
  struct WeightedTerm {
    var lane: Lane
    var info: TermInfo
    var weight: Float
  }

  /// A literal that documents with some of the terms may hold too.
  struct WeightedText {
    var atoms: [LiteralCursor.Entry]
    /// Places of the terms that every such document has, one at least.
    var terms: [Int]
    var weight: Float
  }

  struct WeightedMatches {
    var matches: MatchList
    var weight: Float
  }

  /// What is scored.
  struct Parts {
    /// Optional terms.
    var terms: [WeightedTerm] = []
    /// What raises documents that these find.
    var texts: [WeightedText] = []
    /// Optional parts whose documents are known.
    var matches: [WeightedMatches] = []
  }

  let segment: SegmentReader
  let saturation: Saturation
  var order = HitOrder.score
  /// Tests make it small.
  var windowLength = ScoreWindow.defaultLength
  /// Of so many documents one at most holds a rare term; tests make it small.
  var rarity = SegmentSearch.defaultRarity
  /// Tests make all searches worth while.
  var listLimits = ListSearch.Limits()
  /// Measured with titles and parts of them, a million articles: 16 and 64 are slower, by little.
  static let defaultRarity = 32

  /// The documents of the segment that hold at least one part of the query, or the allowed ones.
  ///
  /// - Parameters:
  ///   - parts: what is scored.
  ///   - allowed: the documents that may be hits, rising; nil if any may be.
  ///   - wantsMatch: whether an allowed document must hold a part.
  ///   - capacity: how many of the best to return.
  ///   - floor: documents with a lower score are not wanted, if hits are ordered by score.
  /// - Returns: the best, and the number of all, which may be a lower bound without allowed ones.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if the lengths cannot be read.
  func best(
    _ parts: Parts, allowed: [DocID]?, wantsMatch: Bool, capacity: Int, floor: Score = 0
  ) throws(IndexError) -> HitCollector.Found {
    let (scorers, texts) = try scorers(parts, skips: allowed == nil)
    let hits = HitCollector(
      segment, capacity: capacity, order: order, floor: order == .score ? floor : 0)
    if allowed == nil, let search = ListSearch(scorers, texts, hits, listLimits), search.run() {
      return hits.found(isExact: false)
    }
    let window = ScoreWindow(length: windowLength)
    if let allowed {
      score(allowed, wantsMatch: wantsMatch, scorers, texts, window, hits)
      return hits.found(isExact: true)
    }
    let search = MaxScore(scorers, texts, window, hits)
    return hits.found(isExact: search.run())
  }

  /// What adds the worth of each part to the scores of the documents that hold it.
  ///
  /// - Parameters:
  ///   - parts: what is scored.
  ///   - skips: whether bounds tell which documents are looked at.
  /// - Returns: those of terms and matches, and those of texts.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if the lengths cannot be read.
  func scorers(
    _ parts: Parts, skips: Bool = false
  ) throws(IndexError) -> (scorers: [any WindowScorer], texts: [LiteralScorer]) {
    guard let lengths = segment.columns.lengths else {
      throw segment.damage ?? .damaged(file: segment.columns.file.path, reason: "no lengths")
    }
    var scorers: [any WindowScorer] = []
    for term in parts.terms {
      let cursor = segment.cursor(term.info, term.lane)
      scorers.append(
        cursor.isOneBlock || skips && isRare(term.info)
          ? ListScorer(
            cursor, weight: term.weight, saturation: saturation, lengths: lengths)
          : TermScorer(
            cursor, weight: term.weight, saturation: saturation, lengths: lengths,
            documentCount: segment.documentCount))
    }
    for part in parts.matches {
      scorers.append(
        ListScorer(part.matches, weight: part.weight, saturation: saturation, lengths: lengths))
    }
    let texts = parts.texts.map {
      LiteralScorer($0, of: segment, saturation: saturation, lengths: lengths)
    }
    return (scorers, texts)
  }

  /// Whether a list has so few documents that all are scored at once.
  ///
  /// Its blocks reach over so many stretches that what bounds them says little of each. What its documents
  /// add is an exact bound, and most stretches have none.
  private func isRare(_ info: TermInfo) -> Bool {
    Int(info.documentFrequency) * rarity <= segment.documentCount
  }

  /// Scores the allowed documents.
  private func score(
    _ allowed: [DocID], wantsMatch: Bool, _ scorers: [any WindowScorer], _ texts: [LiteralScorer],
    _ window: ScoreWindow, _ hits: HitCollector
  ) {
    var next = 0
    while next < allowed.count {
      window.move(to: allowed[next], documentCount: DocID(segment.documentCount))
      let first = next
      while next < allowed.count, allowed[next] < window.end { next += 1 }
      allowed.withUnsafeBufferPointer { allowed in
        let candidates = UnsafeBufferPointer(rebasing: allowed[first..<next])
        for scorer in scorers { scorer.add(to: window, atLeast: candidates, of: segment) }
        for text in texts { text.score(window, only: candidates) }
      }
      for doc in allowed[first..<next] where !segment.live.isDeleted(doc) {
        let score = window.score(of: doc)
        if score > 0 || !wantsMatch { hits.take(doc, score) }
      }
    }
  }
}
