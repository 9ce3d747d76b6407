/// A growing run of bytes with the encodings of the index: little-endian integers and varints.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Makes room for so many bytes.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ source: UnsafeRawBufferPointer) { bytes.append(contentsOf: source) }

  mutating func append(_ source: [UInt8]) { bytes.append(contentsOf: source) }

  /// Appends an integer in little-endian order.
  mutating func append<Integer: FixedWidthInteger>(fixed value: Integer) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends the lowest bytes of an integer, the lowest first.
  mutating func append(low value: UInt32, bytes count: Int) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * index))) }
  }

  /// Appends seven bits a byte, lowest first, the top bit set on all but the last.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(varint value: UInt32) { append(varint: UInt64(value)) }
  mutating func append(varint value: Int) { append(varint: UInt64(value)) }

  /// Appends a string as its length in bytes and its UTF-8.
  mutating func append(_ string: String) {
    append(varint: string.utf8.count)
    bytes.append(contentsOf: string.utf8)
  }
}
