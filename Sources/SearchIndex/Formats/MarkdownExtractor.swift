/// Takes the text out of Markdown (CommonMark, and the tables of GitHub): without marks, the targets of
/// links, and comments; lines of a paragraph are one line.
struct MarkdownExtractor {
  private var running: RunningText
  private var title: [UInt8] = []
  /// Where the title stands.
  private var titleRuns: [SourceRun] = []
  private var date: [UInt8] = []
  /// What opened a block of code, while one is open.
  private var fence: Substring.UTF8View?
  private var isComment = false
  /// Where the paragraph began that is open.
  private var paragraphStart: Int?

  private init(_ source: [UInt8]) {
    running = RunningText(of: source)
  }

  /// The text of a document.
  static func text(of source: SourceText) -> ExtractedText {
    var extractor = MarkdownExtractor(source.bytes)
    var lines = String(decoding: source.bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    if lines.first == "---",
      let end = lines.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." })
    {
      for line in lines[1..<end] { extractor.readHead(line) }
      lines = lines[(end + 1)...]
    }
    for line in lines { extractor.read(line) }
    extractor.running.endLine()
    return ExtractedText(
      title: extractor.title, text: extractor.running.bytes, date: extractor.date,
      origin: DocumentOrigin(
        title: extractor.titleRuns, titleLength: extractor.title.count,
        text: extractor.running.runs, of: source))
  }

  /// A line of the block before the text, which has a value for each name.
  private mutating func readHead(_ line: Substring) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return }
    var value = parts[1].drop { $0 == " " }
    while let last = value.last, last.isWhitespace { value.removeLast() }
    if value.count > 1, let first = value.first, first == value.last, first == "\"" || first == "'"
    {
      value = value.dropFirst().dropLast()
    }
    switch parts[0] {
    case "title":
      title = Array(value.utf8)
      titleRuns =
        value.isEmpty ? [] : [SourceRun(offset: 0, source: value.sourceRange.lowerBound)]
    case "date": date = Array(value.utf8)
    default: break
    }
  }

  // MARK: Blocks

  private mutating func read(_ line: Substring) {
    var content = line.drop { $0 == " " || $0 == "\t" }
    if let fence {
      if content.utf8.starts(with: fence), content.allSatisfy({ $0 == "`" || $0 == "~" }) {
        self.fence = nil
      } else {
        addLine(line)
      }
      return
    }
    if isComment || content.hasPrefix("<!--") {
      content = behindComments(content)
      if content.isEmpty { return }
    }
    while content.first == ">" { content = content.dropFirst().drop { $0 == " " } }
    if content.isEmpty { return endParagraph() }
    if content.hasPrefix("```") || content.hasPrefix("~~~") {
      endParagraph()
      let mark = content.first
      fence = content.prefix { $0 == mark }.utf8
      return
    }
    if let level = headingLevel(content) {
      endParagraph()
      return addHeading(content.dropFirst(level), level: level)
    }
    if isRule(content) { return endHeading(content.first == "=") }
    if content.hasPrefix("|") { return addRow(content) }
    if isDefinition(content) { return }
    if let text = listItem(content) {
      endParagraph()
      content = text
    }
    if paragraphStart == nil { paragraphStart = running.bytes.count }
    // Two spaces or a backslash at its end make a line break of it, otherwise it is a blank.
    let isBroken = content.hasSuffix("  ") || content.hasSuffix("\\")
    append(content.hasSuffix("\\") ? content.dropLast() : content)
    if isBroken {
      running.endLine()
    } else {
      running.append("\n")
    }
  }

  /// What is left of a line that is in comments or begins with one.
  private mutating func behindComments(_ line: Substring) -> Substring {
    var rest = line
    while isComment || rest.hasPrefix("<!--") {
      // Bytes, for an accent behind the mark would be one character with it.
      let end = rest.utf8.firstRange(of: "-->".utf8)
      isComment = end == nil
      guard let end else { return rest.prefix(0) }
      rest = rest[end.upperBound...].drop { $0 == " " || $0 == "\t" }
    }
    return rest
  }

  private mutating func endParagraph() {
    running.endLine()
    paragraphStart = nil
  }

  private mutating func addLine(_ line: Substring) {
    running.append(line.sourceRange, .preserved)
    running.endLine()
  }

  private func headingLevel(_ content: Substring) -> Int? {
    let level = content.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    let rest = content.dropFirst(level)
    return rest.isEmpty || rest.first == " " || rest.first == "\t" ? level : nil
  }

  private mutating func addHeading(_ content: Substring, level: Int) {
    var content = content
    while content.last == " " { content.removeLast() }
    while content.last == "#" { content.removeLast() }
    paragraphStart = running.bytes.count
    append(content)
    endHeading(level == 1)
  }

  /// Ends what is a heading, which is the title if it is the first of the highest rank.
  private mutating func endHeading(_ isHighest: Bool) {
    running.endLine()
    if isHighest, title.isEmpty, let start = paragraphStart, start < running.bytes.count {
      let range = start..<running.bytes.count
      title = Array(running.bytes[range].dropLast())
      titleRuns = running.runs(in: range)
      running.remove(range)
    }
    paragraphStart = nil
  }

  /// A line between parts, or below a heading.
  private func isRule(_ content: Substring) -> Bool {
    let marks = content.filter { $0 != " " && $0 != "\t" }
    guard let first = marks.first, marks.allSatisfy({ $0 == first }) else { return false }
    return first == "="
      ? paragraphStart != nil
      : ["-", "*", "_"].contains(first) && marks.count >= (paragraphStart == nil ? 3 : 1)
  }

  /// The target of links elsewhere.
  private func isDefinition(_ content: Substring) -> Bool {
    guard content.first == "[", let end = content.firstIndex(of: "]") else { return false }
    return content[end...].hasPrefix("]: ") && !content.hasPrefix("[^")
  }

  private func listItem(_ content: Substring) -> Substring? {
    let mark = content.prefix { $0.isASCII && $0.isNumber }
    let rest = content.dropFirst(mark.count)
    guard let first = rest.first, rest.dropFirst().first == " " else { return nil }
    if mark.isEmpty { return ["-", "*", "+"].contains(first) ? rest.dropFirst(2) : nil }
    return first == "." || first == ")" ? content : nil
  }

  private mutating func addRow(_ content: Substring) {
    endParagraph()
    if content.allSatisfy({ "|-: \t".contains($0) }) { return }
    for cell in content.split(separator: "|") where !cell.allSatisfy(\.isWhitespace) {
      append(cell)
      running.endCell()
    }
    running.endLine()
  }

  private mutating func append(_ content: Substring) {
    for part in MarkdownSpans(content).parts { running.append(part) }
  }
}
