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

  /// Takes the documents of the window that have at least some score, which is 1 or more.
  func find(in window: ScoreWindow, atLeast minimum: Score) {
    let (memory, scores, start) = (memory, window.scores, window.start)
    var found = 0
    window.forEachVector(atLeast: minimum) { range in
      // In registers: what a closure captures is not.
      var end = found
      var doc = start &+ DocID(truncatingIfNeeded: range.lowerBound)
      for index in range {
        memory[end] = doc
        doc &+= 1
        end &+= Candidates.isAtLeast(scores[index], minimum)
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

  /// Drops those that do not have at least some score, together with what whole texts can add.
  func keep(in window: ScoreWindow, atLeast minimum: Score) {
    let (memory, textBounds, scores, start) = (memory, textBounds, window.scores, window.start)
    var kept = 0
    if hasTextBounds {
      for index in 0..<count {
        let (doc, bound) = (memory[index], textBounds[index])
        memory[kept] = doc
        textBounds[kept] = bound
        kept &+= Candidates.isAtLeast(scores[Int(doc &- start)] &+ bound, minimum)
      }
    } else {
      for index in 0..<count {
        let doc = memory[index]
        memory[kept] = doc
        kept &+= Candidates.isAtLeast(scores[Int(doc &- start)], minimum)
      }
    }
    count = kept
  }

  /// 1 or 0, by the sign of a difference: the compiler makes a branch of a comparison, which is
  /// foretold badly.
  @inline(__always)
  private static func isAtLeast(_ score: Score, _ minimum: Score) -> Int {
    Int(truncatingIfNeeded: (UInt64(minimum &- 1) &- UInt64(score)) &>> 63)
  }
}
