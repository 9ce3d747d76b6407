/// One step of the text coder: a character of well-formed UTF-8 of up to three bytes, or a byte.
///
/// Any bytes fall into units in exactly one way, so the coder needs no valid UTF-8. The bytes of a
/// character are its code point; a byte that begins none, and each byte of a character beyond the
/// BMP, has no number and is never part of an entry of a codebook.
enum TextUnit {
  /// Units are numbered below this.
  static let limit = 0x1_0000
  static let none = UInt32.max

  /// The number and the length of the unit at `offset`, which must be below `end`.
  @inline(__always)
  static func next(
    _ bytes: UnsafePointer<UInt8>, _ offset: Int, _ end: Int
  ) -> (number: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    if first & 0xf0 == 0xe0 {
      guard end &- offset >= 3 else { return (none, 1) }
      let second = UInt32(bytes[offset &+ 1])
      let third = UInt32(bytes[offset &+ 2])
      let scalar = (first & 0xf) << 12 | (second & 0x3f) << 6 | third & 0x3f
      guard second & 0xc0 == 0x80, third & 0xc0 == 0x80, scalar >= 0x800 else { return (none, 1) }
      return (scalar, 3)
    }
    guard first & 0xe0 == 0xc0, end &- offset >= 2 else { return (none, 1) }
    let second = UInt32(bytes[offset &+ 1])
    let scalar = (first & 0x1f) << 6 | second & 0x3f
    guard second & 0xc0 == 0x80, scalar >= 0x80 else { return (none, 1) }
    return (scalar, 2)
  }
}
