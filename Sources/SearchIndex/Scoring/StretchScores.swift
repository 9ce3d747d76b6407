/// A score for each stretch of a window.
struct StretchScores {
  /// The most stretches that a window has.
  static let count = 64
  private static let vectors = count / 16

  private let vectors: UnsafeMutablePointer<SIMD16<Score>>
  private var scores: UnsafeMutablePointer<Score> {
    UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Score.self)
  }

  init() {
    vectors = .allocate(capacity: StretchScores.vectors)
    clear()
  }

  func deallocate() { vectors.deallocate() }

  @inline(__always)
  subscript(_ stretch: Int) -> Score {
    get { scores[stretch] }
    nonmutating set { scores[stretch] = newValue }
  }

  func setAll(_ score: Score) {
    vectors.update(repeating: SIMD16(repeating: score), count: StretchScores.vectors)
  }

  /// Lowers each to a multiple of another, rounded up, but 0 of 0, and to `most` at most.
  func lower(to other: StretchScores, times factor: Float, most: Score) {
    for stretch in 0..<StretchScores.count {
      scores[stretch] = min(
        scores[stretch], StretchScores.product(other.scores[stretch], factor, most: most))
    }
  }

  /// `score` times `factor`, rounded up, 0 of 0, and `most` at most.
  @inline(__always)
  static func product(_ score: Score, _ factor: Float, most: Score) -> Score {
    let product = min(Float(score) * factor, 0x1p31)
    return score == 0 ? 0 : min(Score(product) &+ 2, most)
  }

  func clear() { vectors.initialize(repeating: .zero, count: StretchScores.vectors) }

  func set(_ other: StretchScores) {
    for index in 0..<StretchScores.vectors { vectors[index] = other.vectors[index] }
  }

  /// Becomes the sum of two.
  func set(_ first: StretchScores, plus second: StretchScores) {
    for index in 0..<StretchScores.vectors {
      vectors[index] = first.vectors[index] &+ second.vectors[index]
    }
  }

  func add(_ other: StretchScores) { set(self, plus: other) }

  func subtract(_ other: StretchScores) {
    for index in 0..<StretchScores.vectors {
      vectors[index] = vectors[index] &- other.vectors[index]
    }
  }

  /// Raises those of some stretches to at least a score.
  @inline(__always)
  func raise(_ stretches: ClosedRange<Int>, to score: Score) {
    for stretch in stretches { scores[stretch] = max(scores[stretch], score) }
  }

  /// Whether any is at least some score.
  func reaches(_ score: Score) -> Bool {
    let bar = SIMD16(repeating: score)
    for index in 0..<StretchScores.vectors where any(vectors[index] .>= bar) { return true }
    return false
  }

  /// A bit for each of some stretches.
  @inline(__always)
  static func mask(_ stretches: ClosedRange<Int>) -> UInt64 {
    UInt64.max &<< UInt64(stretches.lowerBound)
      & UInt64.max &>> UInt64(count &- 1 &- stretches.upperBound)
  }

  /// A bit for each stretch that has at least some score.
  func stretches(atLeast score: Score) -> UInt64 {
    var found: UInt64 = 0
    for stretch in 0..<StretchScores.count {
      found |= (scores[stretch] >= score ? 1 : 0) &<< UInt64(stretch)
    }
    return found
  }
}
