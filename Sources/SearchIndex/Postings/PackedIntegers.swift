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
/// The length of a run is known from its first three bytes. Bits are packed from the lowest up; each run ends at a byte.
enum PackedIntegers {
  static let capacity = 128
  /// The longest encoding: all values at 32 bits.
  static let maximumLength = 1 + capacity * 4
  /// Unpacking loads eight bytes at a time and may touch this many past the end of a run.
  static let slack = 8

  private static let exceptionsFlag: UInt8 = 0x40

  static func byteCount(_ count: Int, width: Int) -> Int { (count &* width &+ 7) >> 3 }

  static func append(_ values: UnsafeBufferPointer<UInt32>, to writer: inout ByteWriter) {
    assert(values.count <= capacity)
    var widths = InlineArray<33, Int>(repeating: 0)
    for value in values { widths[32 - value.leadingZeroBitCount] += 1 }
    var widest = 32
    while widest > 0, widths[widest] == 0 { widest -= 1 }

    var best = widest
    var bestLength = byteCount(values.count, width: widest)
    var exceptions = 0
    var width = widest - 1
    while width >= 0 {
      exceptions += widths[width + 1]
      let length =
        byteCount(values.count, width: width) + 2 + exceptions
        + byteCount(exceptions, width: widest - width)
      if length < bestLength {
        bestLength = length
        best = width
      }
      width -= 1
    }

    if best == widest {
      writer.append(UInt8(widest))
      appendBits(values, width: widest, shift: 0, to: &writer)
      return
    }
    let limit = UInt64(1) << UInt64(best)
    let large = values.indices.filter { UInt64(values[$0]) >= limit }
    writer.append(UInt8(best) | exceptionsFlag)
    writer.append(UInt8(large.count))
    writer.append(UInt8(widest - best))
    appendBits(values, width: best, shift: 0, to: &writer)
    for index in large { writer.append(UInt8(index)) }
    large.map { values[$0] }.withUnsafeBufferPointer {
      appendBits($0, width: widest - best, shift: best, to: &writer)
    }
  }

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

  @inline(__always)
  private static func unpackBits(
    _ source: UnsafeRawPointer, count: Int, width: Int, into target: UnsafeMutablePointer<UInt32>
  ) {
    if width == 0 {
      target.update(repeating: 0, count: count)
      return
    }
    let mask = UInt64(truncatingIfNeeded: (1 &<< width) &- 1)
    var bit = 0
    for index in 0..<count {
      let word = source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
      target[index] = UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
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

  private static func appendBits(
    _ values: UnsafeBufferPointer<UInt32>, width: Int, shift: Int, to writer: inout ByteWriter
  ) {
    guard width > 0 else { return }
    let mask = UInt64(1) << UInt64(width) - 1
    var pending: UInt64 = 0
    var pendingBits = 0
    for value in values {
      pending |= (UInt64(value) >> UInt64(shift) & mask) << UInt64(pendingBits)
      pendingBits += width
      while pendingBits >= 8 {
        writer.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        pendingBits -= 8
      }
    }
    if pendingBits > 0 { writer.append(UInt8(truncatingIfNeeded: pending)) }
  }
}
