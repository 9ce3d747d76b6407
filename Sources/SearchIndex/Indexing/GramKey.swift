/// The keys of occurrences while those of one left character are sorted: the right character, its ordinal
/// above, and in the highest bit whether a separator stands before it.
enum GramKey {
  /// The bits that tell the term.
  static let term: UInt32 = 0x8000_ffff
  static let gap: UInt32 = 0x8000_0000

  /// The order of the terms of one left character: the marks, the separators with a character behind, the
  /// characters.
  @inline(__always)
  static func order(_ key: UInt32) -> UInt32 {
    let right = key & 0xffff
    if key & gap != 0 { return 0x1_0000 | right }
    return right <= UInt32(Gram.gap) ? right : 0x2_0000 | right
  }

  /// Appends the UTF-8 of a character of the BMP, and of what stands right: nothing, a mark, or a character
  /// that a separator may stand before.
  static func append(_ left: UInt16, _ key: UInt32, to term: inout ByteWriter) {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 3) { units in
      units[0] = left
      var count = 1
      if key & gap != 0 {
        units[1] = Gram.gap
        count = 2
      }
      if key & GramKey.term != 0 {
        units[count] = UInt16(truncatingIfNeeded: key)
        count += 1
      }
      UTF16Text.appendUTF8(UnsafeBufferPointer(rebasing: units[..<count]), to: &term)
    }
  }
}
