/// Runs a weighted query over one segment.
///
/// All matching documents are scored, window by window, and the best are kept.
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

  let segment: SegmentReader
  /// ``BM25/norms(averageLength:)``.
  let norms: [Float]

  /// The documents of the segment that hold at least one part of the query, or the allowed ones.
  ///
  /// - Parameters:
  ///   - terms: optional terms.
  ///   - matches: optional parts whose documents are known.
  ///   - allowed: the documents that are hits, rising; nil if any may be.
  ///   - capacity: how many of the best to return.
  /// - Returns: the best, and the number of all.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if the lengths cannot be read.
  func best(
    terms: [WeightedTerm], matches: [WeightedMatches], allowed: [DocID]?, capacity: Int
  ) throws(IndexError) -> (hits: [TopHits.Entry], total: Int) {
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
    return collect(scorers, allowed, capacity)
  }

  private func collect(
    _ scorers: [any WindowScorer], _ allowed: [DocID]?, _ capacity: Int
  ) -> (hits: [TopHits.Entry], total: Int) {
    var top = TopHits(capacity: capacity)
    var total = 0
    let window = ScoreWindow()
    var nextAllowed = 0
    var next: DocID = 0
    while true {
      // The next window begins where something can match.
      if let allowed {
        guard nextAllowed < allowed.count else { break }
        next = allowed[nextAllowed]
      } else {
        for scorer in scorers { scorer.seek(to: next) }
        guard let first = scorers.map(\.doc).min(), first != .end else { break }
        next = first
      }
      let start = next / ScoreWindow.length * ScoreWindow.length
      window.move(to: start, end: min(start + ScoreWindow.length, DocID(segment.documentCount)))
      for scorer in scorers { scorer.score(window) }

      if let allowed {
        while nextAllowed < allowed.count, allowed[nextAllowed] < window.end {
          let doc = allowed[nextAllowed]
          take(doc, window.scores[Int(doc - start)], &top, &total)
          nextAllowed += 1
        }
      } else {
        for offset in 0..<Int(window.end - start) where window.scores[offset] != 0 {
          take(start + DocID(offset), window.scores[offset], &top, &total)
        }
      }
      next = window.end
    }
    return (top.sorted(), total)
  }

  @inline(__always)
  private func take(_ doc: DocID, _ score: Score, _ top: inout TopHits, _ total: inout Int) {
    guard !segment.live.isDeleted(doc) else { return }
    total += 1
    guard top.wouldEnter(score) else { return }
    top.insert(TopHits.Entry(score: score, rank: segment.columns.rank(doc), doc: doc))
  }
}
