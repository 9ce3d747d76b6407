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

  struct WeightedMatches {
    var matches: MatchList
    var weight: Float
  }

  struct Found {
    /// The best, best first.
    var hits: [TopHits.Entry]
    /// How many documents match.
    var total: Int
    /// False if more than ``total`` may.
    var totalIsExact: Bool
  }

  let segment: SegmentReader
  /// ``BM25/norms(averageLength:)``.
  let norms: [Float]
  var order = HitOrder.score
  /// Tests make it small.
  var windowLength = ScoreWindow.defaultLength

  /// The documents of the segment that hold at least one part of the query, or the allowed ones.
  ///
  /// - Parameters:
  ///   - terms: optional terms.
  ///   - matches: optional parts whose documents are known.
  ///   - allowed: the documents that may be hits, rising; nil if any may be.
  ///   - wantsMatch: whether an allowed document must hold a part.
  ///   - capacity: how many of the best to return.
  /// - Returns: the best, and the number of all, which may be a lower bound without allowed ones.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if the lengths cannot be read.
  func best(
    terms: [WeightedTerm], matches: [WeightedMatches], allowed: [DocID]?, wantsMatch: Bool,
    capacity: Int
  ) throws(IndexError) -> Found {
    let scorers = try scorers(terms: terms, matches: matches)
    return allowed.map { collect(scorers, $0, wantsMatch, capacity) } ?? collect(scorers, capacity)
  }

  /// What adds the worth of each part to the scores of the documents that hold it.
  ///
  /// - Throws: ``IndexError/damaged(file:reason:)`` if the lengths cannot be read.
  func scorers(
    terms: [WeightedTerm], matches: [WeightedMatches]
  ) throws(IndexError) -> [any WindowScorer] {
    guard let lengths = segment.columns.lengths else {
      throw segment.damage ?? .damaged(file: segment.columns.file.path, reason: "no lengths")
    }
    var scorers: [any WindowScorer] = []
    for term in terms {
      scorers.append(
        TermScorer(
          segment.cursor(term.info, term.lane), weight: term.weight, norms: norms,
          lengths: lengths))
    }
    for part in matches {
      scorers.append(
        MatchListScorer(part.matches, weight: part.weight, norms: norms, lengths: lengths))
    }
    return scorers
  }

  /// Scores the allowed documents.
  private func collect(
    _ scorers: [any WindowScorer], _ allowed: [DocID], _ wantsMatch: Bool, _ capacity: Int
  ) -> Found {
    var top = TopHits(capacity: capacity)
    var total = 0
    let window = ScoreWindow(length: windowLength)
    var nextAllowed = 0
    while nextAllowed < allowed.count {
      move(window, to: allowed[nextAllowed])
      for scorer in scorers { scorer.score(window) }
      while nextAllowed < allowed.count, allowed[nextAllowed] < window.end {
        let doc = allowed[nextAllowed]
        let score = window.scores[Int(doc - window.start)]
        if score > 0 || !wantsMatch { take(doc, score, &top, &total) }
        nextAllowed += 1
      }
    }
    return Found(hits: top.sorted(), total: total, totalIsExact: true)
  }

  /// Scores what may be among the best, and counts what is met on the way.
  ///
  /// This is MaxScore (Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995) by
  /// windows: scorers that together cannot lift a document into the best are asked only for documents
  /// that others have found, and only if these still can get there.
  private func collect(_ scorers: [any WindowScorer], _ capacity: Int) -> Found {
    let maxScores = scorers.map(\.maxScore)
    let ascending = scorers.indices.sorted { maxScores[$0] < maxScores[$1] }
    let scorers = ascending.map { scorers[$0] }
    // By scorer: what it and those before it can add.
    var bounds: [UInt64] = []
    for index in ascending { bounds.append((bounds.last ?? 0) + UInt64(maxScores[index])) }

    var top = TopHits(capacity: capacity)
    var total = 0
    /// How many of the scorers, from the first on, find nothing by themselves any more.
    var dependent = 0
    var isExact = true
    let window = ScoreWindow(length: windowLength)
    var next: DocID = 0
    while true {
      let threshold = UInt64(top.threshold)
      // Where scores do not decide, all are wanted.
      while order == .score, dependent < scorers.count, bounds[dependent] < threshold {
        dependent += 1
      }
      var first = DocID.end
      for scorer in scorers[dependent...] {
        scorer.seek(to: next)
        first = min(first, scorer.doc)
      }
      guard first != .end else {
        for scorer in scorers[..<dependent] where isExact {
          scorer.seek(to: next)
          isExact = scorer.doc == .end
        }
        break
      }
      move(window, to: first)
      for scorer in scorers[dependent...] { scorer.score(window) }
      if dependent == 0 {
        for offset in 0..<Int(window.end - window.start) where window.scores[offset] != 0 {
          take(window.start + DocID(offset), window.scores[offset], &top, &total)
        }
      } else {
        isExact = false
        takeBest(window, scorers[..<dependent], bounds, &top, &total)
      }
      next = window.end
    }
    return Found(hits: top.sorted(), total: total, totalIsExact: isExact)
  }

  private func move(_ window: ScoreWindow, to doc: DocID) {
    let start = doc / window.length * window.length
    window.move(to: start, end: min(start + window.length, DocID(segment.documentCount)))
  }

  /// Lets the dependent scorers add to those documents that may still be among the best.
  private func takeBest(
    _ window: ScoreWindow, _ dependent: ArraySlice<any WindowScorer>, _ bounds: [UInt64],
    _ top: inout TopHits, _ total: inout Int
  ) {
    let threshold = UInt64(top.threshold)
    func mayEnter(_ doc: DocID, _ rest: UInt64) -> Bool {
      UInt64(window.scores[Int(doc - window.start)]) + rest >= threshold
    }
    var candidates: [DocID] = []
    var found = 0
    for offset in 0..<Int(window.end - window.start) where window.scores[offset] != 0 {
      let doc = window.start + DocID(offset)
      guard !segment.live.isDeleted(doc) else { continue }
      found += 1
      if mayEnter(doc, bounds[dependent.count - 1]) { candidates.append(doc) }
    }
    total += found
    for index in dependent.indices.reversed() where !candidates.isEmpty {
      let scorer = dependent[index]
      // A few candidates are looked up in a dense list; otherwise it is cheaper to walk it.
      let density = scorer.documentFrequency * Int(window.length) / segment.documentCount
      if candidates.count * 4 < density {
        scorer.score(window, only: candidates)
      } else {
        scorer.score(window)
      }
      let rest = index > 0 ? bounds[index - 1] : 0
      candidates.removeAll { !mayEnter($0, rest) }
    }
    var counted = 0
    for doc in candidates {
      take(doc, window.scores[Int(doc - window.start)], &top, &counted)
    }
  }

  @inline(__always)
  private func take(_ doc: DocID, _ score: Score, _ top: inout TopHits, _ total: inout Int) {
    guard !segment.live.isDeleted(doc) else { return }
    total += 1
    if order == .score {
      guard top.wouldEnter(score) else { return }
      top.insert(TopHits.Entry(score: score, rank: segment.columns.rank(doc), doc: doc))
    } else {
      let key = order.key(date: segment.columns.date(doc))
      top.insert(TopHits.Entry(key: key, score: score, rank: segment.columns.rank(doc), doc: doc))
    }
  }
}
