/// The scores of some thousand neighbouring documents, added up by all scorers before any is looked at.
///
/// Scorers are called once a window, not once a posting: so dispatch costs nothing, and each walks
/// its list alone, straight ahead. (Lucene's `BulkScorer` works likewise.)
final class ScoreWindow {
  /// How many documents a window has.
  static let defaultLength: DocID = 4096

  let length: DocID
  /// The window's first document.
  private(set) var start: DocID = 0
  /// Behind its last.
  private(set) var end: DocID = 0
  /// By document, from ``start`` on: 0 is no match.
  let scores: UnsafeMutablePointer<Score>
  /// The length in whole stretches; what is beyond it stays 0.
  let capacity: Int

  /// A bit for each stretch of 64 documents: where scores are not 0.
  ///
  /// Scorers with few documents leave most of a window as it is, which then need not be looked at.
  var touched: UInt64 = 0
  static let stretchShift = 6
  private static let stretch = 1 << stretchShift
  private typealias Vector = SIMD16<Score>

  /// - Precondition: `length` is at most ``defaultLength``.
  init(length: DocID) {
    precondition(length <= ScoreWindow.defaultLength)
    self.length = length
    capacity = (Int(length) + ScoreWindow.stretch - 1) / ScoreWindow.stretch * ScoreWindow.stretch
    scores = .allocate(capacity: capacity)
    scores.initialize(repeating: 0, count: capacity)
  }

  deinit { scores.deallocate() }

  /// Begins the window of a document with all scores zero.
  func move(to doc: DocID, documentCount: DocID) {
    start = doc / length * length
    end = min(start + length, documentCount)
    forEachStretch { (scores + $0).update(repeating: 0, count: ScoreWindow.stretch) }
    touched = 0
  }

  /// Adds to the score of a document of the window.
  @inline(__always)
  func add(_ score: Score, to doc: DocID) {
    let offset = Int(doc &- start)
    scores[offset] &+= score
    touched |= 1 &<< UInt64(truncatingIfNeeded: offset &>> ScoreWindow.stretchShift)
  }

  /// The score of a document of the window.
  @inline(__always)
  func score(of doc: DocID) -> Score { scores[Int(doc &- start)] }

  /// Sets the score of a document of the window to 0.
  func remove(_ doc: DocID) { scores[Int(doc &- start)] = 0 }

  /// How many documents match.
  var matchCount: Int {
    var counts = Vector(repeating: 0)
    forEachStretch { start in
      for first in stride(
        from: start, to: start &+ ScoreWindow.stretch, by: Vector.scalarCount)
      {
        let vector = UnsafeRawPointer(scores + first).loadUnaligned(as: Vector.self)
        // The highest bit of all but 0.
        counts &+= (vector | (0 &- vector)) &>> 31
      }
    }
    return Int(counts.wrappedSum())
  }

  /// Calls `body` with where each stretch with scores begins.
  @inline(__always)
  private func forEachStretch(_ body: (Int) -> Void) {
    var left = touched
    while left != 0 {
      body(left.trailingZeroBitCount &<< ScoreWindow.stretchShift)
      left &= left &- 1
    }
  }

  /// Calls `body` with ranges of offsets from ``start`` on in which a score is at least `minimum`,
  /// which is 1 or more.
  @inline(__always)
  func forEachVector(atLeast minimum: Score, _ body: (Range<Int>) -> Void) {
    let bar = Vector(repeating: minimum)
    forEachStretch { start in
      for first in stride(
        from: start, to: start &+ ScoreWindow.stretch, by: Vector.scalarCount)
      {
        let vector = UnsafeRawPointer(scores + first).loadUnaligned(as: Vector.self)
        if any(vector .>= bar) { body(first..<first &+ Vector.scalarCount) }
      }
    }
  }

  /// Calls `body` with the documents that have at least some score, which is 1 or more.
  @inline(__always)
  func forEachDocument(atLeast minimum: Score, _ body: (DocID) -> Void) {
    forEachVector(atLeast: minimum) { range in
      for index in range where scores[index] >= minimum { body(start &+ DocID(index)) }
    }
  }
}

/// Adds what a part of the query is worth to each document of a window that matches it.
protocol WindowScorer: AnyObject {
  /// No document that matches and is not before `doc` is before this one; ``DocID/end`` if none
  /// follows. Nothing is decoded for it.
  func firstDoc(from doc: DocID) -> DocID
  /// Adds to the scores of the window. Windows come in rising order.
  func score(_ window: ScoreWindow)
  /// Adds to the scores of some documents of the window, which rise.
  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>)
  /// No document gets more than this.
  var maxScore: Score { get }
  /// No document before `end` and not before `start` gets more than this; 0 if none matches. Both
  /// rise from call to call.
  func maxScore(from start: DocID, to end: DocID) -> Score
  /// How many documents may match.
  var documentFrequency: Int { get }
}

extension WindowScorer {
  /// Adds to the scores of some documents of the window, and to others if that costs less.
  ///
  /// A few documents are looked up in a dense list; otherwise it is cheaper to walk it.
  func add(
    to window: ScoreWindow, atLeast candidates: UnsafeBufferPointer<DocID>,
    of segment: SegmentReader
  ) {
    let density = documentFrequency * Int(window.length) / segment.documentCount
    if candidates.count * 4 < density {
      score(window, only: candidates)
    } else {
      score(window)
    }
  }
}
