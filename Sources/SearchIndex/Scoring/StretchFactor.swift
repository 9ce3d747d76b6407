/// What scores are multiplied with, as a whole number: many are at once.
struct StretchFactor {
  /// 65,536 to the unit.
  private let factor: UInt64
  private let most: Score
  /// From here up the product is ``most`` whatever the score.
  private let limit: Score

  /// - Parameters:
  ///   - numerator: that of the factor, which is rounded up.
  ///   - denominator: that of the factor; 0 counts as 1.
  ///   - most: no product is larger.
  init(_ numerator: Score, over denominator: Score, most: Score) {
    let denominator = UInt64(max(denominator, 1))
    factor = ((UInt64(numerator) << 16) + denominator - 1) / denominator + 1
    self.most = most
    // A product of this is `most` at least, and of what is below it, it fits.
    limit = Score(min((UInt64(most) << 16) / factor + 1, 0x7fff_ffff))
  }

  /// At least the score times the factor, 1 more at most than that and what is rounded; 0 of 0, and at most
  /// ``most``.
  @inline(__always)
  func product(_ score: Score) -> Score {
    let product = (UInt64(min(score, limit)) &* factor) &>> 16
    let sum = Score(truncatingIfNeeded: product) &+ 2
    return score == 0 ? 0 : min(sum, most)
  }
}
