/// Gathers the text of a document with markup: paragraphs as lines, with white space as browsers show it.
///
/// If it has the source, it notes where each part of the text stands there (``runs``).
struct RunningText {
  /// What becomes of white space.
  enum WhiteSpace {
    /// Runs become one space, and nothing at the ends of lines.
    case collapsed
    /// Spaces stay, and line breaks end lines.
    case preserved
  }

  private(set) var bytes: [UInt8] = []
  /// Where the text stands in the source, in the order of the text.
  private(set) var runs: [SourceRun] = []
  private let source: [UInt8]
  /// The text up to here is the same as the source from the last run on.
  private var verbatimEnd = 0
  /// White space that becomes a space if more of the line comes.
  private var hasSpace = false
  /// Of this white space, a line break of the source is a part.
  private var hasBreak = false
  /// Cells of a table that ended.
  private var tabs = 0

  /// True if the next text begins a line.
  var isAtLineStart: Bool { bytes.isEmpty || bytes.last == 0x0a }

  /// The text of a source, if places in it are to be known.
  init(of source: [UInt8] = []) { self.source = source }

  /// Goes on with text in UTF-8, which begins at a byte of the source if it stands there.
  mutating func append(
    _ text: UnsafeRawBufferPointer, _ whiteSpace: WhiteSpace = .collapsed, at place: Int? = nil
  ) {
    guard whiteSpace == .collapsed else { return appendPreserved(text, place) }
    var start = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x20, 0x09, 0x0a, 0x0c, 0x0d:
        add(text[start..<index], place)
        hasSpace = true
        hasBreak = hasBreak || text[index] == 0x0a || text[index] == 0x0d
        start = index + 1
      default:
        guard index == start else { break }
        let end = bytes.count
        if hasSpace || tabs > 0 {
          separate(before: UnsafeRawBufferPointer(rebasing: text[index...]))
        }
        if let place { note(place + index, behind: end) }
      }
      index += 1
    }
    add(text[start...], place)
  }

  /// Goes on with a part of the source.
  mutating func append(_ range: Range<Int>, _ whiteSpace: WhiteSpace = .collapsed) {
    source.withUnsafeBytes {
      append(UnsafeRawBufferPointer(rebasing: $0[range]), whiteSpace, at: range.lowerBound)
    }
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
    cutRuns()
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
  mutating func remove(_ range: Range<Int>) {
    bytes.removeSubrange(range)
    guard !runs.isEmpty else { return }
    runs.removeAll { range.contains($0.offset) }
    for index in runs.indices where runs[index].offset >= range.upperBound {
      runs[index].offset -= range.count
    }
    // What follows is no part of the run before.
    verbatimEnd = 0
  }

  /// The runs of a part, counted from its beginning.
  func runs(in range: Range<Int>) -> [SourceRun] {
    runs.lazy.filter { range.contains($0.offset) }
      .map { SourceRun(offset: $0.offset - range.lowerBound, source: $0.source) }
  }

  private mutating func dropSpace() {
    hasSpace = false
    hasBreak = false
  }

  private mutating func appendPreserved(_ text: UnsafeRawBufferPointer, _ place: Int?) {
    guard !text.isEmpty else { return }
    let end = bytes.count
    if hasSpace || tabs > 0 { separate(before: text) }
    if let place { note(place, behind: end) }
    var start = 0
    for index in text.indices {
      switch text[index] {
      case 0x0c:
        add(text[start..<index], place)
        bytes.append(0x0a)
      case 0x0d: add(text[start..<index], place)
      // Behind a carriage return it may stand for both.
      case 0x0a where index == start: add(text[start...index], place)
      default: continue
      }
      start = index + 1
      if let place, start < text.count { note(place + start, behind: bytes.count) }
    }
    add(text[start...], place)
  }

  // MARK: Places

  /// Adds text, which stands in the source as it is if it has a place.
  private mutating func add(_ text: Slice<UnsafeRawBufferPointer>, _ place: Int?) {
    guard !text.isEmpty else { return }
    bytes.append(contentsOf: text)
    if place != nil { verbatimEnd = bytes.count }
  }

  /// Notes that the text goes on with a byte of the source, unless the last run goes on there; `end` is
  /// where the text ended before white space was put in.
  private mutating func note(_ place: Int, behind end: Int) {
    var place = place
    var offset = bytes.count
    if place > 0, place < source.count, source[place - 1] == 0x0d, source[place] == 0x0a {
      // The line ends with both.
      place -= 1
    } else if place > 0, source[place - 1] == 0x20, offset == end + 1, bytes[end] == 0x20 {
      // The space is that of the source.
      place -= 1
      offset = end
    }
    if let last = runs.last, place - last.source == offset - last.offset, verbatimEnd <= offset,
      verbatimEnd > last.offset,
      (verbatimEnd..<offset).allSatisfy({ bytes[$0] == source[place - offset + $0] })
    {
      return
    }
    if runs.last?.offset == offset { runs.removeLast() }
    runs.append(SourceRun(offset: offset, source: place))
  }

  /// Drops the runs of what was removed from the end.
  private mutating func cutRuns() {
    while let last = runs.last, last.offset >= bytes.count { runs.removeLast() }
    verbatimEnd = min(verbatimEnd, bytes.count)
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
