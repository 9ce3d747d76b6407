/// Makes bytes well-formed UTF-8: each broken sequence becomes one U+FFFD.
///
/// What counts as one is the maximal subpart of the Unicode Standard (section 3.9), as browsers and
/// Swift's own decoder do it.
enum UTF8Repair {
  /// The number of broken sequences in `bytes`; if there are any, `repaired` is set to the bytes
  /// with replacements, else it is left alone and `bytes` can be used as they are.
  static func repair(_ bytes: UnsafeRawBufferPointer, into repaired: inout [UInt8]) -> Int {
    var index = firstBroken(bytes, from: 0)
    if index == bytes.count { return 0 }
    repaired.removeAll(keepingCapacity: true)
    var good = 0
    var count = 0
    while index < bytes.count {
      repaired.append(contentsOf: bytes[good..<index])
      repaired.append(contentsOf: [0xef, 0xbf, 0xbd])
      count += 1
      good = index + max(1, prefixLength(bytes, index))
      index = firstBroken(bytes, from: good)
    }
    repaired.append(contentsOf: bytes[good...])
    return count
  }

  /// Well-formed UTF-8.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var repaired: [UInt8] = []
    return bytes.withUnsafeBytes { repair($0, into: &repaired) } > 0 ? repaired : bytes
  }

  /// Where the first broken sequence begins from `start` on; the count of bytes if there is none.
  static func firstBroken(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      // Of a block that is not plain, or is the first one, each character is looked at.
      let end = index &+ UTF8Block.length
      while index < min(end, bytes.count) {
        let length = goodLength(bytes, index)
        guard length > 0 else { return index }
        index &+= length
      }
      let plain = UTF8Block.skip(bytes, from: index)
      guard plain > index else { continue }
      index = plain
      // The last character may not end with the block.
      while index > start, bytes[index &- 1] & 0xc0 == 0x80 { index &-= 1 }
      if index > start, bytes[index &- 1] >= 0xc0 { index &-= 1 }
    }
    return bytes.count
  }

  /// How long the well-formed sequence is that begins here; 0 if none does.
  @inline(__always)
  private static func goodLength(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let length = sequenceLength(first)
    return length > 1 && prefixLength(bytes, index) == length ? length : 0
  }

  /// How long a sequence is that begins with this byte; 0 for none.
  private static func sequenceLength(_ first: UInt8) -> Int {
    switch first {
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 0
    }
  }

  /// How many bytes from `index` on are the beginning of a well-formed sequence.
  private static func prefixLength(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
    let first = bytes[index]
    let length = sequenceLength(first)
    guard length > 0 else { return 0 }
    var got = 1
    while got < length, index &+ got < bytes.count {
      let byte = bytes[index &+ got]
      guard byte & 0xc0 == 0x80 else { break }
      if got == 1 {
        // Overlong forms, surrogates, and what lies beyond U+10FFFF.
        if first == 0xe0, byte < 0xa0 { break }
        if first == 0xed, byte > 0x9f { break }
        if first == 0xf0, byte < 0x90 { break }
        if first == 0xf4, byte > 0x8f { break }
      }
      got &+= 1
    }
    return got
  }
}
