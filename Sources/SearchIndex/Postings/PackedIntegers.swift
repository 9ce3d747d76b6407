/// Up to 128 integers packed at one bit width, with exceptions for the few that are larger.
///
/// This is PFOR as in Zukowski et al., "Super-Scalar RAM-CPU Cache Compression" (ICDE 2006), with
/// the high bits of the exceptions packed behind the indexes as in Lemire and Boytsov's FastPFOR.
///
/// ```
/// packed = width:u8 low:bits(width)[count]
///        | (width|0x40):u8 number:u8 highWidth:u8 low:bits(width)[count]
///          index:u8[number] high:bits(highWidth)[number]
/// ```
///
/// The length of a run is known from its first three bytes. Bits are packed from the lowest up;
/// each run ends at a byte. The highest bit of the first byte is not looked at.
enum PackedIntegers {
  static let capacity = 128
  /// The longest encoding: all values at 32 bits.
  static let maximumLength = 1 + capacity * 4
  /// Unpacking loads eight bytes at a time and may touch this many past the end of a run.
  static let slack = 8

  private static let exceptionsFlag: UInt8 = 0x40

  static func byteCount(_ count: Int, width: Int) -> Int { (count &* width &+ 7) >> 3 }

  /// Packs values to `target`, which has room for ``maximumLength`` bytes and ``slack`` more; returns
  /// the length of the run.
  static func pack(
    _ values: UnsafePointer<UInt32>, count: Int, into target: UnsafeMutableRawPointer
  ) -> Int {
    assert(count <= capacity)
    var all: UInt32 = 0
    for index in 0..<count { all |= values[index] }
    let widest = 32 - all.leadingZeroBitCount
    let width = PackedWidth.best(values, count, widest: widest)
    if width == widest {
      target.storeBytes(of: UInt8(truncatingIfNeeded: widest), as: UInt8.self)
      packBits(values, count, width: widest, shift: 0, target + 1)
      return 1 &+ byteCount(count, width: widest)
    }
    target.storeBytes(of: UInt8(truncatingIfNeeded: width) | exceptionsFlag, as: UInt8.self)
    packBits(values, count, width: width, shift: 0, target + 3)
    let indexes = target + 3 + byteCount(count, width: width)
    let limit = UInt32(1) << UInt32(width)
    var number = 0
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { large in
      // Each is written down, and written over if it is none: no branch that cannot be foreseen.
      for index in 0..<count {
        let value = values[index]
        indexes.storeBytes(
          of: UInt8(truncatingIfNeeded: index), toByteOffset: number, as: UInt8.self)
        large[number] = value
        number &+= value >= limit ? 1 : 0
      }
      if let first = large.baseAddress {
        packBits(first, number, width: widest &- width, shift: width, indexes + number)
      }
    }
    target.storeBytes(of: UInt8(truncatingIfNeeded: number), toByteOffset: 1, as: UInt8.self)
    target.storeBytes(
      of: UInt8(truncatingIfNeeded: widest &- width), toByteOffset: 2, as: UInt8.self)
    return 3 &+ byteCount(count, width: width) &+ number
      &+ byteCount(number, width: widest &- width)
  }

  /// Packs values and appends the run to `target`.
  static func append(
    _ values: UnsafePointer<UInt32>, count: Int, to target: inout GrowingArray<UInt8>
  ) {
    let room = target.room(for: maximumLength + slack)
    target.extend(by: pack(values, count: count, into: UnsafeMutableRawPointer(room)))
  }

  /// Appends a run of zeros, however many: nothing tells their number.
  static func appendZeros(to target: inout GrowingArray<UInt8>) { target.append(0) }

  /// The length in bytes of the run of `count` values at `source`, from its first three bytes.
  static func length(at source: UnsafeRawPointer, count: Int) -> Int {
    let head = source.load(as: UInt8.self)
    let width = Int(head & 0x3f)
    guard head & exceptionsFlag != 0 else { return 1 &+ byteCount(count, width: width) }
    let number = Int(source.load(fromByteOffset: 1, as: UInt8.self))
    let highWidth = Int(source.load(fromByteOffset: 2, as: UInt8.self))
    return 3 &+ byteCount(count, width: width) &+ number
      &+ byteCount(number, width: highWidth)
  }

  /// Unpacks `count` values from `source`, which holds at least ``slack`` bytes more than the run;
  /// returns the length of the run in bytes.
  @discardableResult
  static func unpack(
    _ source: UnsafeRawPointer, count: Int, into target: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let head = source.load(as: UInt8.self)
    let width = Int(head & 0x3f)
    guard head & exceptionsFlag != 0 else {
      unpackBits(source + 1, count: count, width: width, into: target)
      return 1 &+ byteCount(count, width: width)
    }
    let number = Int(source.load(fromByteOffset: 1, as: UInt8.self))
    let highWidth = Int(source.load(fromByteOffset: 2, as: UInt8.self))
    unpackBits(source + 3, count: count, width: width, into: target)
    let indexes = source + 3 + byteCount(count, width: width)
    let highs = indexes + number
    for exception in 0..<number {
      let index = Int(indexes.load(fromByteOffset: exception, as: UInt8.self))
      let high = bits(highs, at: exception, width: highWidth)
      if index < count { target[index] |= high &<< UInt32(truncatingIfNeeded: width) }
    }
    return 3 &+ byteCount(count, width: width) &+ number &+ byteCount(number, width: highWidth)
  }

  /// Puts another value in the place of the first of the run at `run`; false if it does not fit there.
  static func replaceFirst(_ run: UnsafeMutableRawPointer, count: Int, with value: UInt32) -> Bool {
    let head = run.load(as: UInt8.self)
    let width = Int(head & 0x3f)
    var low = run + 1
    if head & exceptionsFlag != 0 {
      let number = low.load(as: UInt8.self)
      low += 2
      // The indexes of the exceptions rise. Damaged bytes may have none.
      let indexes = low + byteCount(count, width: width)
      if number > 0, indexes.load(as: UInt8.self) == 0 { return false }
    }
    guard UInt64(value) >> UInt64(width) == 0 else { return false }
    let mask = UInt64(1) &<< UInt64(width) &- 1
    for byte in 0..<byteCount(1, width: width) {
      let shift = UInt64(8 &* byte)
      let kept =
        low.load(fromByteOffset: byte, as: UInt8.self) & ~UInt8(truncatingIfNeeded: mask >> shift)
      low.storeBytes(
        of: kept | UInt8(truncatingIfNeeded: UInt64(value) >> shift), toByteOffset: byte,
        as: UInt8.self)
    }
    return true
  }

  /// One of the `count` values at `source`, which holds at least ``slack`` bytes more than the run.
  static func value(at index: Int, of source: UnsafeRawPointer, count: Int) -> UInt32 {
    let head = source.load(as: UInt8.self)
    let width = Int(head & 0x3f)
    guard head & exceptionsFlag != 0 else { return bits(source + 1, at: index, width: width) }
    var value = bits(source + 3, at: index, width: width)
    let number = Int(source.load(fromByteOffset: 1, as: UInt8.self))
    let highWidth = Int(source.load(fromByteOffset: 2, as: UInt8.self))
    let indexes = source + 3 + byteCount(count, width: width)
    for exception in 0..<number
    where Int(indexes.load(fromByteOffset: exception, as: UInt8.self)) == index {
      let high = bits(indexes + number, at: exception, width: highWidth)
      value |= high &<< UInt32(truncatingIfNeeded: width)
    }
    return value
  }

  private static func unpackBits(
    _ source: UnsafeRawPointer, count: Int, width: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    if width == 0 {
      target.update(repeating: 0, count: count)
      return
    }
    let mask = UInt64(truncatingIfNeeded: (1 &<< width) &- 1)
    let width64 = UInt64(truncatingIfNeeded: width)
    var index = 0
    var bit = 0
    // Eight values of up to seven bits are in the eight bytes at the first; so are four of up to
    // fourteen, and two of up to 28: one load for all of them.
    if width <= 7 {
      while index &+ 8 <= count {
        var word = source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
        for lane in 0..<8 {
          target[index &+ lane] = UInt32(truncatingIfNeeded: word & mask)
          word &>>= width64
        }
        index &+= 8
        bit &+= 8 &* width
      }
    } else if width <= 14 {
      while index &+ 4 <= count {
        var word =
          source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self) &>> UInt64(bit & 7)
        for lane in 0..<4 {
          target[index &+ lane] = UInt32(truncatingIfNeeded: word & mask)
          word &>>= width64
        }
        index &+= 4
        bit &+= 4 &* width
      }
    }
    while index < count {
      let word = source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      target[index] = UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
      index &+= 1
      bit &+= width
    }
  }

  @inline(__always)
  private static func bits(_ source: UnsafeRawPointer, at index: Int, width: Int) -> UInt32 {
    let bit = index &* width
    let word = source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
    let mask = UInt64(truncatingIfNeeded: (1 &<< width) &- 1)
    return UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
  }

  /// Stores eight bytes at a time: touches up to ``slack`` bytes past the end.
  @inline(__always)
  private static func packBits(
    _ values: UnsafePointer<UInt32>, _ count: Int, width: Int, shift: Int,
    _ target: UnsafeMutableRawPointer
  ) {
    guard width > 0 else { return }
    let mask = UInt64(1) &<< UInt64(width) &- 1
    if width <= 16 {
      packNarrow(values, count, UInt64(truncatingIfNeeded: width), mask, UInt64(shift), target)
      return
    }
    var pending: UInt64 = 0
    var bits = 0
    var offset = 0
    for index in 0..<count {
      let value = UInt64(values[index]) &>> UInt64(shift) & mask
      pending |= value &<< UInt64(bits)
      bits &+= width
      if bits >= 64 {
        target.storeBytes(of: pending, toByteOffset: offset, as: UInt64.self)
        offset &+= 8
        bits &-= 64
        pending = bits == 0 ? 0 : value &>> UInt64(width &- bits)
      }
    }
    target.storeBytes(of: pending, toByteOffset: offset, as: UInt64.self)
  }

  /// Packs values of up to sixteen bits.
  ///
  /// Eight of them take as many bytes as one has bits. Up to eight bytes are one word; more are two, of
  /// which the second may begin within a byte.
  @inline(__always)
  private static func packNarrow(
    _ values: UnsafePointer<UInt32>, _ count: Int, _ width: UInt64, _ mask: UInt64, _ shift: UInt64,
    _ target: UnsafeMutableRawPointer
  ) {
    let half = 4 &* width
    func store(_ low: UInt64, _ high: UInt64, _ offset: Int) {
      if width <= 8 {
        target.storeBytes(of: low | high &<< half, toByteOffset: offset, as: UInt64.self)
        return
      }
      target.storeBytes(of: low, toByteOffset: offset, as: UInt64.self)
      let byte = Int(truncatingIfNeeded: half &>> 3)
      let shared = byte == 8 ? 0 : low &>> UInt64(8 &* byte)
      target.storeBytes(
        of: shared | high &<< (half & 7), toByteOffset: offset &+ byte, as: UInt64.self)
    }
    var index = 0
    var offset = 0
    while index &+ 8 <= count {
      var (low, high): (UInt64, UInt64) = (0, 0)
      for lane in 1...4 {
        low = low &<< width | UInt64(values[index &+ 4 &- lane]) &>> shift & mask
        high = high &<< width | UInt64(values[index &+ 8 &- lane]) &>> shift & mask
      }
      store(low, high, offset)
      index &+= 8
      offset &+= Int(truncatingIfNeeded: width)
    }
    guard index < count else { return }
    var (low, high): (UInt64, UInt64) = (0, 0)
    var last = count
    while last > index &+ 4 {
      last &-= 1
      high = high &<< width | UInt64(values[last]) &>> shift & mask
    }
    while last > index {
      last &-= 1
      low = low &<< width | UInt64(values[last]) &>> shift & mask
    }
    // Without a fifth value the second word would lie behind the end.
    if width > 8, count &- index <= 4 {
      target.storeBytes(of: low, toByteOffset: offset, as: UInt64.self)
    } else {
      store(low, high, offset)
    }
  }
}
