/// A set of pairs of ideographs, of which it keeps hashes: a bit for each.
struct PairSet {
  private static let wordCount = 1024

  // Most issues ask about no texts, and need no room for them.
  private var bits: [UInt64] = []

  /// Forgets all pairs: to be called before any are taken.
  mutating func removeAll() {
    if bits.isEmpty {
      bits = [UInt64](repeating: 0, count: Self.wordCount)
    } else {
      var bits = bits.mutableSpan
      bits.update(repeating: 0)
    }
  }

  /// Takes the pairs of some lines.
  ///
  /// - Returns: how many are new.
  mutating func insert(_ pairs: IdeographPairs) -> Int {
    var bits = bits.mutableSpan
    var count = 0
    pairs.forEach { pair in
      let bit: UInt64 = 1 &<< UInt64(pair & 63)
      let word = bits[Int(pair >> 6)]
      if word & bit == 0 { count &+= 1 }
      bits[Int(pair >> 6)] = word | bit
    }
    return count
  }

  /// Takes the pairs of some lines.
  ///
  /// - Returns: how many are new, and how many of these another set has.
  mutating func insert(
    _ pairs: IdeographPairs, sharedWith other: PairSet
  ) -> (count: Int, shared: Int) {
    var bits = bits.mutableSpan
    var (count, shared) = (0, 0)
    pairs.forEach { pair in
      let bit: UInt64 = 1 &<< UInt64(pair & 63)
      let word = bits[Int(pair >> 6)]
      guard word & bit == 0 else { return }
      bits[Int(pair >> 6)] = word | bit
      count &+= 1
      if other.contains(pair) { shared &+= 1 }
    }
    return (count, shared)
  }

  @inline(__always)
  func contains(_ pair: UInt16) -> Bool { bits[Int(pair >> 6)] &>> UInt64(pair & 63) & 1 != 0 }
}
