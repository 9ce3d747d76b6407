/// One step of the text coder: a character of well-formed UTF-8 of up to three bytes, or a byte.
///
/// Any bytes fall into units in exactly one way, so the coder needs no valid UTF-8. The number of a
/// character is its code point; a byte that begins none, and each byte of a character beyond the
/// BMP, has the number ``none`` and is never part of an entry of a codebook.
enum TextUnit {
  static let none: UInt32 = 0x1_0000
  /// Units have numbers below this.
  static let limit = 0x1_0001

  /// The number and the length of the unit at `offset`, which must be below `end`.
  @inline(__always)
  static func next(
    _ bytes: UnsafePointer<UInt8>, _ offset: Int, _ end: Int
  ) -> (number: UInt32, length: Int) {
    if end &- offset >= 4 {
      // Nearly all of Chinese text in one step: a byte of 0xE0 to 0xEF and two of 0x80 to 0xBF.
      let word = UInt32(
        littleEndian: UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt32.self))
      if word & 0xc0_c0f0 == 0x80_80e0 {
        let scalar = (word & 0xf) &<< 12 | (word & 0x3f00) &>> 2 | (word & 0x3f_0000) &>> 16
        return scalar >= 0x800 ? (scalar, 3) : (none, 1)
      }
    }
    let first = UInt32(bytes[offset])
    return first < 0x80 ? (first, 1) : nextRare(bytes, offset, end)
  }

  @inline(never)
  private static func nextRare(
    _ bytes: UnsafePointer<UInt8>, _ offset: Int, _ end: Int
  ) -> (number: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    guard end - offset >= 2 else { return (none, 1) }
    let second = UInt32(bytes[offset + 1])
    guard second & 0xc0 == 0x80 else { return (none, 1) }
    if first & 0xe0 == 0xc0 {
      let scalar = (first & 0x1f) << 6 | second & 0x3f
      return scalar >= 0x80 ? (scalar, 2) : (none, 1)
    }
    guard first & 0xf0 == 0xe0, end - offset >= 3 else { return (none, 1) }
    let third = UInt32(bytes[offset + 2])
    let scalar = (first & 0xf) << 12 | (second & 0x3f) << 6 | third & 0x3f
    return third & 0xc0 == 0x80 && scalar >= 0x800 ? (scalar, 3) : (none, 1)
  }
}
