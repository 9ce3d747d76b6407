/// The characters of a line's content, for looks at its words.
///
/// Spaces are left out, and full-width letters and digits are put as ASCII.
struct LineText {
  /// UTF-16 units; what lies beyond the BMP is one replacement character each.
  private(set) var units: [UInt16] = []

  /// Reads up to `limit` characters.
  mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, limit: Int = .max
  ) {
    units.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound, units.count < limit {
      let (scalar, length) = LineText.scalar(bytes, index, range.upperBound)
      index += length
      switch scalar {
      case 0x20, 0x09, 0xa0, 0x3000: continue
      case 0xff01...0xff5e where scalar != 0xff0c: units.append(UInt16(scalar - 0xfee0))
      case 0x10000...: units.append(0xfffd)
      default: units.append(UInt16(scalar))
      }
    }
  }

  @inline(__always)
  static func scalar(
    _ bytes: UnsafeRawBufferPointer, _ index: Int, _ end: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard index + length <= end else { return (0xfffd, end - index) }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3f) }
    return (value, length)
  }

  var count: Int { units.count }
  func at(_ index: Int) -> UInt16 { index >= 0 && index < units.count ? units[index] : 0 }

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
    for start in units.indices where list.mayBegin(units[start]) {
      for word in list.words where holds(word, at: start) { return true }
    }
    return false
  }

  private func holds(_ word: [UInt16], at start: Int) -> Bool {
    guard start >= 0, start + word.count <= count else { return false }
    for offset in 0..<word.count where units[start + offset] != word[offset] { return false }
    return true
  }

  /// The length of a number at `start`, in digits of either script.
  func number(at start: Int) -> Int {
    var end = start
    while LineText.isDigit(at(end)) { end += 1 }
    return end - start
  }

  static func isDigit(_ unit: UInt16) -> Bool {
    (unit >= 0x30 && unit <= 0x39) || chineseDigits.contains(unit)
  }

  private static let chineseDigits = UnitSet("〇○零一二三四五六七八九十百千廿卅")
}

/// Words to be looked for in a line.
struct WordList {
  let words: [[UInt16]]
  /// What words begin and end with: most characters are not in there.
  private let firsts: UnitSet
  private let lasts: UnitSet

  /// Reads words with spaces between them; spaces and widths within are those of ``LineText``.
  init(_ list: String) {
    words = list.split(separator: " ").map { word in
      let bytes = Array(word.utf8)
      var text = LineText()
      bytes.withUnsafeBytes { text.read($0, 0..<bytes.count) }
      return text.units
    }
    firsts = UnitSet(words.compactMap(\.first))
    lasts = UnitSet(words.compactMap(\.last))
  }

  @inline(__always)
  func mayBegin(_ unit: UInt16) -> Bool { firsts.contains(unit) }

  @inline(__always)
  func mayEnd(_ unit: UInt16) -> Bool { lasts.contains(unit) }
}
