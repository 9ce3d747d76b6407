/// Those documents of a window that may still be among the best, rising.
///
/// Most windows have hundreds, of which few stay: both loops are free of branches that depend on
/// scores.
final class Candidates {
  private let memory: UnsafeMutablePointer<DocID>
  /// By candidate: what whole texts can add.
  private let textBounds: UnsafeMutablePointer<Score>
  private(set) var count = 0
  private var hasTextBounds = false

  /// Room for those of a window of some length.
  init(capacity: Int) {
    memory = .allocate(capacity: capacity)
    textBounds = .allocate(capacity: capacity)
  }

  deinit {
    memory.deallocate()
    textBounds.deallocate()
  }

  /// Valid until candidates are found or dropped.
  var docs: UnsafeBufferPointer<DocID> { UnsafeBufferPointer(start: memory, count: count) }

  /// Takes the documents in some stretches of the window that have at least some score, which is 1 or more,
  /// together with what is missing.
  func find(
    in window: ScoreWindow, _ stretches: UInt64, with missing: StretchScores, atLeast minimum: Score
  ) {
    let (memory, scores, start) = (memory, window.scores, window.start)
    var found = 0
    window.forEachVector(in: stretches, with: missing, atLeast: minimum) { range, needed in
      // In registers: what a closure captures is not.
      var end = found
      var doc = start &+ DocID(truncatingIfNeeded: range.lowerBound)
      for index in range {
        memory[end] = doc
        doc &+= 1
        end &+= Candidates.isAtLeast(scores[index], needed)
      }
      found = end
    }
    count = found
    hasTextBounds = false
  }

  /// Sets what whole texts can add to each candidate: what `body` adds to 0.
  func boundTexts(
    _ body: (UnsafeBufferPointer<DocID>, UnsafeMutablePointer<Score>) -> Void
  ) {
    textBounds.update(repeating: 0, count: count)
    hasTextBounds = true
    body(docs, textBounds)
  }

  /// What whole texts can add to a candidate.
  func textBound(_ number: Int) -> Score { hasTextBounds ? textBounds[number] : 0 }

  /// Drops those that do not have at least some score, which is 1 or more, together with what is missing and
  /// what whole texts can add.
  func keep(in window: ScoreWindow, with missing: StretchScores, atLeast minimum: Score) {
    let (memory, textBounds, scores, start) = (memory, textBounds, window.scores, window.start)
    var kept = 0
    for index in 0..<count {
      let doc = memory[index]
      let offset = doc &- start
      let bound = hasTextBounds ? textBounds[index] : 0
      let score = scores[Int(offset)] &+ missing[ScoreWindow.stretch(of: offset)] &+ bound
      memory[kept] = doc
      textBounds[kept] = bound
      kept &+= Candidates.isAtLeast(score, minimum)
    }
    count = kept
  }

  /// What the `capacity` best of those that are not deleted have reached at least; 0 if there are fewer.
  func reached(by capacity: Int, in window: ScoreWindow, of segment: SegmentReader) -> Score {
    guard count >= capacity else { return 0 }
    var top = TopHits(capacity: capacity)
    let hasDeleted = segment.live.deletedCount > 0
    for doc in docs {
      let score = window.score(of: doc)
      if top.wouldEnter(score), !(hasDeleted && segment.live.isDeleted(doc)) {
        top.insert(TopHits.Entry(score: score, rank: doc, doc: doc))
      }
    }
    return top.threshold
  }

  /// A bit for each stretch of the window that holds one.
  func stretches(of window: ScoreWindow) -> UInt64 {
    var stretches: UInt64 = 0
    for index in 0..<count {
      stretches |= 1 &<< UInt64(ScoreWindow.stretch(of: memory[index] &- window.start))
    }
    return stretches
  }

  /// 1 or 0, by the sign of a difference: the compiler makes a branch of a comparison, which is
  /// foretold badly.
  @inline(__always)
  private static func isAtLeast(_ score: Score, _ minimum: Score) -> Int {
    Int(truncatingIfNeeded: (UInt64(minimum &- 1) &- UInt64(score)) &>> 63)
  }
}
