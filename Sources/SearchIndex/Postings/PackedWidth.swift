/// The bit width at which a run of ``PackedIntegers`` is shortest.
enum PackedWidth {
  /// The best width for values of which the widest has so many bits.
  static func best(_ values: UnsafePointer<UInt32>, _ count: Int, widest: Int) -> Int {
    // An exception costs three bytes at least, with what tells of it four: of few values none pays.
    let length = PackedIntegers.byteCount(count, width: widest)
    guard count > 4, length > 4 else { return widest }
    // How many values there are of each width: counters in registers, which no value has to wait for.
    if widest < 8 {
      var counters: UInt64 = 0
      for index in 0..<count { counters &+= 1 &<< (8 &* width(values[index])) }
      return best(count, widest, length) { byte($0, of: counters) }
    }
    if widest < 16 {
      var (low, high): (UInt64, UInt64) = (0, 0)
      for index in 0..<count {
        let width = width(values[index])
        let one = UInt64(1) &<< (8 &* width)
        let isHigh = width &>> 3
        low &+= one & (isHigh &- 1)
        high &+= one & (0 &- isHigh)
      }
      return best(count, widest, length) { byte($0 & 7, of: $0 < 8 ? low : high) }
    }
    var counters = InlineArray<33, UInt8>(repeating: 0)
    for index in 0..<count { counters[Int(width(values[index]))] &+= 1 }
    return best(count, widest, length) { Int(counters[$0]) }
  }

  @inline(__always)
  private static func width(_ value: UInt32) -> UInt64 {
    UInt64(truncatingIfNeeded: 32 &- value.leadingZeroBitCount)
  }

  @inline(__always)
  private static func byte(_ index: Int, of word: UInt64) -> Int {
    Int(truncatingIfNeeded: word &>> UInt64(8 &* index) & 0xff)
  }

  /// The best width of `count` values, which take `length` bytes at the width of the widest;
  /// `counter` tells how many have a width.
  @inline(__always)
  private static func best(
    _ count: Int, _ widest: Int, _ length: Int, counter: (Int) -> Int
  ) -> Int {
    var best = widest
    var bestLength = length
    var exceptions = 0
    var width = widest &- 1
    while width >= 0 {
      exceptions &+= counter(width &+ 1)
      let exceptionsLength =
        2 &+ exceptions &+ PackedIntegers.byteCount(exceptions, width: widest &- width)
      let length = PackedIntegers.byteCount(count, width: width) &+ exceptionsLength
      if length < bestLength {
        bestLength = length
        best = width
      }
      // Narrower runs have as many exceptions, and longer ones.
      if exceptionsLength >= bestLength { break }
      width &-= 1
    }
    return best
  }
}
