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
      let place = UInt64(pair & 63)
      let word = bits[Int(pair >> 6)]
      bits[Int(pair >> 6)] = word | 1 &<< place
      // Whether it is new is not to be foreseen.
      count &+= Int(~word &>> place & 1)
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
      let place = UInt64(pair & 63)
      let word = bits[Int(pair >> 6)]
      bits[Int(pair >> 6)] = word | 1 &<< place
      // Whether it is new is not to be foreseen.
      let isNew = ~word &>> place & 1
      count &+= Int(isNew)
      shared &+= Int(isNew & other.bits[Int(pair >> 6)] &>> place)
    }
    return (count, shared)
  }

  @inline(__always)
  func contains(_ pair: UInt16) -> Bool { bits[Int(pair >> 6)] &>> UInt64(pair & 63) & 1 != 0 }
}
