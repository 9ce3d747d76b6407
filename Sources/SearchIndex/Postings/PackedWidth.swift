/// The bit width at which a run of ``PackedIntegers`` is shortest.
enum PackedWidth {
  /// The best width for values of which the widest has so many bits.
  static func best(_ values: UnsafePointer<UInt32>, _ count: Int, widest: Int) -> Int {
    // An exception costs three bytes at least, with what tells of it four: of few values none pays.
    let length = PackedIntegers.byteCount(count, width: widest)
    guard count > 4, length > 4 else { return widest }
    // How many values there are of each of the seven largest widths, and of all others: counters in a register,
    // which no value has to wait for. What is chosen is nearly always among these.
    let others = max(0, widest &- counted)
    let shift = UInt32(truncatingIfNeeded: others)
    var counters: UInt64 = 0
    for index in 0..<count {
      counters &+= 1 &<< UInt64(truncatingIfNeeded: 8 &* width(values[index] &>> shift))
    }
    if let best = best(count, widest, length, above: others, { byte($0 &- others, of: counters) }) {
      return best
    }
    var all = InlineArray<33, UInt8>(repeating: 0)
    for index in 0..<count { all[width(values[index])] &+= 1 }
    return best(count, widest, length, above: 0) { Int(all[$0]) } ?? widest
  }

  /// How many widths have a counter of their own.
  private static let counted = 7

  /// The bits of a value: the place of the highest of one more, which is never 0.
  @inline(__always)
  private static func width(_ value: UInt32) -> Int {
    63 &- (UInt64(value) &<< 1 | 1).leadingZeroBitCount
  }

  @inline(__always)
  private static func byte(_ index: Int, of word: UInt64) -> Int {
    Int(truncatingIfNeeded: word &>> UInt64(8 &* index) & 0xff)
  }

  /// The best width of `count` values, which take `length` bytes at the width of the widest; nil if it may be
  /// below `lowest`, the least width that has a counter above it.
  @inline(__always)
  private static func best(
    _ count: Int, _ widest: Int, _ length: Int, above lowest: Int, _ counter: (Int) -> Int
  ) -> Int? {
    var best = widest
    var bestLength = length
    var exceptions = 0
    var width = widest &- 1
    while width >= lowest {
      exceptions &+= counter(width &+ 1)
      let exceptionsLength =
        2 &+ exceptions &+ PackedIntegers.byteCount(exceptions, width: widest &- width)
      let length = PackedIntegers.byteCount(count, width: width) &+ exceptionsLength
      if length < bestLength {
        bestLength = length
        best = width
      }
      // Narrower runs have as many exceptions, and longer ones.
      if exceptionsLength >= bestLength { return best }
      width &-= 1
    }
    return lowest == 0 ? best : nil
  }
}
