/// Reads what ``ByteWriter`` wrote, from memory that somebody else keeps alive.
///
/// A read past the end gives zero and sets ``overrun``: decoders check it once, where they can
/// throw, and not at every byte.
struct ByteReader {
  private let base: UnsafeRawPointer?
  private(set) var offset: Int
  let end: Int
  private(set) var overrun = false

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    base = bytes.baseAddress
    self.offset = offset
    self.end = bytes.count
    if offset > end || offset < 0 {
      self.offset = end
      overrun = true
    }
  }

  var isAtEnd: Bool { offset >= end }

  @inline(__always)
  mutating func byte() -> UInt8 {
    guard offset < end, let base = base else {
      overrun = true
      return 0
    }
    defer { offset &+= 1 }
    return base.load(fromByteOffset: offset, as: UInt8.self)
  }

  mutating func fixed<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer {
    let size = MemoryLayout<Integer>.size
    guard end - offset >= size, let base = base else {
      overrun = true
      offset = end
      return 0
    }
    defer { offset &+= size }
    return Integer(
      littleEndian: base.loadUnaligned(fromByteOffset: offset, as: Integer.self))
  }

  /// The number that ``ByteWriter/append(low:bytes:)`` wrote, of one to four bytes.
  @inline(__always)
  mutating func low(_ count: Int) -> UInt32 {
    if end &- offset >= 4, let base {
      defer { offset &+= count }
      let mask = UInt32.max &>> UInt32(truncatingIfNeeded: 32 &- 8 &* count)
      let word = base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      return UInt32(littleEndian: word) & mask
    }
    var value: UInt32 = 0
    for (index, byte) in bytes(count).enumerated() { value |= UInt32(byte) &<< UInt32(8 &* index) }
    return value
  }

  /// Most are of one byte.
  @inline(__always)
  mutating func varint() -> UInt64 {
    if offset < end, let base {
      let first = base.load(fromByteOffset: offset, as: UInt8.self)
      if first < 0x80 {
        offset &+= 1
        return UInt64(first)
      }
    }
    return longVarint()
  }

  private mutating func longVarint() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let next = byte()
      value |= UInt64(next & 0x7f) &<< shift
      if next < 0x80 { return value }
      shift &+= 7
    }
    overrun = true
    return 0
  }

  @inline(__always)
  mutating func skipVarint() {
    while offset < end, let base, base.load(fromByteOffset: offset, as: UInt8.self) >= 0x80 {
      offset &+= 1
    }
    _ = byte()
  }

  /// A varint that must be an `Int` of sensible size; larger ones are taken as an overrun.
  @inline(__always)
  mutating func count() -> Int { sensible(varint()) }

  /// The same of eight bytes.
  mutating func fixedCount() -> Int { sensible(fixed(UInt64.self)) }

  /// Sums and products of a few such numbers are far from what an `Int` holds.
  @inline(__always)
  private mutating func sensible(_ value: UInt64) -> Int {
    guard value <= UInt64(Int32.max) * 1024 else {
      overrun = true
      return 0
    }
    return Int(value)
  }

  mutating func uint32() -> UInt32 {
    let value = varint()
    if value > UInt64(UInt32.max) { overrun = true }
    return UInt32(truncatingIfNeeded: value)
  }

  /// The next `count` bytes, valid as long as the memory that the reader stands on.
  @inline(__always)
  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, end - offset >= count, let base = base else {
      overrun = true
      offset = end
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    defer { offset &+= count }
    return UnsafeRawBufferPointer(start: base + offset, count: count)
  }

  mutating func string() -> String {
    let length = count()
    return String(decoding: bytes(length), as: UTF8.self)
  }

  mutating func skip(_ count: Int) { _ = bytes(count) }
}
