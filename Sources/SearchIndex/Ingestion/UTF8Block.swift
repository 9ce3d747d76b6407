/// Tells of many bytes at once that they are well-formed UTF-8, as nearly all are.
enum UTF8Block {
  /// How many bytes are looked at together.
  static let length = 64

  private typealias Words = SIMD2<UInt64>

  /// Passes over blocks that are plain.
  ///
  /// Their characters have one byte to three, and none of them has to be looked at more closely. Other blocks may be
  /// well-formed as well.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - start: where blocks begin, at the beginning of a character; the three bytes before are well-formed.
  /// - Returns: where the first block that is not plain begins; the last character before it may go on there.
  static func skip(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    guard start >= 3 else { return start }
    while index &+ length <= bytes.count {
      var odd = Words()
      for part in 0..<length / 16 { odd |= oddBytes(bytes, index &+ part &* 16) }
      odd &= 0x8080_8080_8080_8080
      if odd[0] | odd[1] != 0 { return index }
      index &+= length
    }
    return index
  }

  /// The highest bit of each of sixteen bytes that is not plain; of some behind one, too.
  @inline(__always)
  private static func oddBytes(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Words {
    let own = bytes.loadUnaligned(fromByteOffset: index, as: Words.self)
    let before = bytes.loadUnaligned(fromByteOffset: index &- 1, as: Words.self)
    let before2 = bytes.loadUnaligned(fromByteOffset: index &- 2, as: Words.self)
    // 10 goes on with a character, 11 begins one of two bytes or more, 111 one of three, 1111 one of four.
    let doubled = own &+ own
    let continues = own & ~doubled
    let expected = before & (before &+ before) | before2 & (before2 &<< 1) & (before2 &<< 2)
    let isLong = own & doubled & (own &<< 2) & (own &<< 3)
    // C0 and C1 begin nothing; after E0 and ED not all bytes may follow.
    let isOdd =
      zeros(own & 0xfefe_fefe_fefe_fefe ^ 0xc0c0_c0c0_c0c0_c0c0)
      | zeros(own ^ 0xe0e0_e0e0_e0e0_e0e0) | zeros(own ^ 0xeded_eded_eded_eded)
    return (continues ^ expected) | isLong | isOdd
  }

  /// The highest bit of a byte 0, if there is one.
  @inline(__always)
  private static func zeros(_ words: Words) -> Words {
    (words &- 0x0101_0101_0101_0101) & ~words
  }
}
