/// Comparisons of scores, four at once: as many as every processor has in a register.
///
/// Scores are below 2³¹, so the sign of a difference tells which is larger. Of the standard library's masks and
/// of halves of longer vectors the compiler makes code that goes lane by lane.
typealias ScoreVector = SIMD4<Score>

extension SIMD4<Score> {
  /// The highest bit of each that is at least some score, which is 1 or more; the other bits tell nothing.
  @inline(__always)
  func reaching(_ score: Score) -> ScoreVector { ScoreVector(repeating: score &- 1) &- self }

  /// Whether the highest bit of any is set.
  @inline(__always)
  var hasHighestBit: Bool {
    let pairs = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return (pairs[0] | pairs[1]) & 0x8000_0000_8000_0000 != 0
  }

  /// The highest bits of all, that of the first lowest.
  @inline(__always)
  var highestBits: UInt64 {
    // All bits or none, then one.
    let bits = (ScoreVector.zero &- (self &>> 31)) & ScoreVector(1, 2, 4, 8)
    let pairs = unsafeBitCast(bits, to: SIMD2<UInt64>.self)
    let both = pairs[0] | pairs[1]
    return (both | both &>> 32) & 15
  }
}
