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
  private static let stretchShift = 6
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

  /// The stretch of a document, of which the place in the window is given.
  @inline(__always)
  static func stretch(of offset: DocID) -> Int { Int(offset &>> DocID(stretchShift)) }

  /// Adds to the score of a document of the window.
  @inline(__always)
  func add(_ score: Score, to doc: DocID) {
    let offset = doc &- start
    scores[Int(offset)] &+= score
    touched |= 1 &<< UInt64(ScoreWindow.stretch(of: offset))
  }

  /// The score of a document of the window.
  @inline(__always)
  func score(of doc: DocID) -> Score { scores[Int(doc &- start)] }

  /// Sets the score of a document of the window to 0.
  func remove(_ doc: DocID) { scores[Int(doc &- start)] = 0 }

  /// How many documents of some stretches match.
  func matchCount(in stretches: UInt64) -> Int {
    var counts = Vector(repeating: 0)
    forEachStretch(in: stretches) { start in
      for first in stride(
        from: start, to: start &+ ScoreWindow.stretch, by: Vector.scalarCount)
      {
        let vector = vector(first)
        // The highest bit of all but 0.
        counts &+= (vector | (0 &- vector)) &>> 31
      }
    }
    return Int(counts.wrappedSum())
  }

  /// Calls `body` with where each stretch with scores begins, of all or of some.
  @inline(__always)
  private func forEachStretch(in stretches: UInt64 = .max, _ body: (Int) -> Void) {
    var left = touched & stretches
    while left != 0 {
      body(left.trailingZeroBitCount &<< ScoreWindow.stretchShift)
      left &= left &- 1
    }
  }

  /// A bit for each stretch that a window has.
  var stretches: UInt64 { UInt64.max &>> UInt64(64 - capacity / ScoreWindow.stretch) }

  /// Those of some stretches in which a score together with what is missing is at least `minimum`.
  func stretches(_ stretches: UInt64, with missing: StretchScores, reach minimum: Score) -> UInt64 {
    var reached = missing.stretches(atLeast: minimum) & stretches
    forEachStretch(in: stretches & ~reached) { start in
      let stretch = start &>> ScoreWindow.stretchShift
      // What is missing is less than the minimum here.
      let needed = minimum &- missing[stretch]
      let first = reaching(start, needed) | reaching(start &+ 16, needed)
      let second = reaching(start &+ 32, needed) | reaching(start &+ 48, needed)
      if (first | second).hasHighestBit { reached |= 1 &<< UInt64(stretch) }
    }
    return reached
  }

  /// The highest bit of any is set if one of sixteen scores is at least some score, which is 1 or more.
  @inline(__always)
  private func reaching(_ offset: Int, _ score: Score) -> ScoreVector {
    let vectors = UnsafeRawPointer(scores + offset)
    func reaching(_ index: Int) -> ScoreVector {
      vectors.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<ScoreVector>.size, as: ScoreVector.self
      ).reaching(score)
    }
    return (reaching(0) | reaching(1)) | (reaching(2) | reaching(3))
  }

  @inline(__always)
  private func vector(_ offset: Int) -> Vector {
    UnsafeRawPointer(scores + offset).loadUnaligned(as: Vector.self)
  }

  /// Calls `body` with ranges of offsets from ``start`` on in which a score together with what is missing
  /// in its stretch is at least `minimum`, which is 1 or more, and with the score that it takes.
  @inline(__always)
  func forEachVector(
    in stretches: UInt64, with missing: StretchScores, atLeast minimum: Score,
    _ body: (Range<Int>, Score) -> Void
  ) {
    forEachStretch(in: stretches) { start in
      let missing = missing[start &>> ScoreWindow.stretchShift]
      let needed = minimum > missing ? minimum &- missing : 1
      let first = reaching(start, needed) | reaching(start &+ 16, needed)
      let second = reaching(start &+ 32, needed) | reaching(start &+ 48, needed)
      guard (first | second).hasHighestBit else { return }
      for first in stride(from: start, to: start &+ ScoreWindow.stretch, by: Vector.scalarCount)
      where reaching(first, needed).hasHighestBit {
        body(first..<first &+ Vector.scalarCount, needed)
      }
    }
  }

  /// Calls `body` with the documents that have a score.
  @inline(__always)
  func forEachDocument(_ body: (DocID) -> Void) {
    forEachStretch { first in
      for index in first..<first &+ ScoreWindow.stretch where scores[index] > 0 {
        body(start &+ DocID(index))
      }
    }
  }
}
