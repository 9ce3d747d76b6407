/// Gathers the text of a document with markup: paragraphs as lines, with white space as browsers show it.
struct RunningText {
  /// What becomes of white space.
  enum WhiteSpace {
    /// Runs become one space, and nothing at the ends of lines.
    case collapsed
    /// Spaces stay, and line breaks end lines.
    case preserved
  }

  private(set) var bytes: [UInt8] = []
  /// White space that becomes a space if more of the line comes.
  private var hasSpace = false
  /// Of this white space, a line break of the source is a part.
  private var hasBreak = false
  /// Cells of a table that ended.
  private var tabs = 0

  /// True if the next text begins a line.
  var isAtLineStart: Bool { bytes.isEmpty || bytes.last == 0x0a }

  /// Goes on with text in UTF-8.
  mutating func append(_ text: UnsafeRawBufferPointer, _ whiteSpace: WhiteSpace = .collapsed) {
    guard whiteSpace == .collapsed else { return appendPreserved(text) }
    var start = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09, 0x0a, 0x0c, 0x0d:
        bytes.append(contentsOf: text[start..<index])
        hasSpace = true
        hasBreak = hasBreak || text[index] == 0x0a || text[index] == 0x0d
        start = index + 1
      default:
        if hasSpace || tabs > 0 {
          separate(before: UnsafeRawBufferPointer(rebasing: text[index...]))
        }
      }
      index += 1
    }
    bytes.append(contentsOf: text[start...])
  }

  /// Goes on with text in UTF-8.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// White space between words.
  mutating func space() { hasSpace = true }

  /// So many spaces that do not collapse.
  mutating func spaces(_ count: Int) {
    guard count > 0 else { return }
    separate(before: UnsafeRawBufferPointer(start: nil, count: 0))
    bytes += repeatElement(0x20, count: min(count, 100))
  }

  /// A tab within a line.
  mutating func tab() {
    dropSpace()
    bytes.append(0x09)
  }

  /// The end of a paragraph, a heading or a row: the line ends, if it has begun.
  mutating func endLine() {
    dropSpace()
    tabs = 0
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    if !isAtLineStart { bytes.append(0x0a) }
  }

  /// The end of a cell: a tab stands before the next one of the line.
  mutating func endCell() {
    dropSpace()
    if !isAtLineStart { tabs += 1 }
  }

  /// Adds whole lines.
  mutating func appendLines(_ lines: [UInt8]) {
    endLine()
    bytes += lines
  }

  /// Removes a part.
  mutating func remove(_ range: Range<Int>) { bytes.removeSubrange(range) }

  private mutating func dropSpace() {
    hasSpace = false
    hasBreak = false
  }

  private mutating func appendPreserved(_ text: UnsafeRawBufferPointer) {
    guard !text.isEmpty else { return }
    if hasSpace || tabs > 0 { separate(before: text) }
    for byte in text where byte != 0x0d { bytes.append(byte == 0x0c ? 0x0a : byte) }
  }

  /// Writes the white space before a text.
  private mutating func separate(before text: UnsafeRawBufferPointer) {
    defer {
      dropSpace()
      tabs = 0
    }
    if isAtLineStart { return }
    if tabs > 0 {
      bytes += repeatElement(0x09, count: tabs)
    } else if hasSpace, !(hasBreak && endsWide && RunningText.isWide(text)) {
      bytes.append(0x20)
    }
  }

  /// Where Chinese is broken into lines in the source, nothing stands between the characters (CSS Text
  /// Module Level 3, section 4.1.3).
  private var endsWide: Bool {
    guard let start = bytes.lastIndex(where: { $0 & 0xc0 != 0x80 }) else { return false }
    return bytes[start...].withUnsafeBytes { RunningText.isWide($0) }
  }

  private static func isWide(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 3 else { return false }
    switch text[0] {
    // U+2E80…U+9FFF, that is without what stands before it in the block of E2.
    case 0xe2: return text[1] >= 0xba
    case 0xe3...0xe9: return true
    // U+F900…U+FAFF, U+FF00…U+FF60.
    case 0xef: return (0xa4...0xab).contains(text[1]) || text[1] == 0xbc || text[1] == 0xbd
    case 0xf0: return text[1] >= 0xa0
    default: return false
    }
  }
}
