/// The characters of a line's content, for looks at its words.
///
/// Spaces are left out, and full-width letters and digits are put as ASCII.
struct LineText {
  /// Room for the longest line so far: growing with each character would take longer than reading.
  private var buffer: [UInt16] = []
  private(set) var count = 0
  /// UTF-16 units; what lies beyond the BMP is one replacement character each.
  var units: ArraySlice<UInt16> { buffer[..<count] }

  /// Reads up to `limit` characters.
  mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, limit: Int = .max
  ) {
    let room = min(limit, range.count)
    if buffer.count < room { buffer += repeatElement(0, count: max(128, room) - buffer.count) }
    var length = 0
    buffer.withUnsafeMutableBufferPointer { units in
      var index = range.lowerBound
      while index < range.upperBound, length < limit {
        // Nearly all are ideographs, which stay as they are.
        if let unit = LineText.ideograph(bytes, index, range.upperBound) {
          units[length] = unit
          index &+= 3
          length &+= 1
          continue
        }
        let (scalar, step) = LineText.scalar(bytes, index, range.upperBound)
        index += step
        switch scalar {
        case _ where LineText.isLeftOut(scalar): continue
        case 0x10000...: units[length] = 0xfffd
        default: units[length] = LineText.plain(UInt16(scalar))
        }
        length += 1
      }
    }
    count = length
  }

  /// The content of a line without tags around it: <i>李四</i>.
  static func unwrapped(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == UInt8(ascii: "<"),
      let closing = bytes[start..<min(end, start + longestTag)].firstIndex(of: UInt8(ascii: ">"))
    {
      start = closing + 1
    }
    while start < end, bytes[end - 1] == UInt8(ascii: ">"),
      let opening = bytes[max(start, end - longestTag)..<end].lastIndex(of: UInt8(ascii: "<"))
    {
      end = opening
    }
    return start < end ? start..<end : range
  }

  /// In bytes.
  private static let longestTag = 12

  /// True for the spaces that are left out.
  @inline(__always)
  static func isLeftOut(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || scalar == 0x3000 || scalar == 0x09 || scalar == 0xa0
  }

  /// The units that have another form in ASCII, and the comma, which keeps its own.
  static let fullWidth: ClosedRange<UInt16> = 0xff01...0xff5e

  /// Full-width letters, digits and marks, the comma apart, as ASCII has them.
  @inline(__always)
  static func plain(_ unit: UInt16) -> UInt16 {
    unit >= 0xff01 && unit <= 0xff5e && unit != 0xff0c ? unit - 0xfee0 : unit
  }

  /// The character of U+4000 to U+9FFF that begins here, if one does.
  @inline(__always)
  static func ideograph(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int) -> UInt16? {
    guard bytes[index] &- 0xe4 < 6, index &+ 3 <= end else { return nil }
    return UInt16(truncatingIfNeeded: ofThree(bytes, index))
  }

  /// The scalar of three bytes.
  @inline(__always)
  static func ofThree(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
    UInt32(bytes[index] & 0xf) &<< 12 | UInt32(bytes[index &+ 1] & 0x3f) &<< 6
      | UInt32(bytes[index &+ 2] & 0x3f)
  }

  @inline(__always)
  static func scalar(
    _ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    if first & 0xf0 == 0xe0, index &+ 3 <= end { return (ofThree(bytes, index), 3) }
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard index + length <= end else { return (0xfffd, end - index) }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3f) }
    return (value, length)
  }

  func at(_ index: Int) -> UInt16 { index >= 0 && index < count ? buffer[index] : 0 }

  /// The length of the first of the words that stands at `start`.
  func starts(with list: WordList, at start: Int = 0) -> Int? {
    guard list.mayBegin(at(start)) else { return nil }
    for word in list.words where holds(word, at: start) { return word.count }
    return nil
  }

  func ends(with list: WordList) -> Bool {
    guard list.mayEnd(at(count - 1)) else { return false }
    return list.words.contains { holds($0, at: count - $0.count) }
  }

  func contains(_ list: WordList) -> Bool {
    for start in 0..<count where list.mayBegin(buffer[start]) {
      for word in list.words where holds(word, at: start) { return true }
    }
    return false
  }

  /// True if it holds some characters, one after the other.
  func contains(_ word: [UInt16]) -> Bool {
    (0...max(0, count - word.count)).contains { holds(word, at: $0) }
  }

  /// True if one of the words stands at `start` as a label: before a colon, or in brackets.
  func isLabelled(with list: WordList, at start: Int = 0) -> Bool {
    let words = Words.shared
    let isBracketed = words.openers.contains(at(start))
    guard let length = starts(with: list, at: isBracketed ? start + 1 : start) else { return false }
    let next = at(start + length + (isBracketed ? 1 : 0))
    return isBracketed ? words.brackets.contains(next) : words.colons.contains(next)
  }

  /// True for a date and nothing else.
  var isDate: Bool {
    let dateUnits = Words.shared.dateUnits
    return count <= 16 && units.allSatisfy { LineText.isDigit($0) || dateUnits.contains($0) }
  }

  /// True for a person's name, or two.
  func hasNames(_ range: Range<Int>) -> Bool {
    (2...7).contains(range.count) && Words.shared.surnames.contains(at(range.lowerBound))
      && range.allSatisfy { at($0) == Words.enumeration || (0x3400..<0xa000).contains(at($0)) }
  }

  private func holds(_ word: [UInt16], at start: Int) -> Bool {
    guard start >= 0, start + word.count <= count else { return false }
    for offset in 0..<word.count where buffer[start + offset] != word[offset] { return false }
    return true
  }

  /// The length of a number at `start`, in digits of either script.
  func number(at start: Int) -> Int {
    var end = start
    while LineText.isDigit(at(end)) { end += 1 }
    return end - start
  }

  /// True for a digit of either script: 0 to 9, 〇○零一二三四五六七八九十百千廿卅.
  @inline(__always)
  static func isDigit(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x30...0x39, 0x3007, 0x25cb, 0x96f6, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d,
      0x4e03,
      0x516b, 0x4e5d, 0x5341, 0x767e, 0x5343, 0x5eff, 0x5345:
      true
    default: false
    }
  }
}

/// Words to be looked for in a line.
struct WordList {
  let words: [[UInt16]]
  /// What words begin and end with: most characters are not in there.
  let firsts: UnitSet
  let lasts: UnitSet

  /// Reads words with spaces between them; spaces and widths within are those of ``LineText``.
  init(_ list: String) {
    words = list.split(separator: " ").map { word in
      let bytes = Array(word.utf8)
      var text = LineText()
      bytes.withUnsafeBytes { text.read($0, 0..<bytes.count) }
      return Array(text.units)
    }
    firsts = UnitSet(words.compactMap(\.first))
    lasts = UnitSet(words.compactMap(\.last))
  }

  @inline(__always)
  func mayBegin(_ unit: UInt16) -> Bool { firsts.contains(unit) }

  @inline(__always)
  func mayEnd(_ unit: UInt16) -> Bool { lasts.contains(unit) }
}
