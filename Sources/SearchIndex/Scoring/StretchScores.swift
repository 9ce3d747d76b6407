/// A score for each stretch of a window, or of windows in a row, as many for each.
struct StretchScores {
  /// The most stretches that a window has.
  static let count = 64
  private static let vectorsOfWindow = count / ScoreVector.scalarCount

  private let vectors: UnsafeMutablePointer<ScoreVector>
  private let vectorCount: Int
  private var scores: UnsafeMutablePointer<Score> {
    UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Score.self)
  }

  /// Those of some windows, of any value as yet.
  init(windows: Int = 1) {
    self.init(.allocate(capacity: windows * StretchScores.vectorsOfWindow), windows: windows)
  }

  private init(_ vectors: UnsafeMutablePointer<ScoreVector>, windows: Int) {
    self.vectors = vectors
    vectorCount = windows &* StretchScores.vectorsOfWindow
  }

  func deallocate() { vectors.deallocate() }

  /// Those of one of the windows: the same memory.
  @inline(__always)
  func window(_ number: Int) -> StretchScores {
    StretchScores(vectors + number &* StretchScores.vectorsOfWindow, windows: 1)
  }

  /// Those of the first windows: the same memory.
  func first(windows: Int) -> StretchScores { StretchScores(vectors, windows: windows) }

  @inline(__always)
  subscript(_ stretch: Int) -> Score {
    get { scores[stretch] }
    nonmutating set { scores[stretch] = newValue }
  }

  func setAll(_ score: Score) {
    vectors.update(repeating: ScoreVector(repeating: score), count: vectorCount)
  }

  /// Lowers each to a multiple of another, rounded up, but 0 of 0, and to `most` at most.
  func lower(to other: StretchScores, times factor: StretchFactor) {
    for index in 0..<vectorCount {
      let (vector, others) = (vectors[index], other.vectors[index])
      // Of rare terms most are 0.
      if (vector & others) == .zero, vector == .zero || others == .zero {
        vectors[index] = .zero
        continue
      }
      var lowered = vector
      for lane in 0..<ScoreVector.scalarCount {
        lowered[lane] = min(vector[lane], factor.product(others[lane]))
      }
      vectors[index] = lowered
    }
  }

  func clear() { vectors.initialize(repeating: .zero, count: vectorCount) }

  func set(_ other: StretchScores) {
    for index in 0..<vectorCount { vectors[index] = other.vectors[index] }
  }

  /// Becomes the sum of two.
  func set(_ first: StretchScores, plus second: StretchScores) {
    for index in 0..<vectorCount {
      vectors[index] = first.vectors[index] &+ second.vectors[index]
    }
  }

  func add(_ other: StretchScores) { set(self, plus: other) }

  func subtract(_ other: StretchScores) {
    for index in 0..<vectorCount {
      vectors[index] = vectors[index] &- other.vectors[index]
    }
  }

  /// Sets those of some stretches, if there are any.
  @inline(__always)
  func fill(_ first: Int, through last: Int, with score: Score) {
    guard first <= last else { return }
    (scores + first).update(repeating: score, count: last &- first &+ 1)
  }

  /// Sets those before a stretch to 0.
  func clear(before stretch: Int) { fill(0, through: stretch &- 1, with: 0) }

  /// Sets those from a stretch on to 0.
  func clear(from stretch: Int) {
    fill(stretch, through: vectorCount &* ScoreVector.scalarCount &- 1, with: 0)
  }

  /// The largest.
  var most: Score {
    let scores = scores
    var most: Score = 0
    for stretch in 0..<vectorCount &* ScoreVector.scalarCount { most = max(most, scores[stretch]) }
    return most
  }

  /// Whether any is at least some score, which is 1 or more.
  func reaches(_ score: Score) -> Bool {
    var reached = ScoreVector.zero
    for index in 0..<vectorCount { reached |= vectors[index].reaching(score) }
    return reached.hasHighestBit
  }

  /// A bit for each of some stretches.
  @inline(__always)
  static func mask(_ stretches: ClosedRange<Int>) -> UInt64 {
    UInt64.max &<< UInt64(stretches.lowerBound)
      & UInt64.max &>> UInt64(count &- 1 &- stretches.upperBound)
  }

  /// A bit for each stretch of a window that has at least some score, which is 1 or more.
  func stretches(atLeast score: Score) -> UInt64 {
    var found: UInt64 = 0
    for index in 0..<StretchScores.vectorsOfWindow {
      found |=
        vectors[index].reaching(score).highestBits &<< UInt64(index &* ScoreVector.scalarCount)
    }
    return found
  }
}
