/// An article of an issue as it is indexed, or what belongs to none of its articles.
package struct IssueDocument {
  /// From 1 up; 0 for the furniture of the issue.
  package var number: Int
  package var title: [UInt8] = []
  package var text: [UInt8] = []
  /// That of its issue, or nothing.
  package var date: [UInt8] = []
  package var origin = DocumentOrigin()
  /// The parts of the issue's text that the document is made of, each byte once.
  var sources: [Range<Int>] = []
  /// How many characters of these are only in the title.
  private var titleCharacters = 0

  /// How many characters of the issue's text the document is made of.
  var characters: Int { titleCharacters + text.withUnsafeBytes(\.scalarCount) }

  /// The article of a number, which is still to be written.
  fileprivate init(_ number: Int) { self.number = number }

  /// What was taken out of a file that is no plain text.
  init(_ number: Int, _ text: ExtractedText) {
    self.number = number
    title = text.title
    self.text = text.text
    date = text.date
    origin = text.origin
  }

  /// Begins another document of the same issue.
  fileprivate mutating func clear(_ number: Int) {
    self.number = number
    title.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    titleCharacters = 0
    origin.removeAll()
  }

  /// Puts a part of the issue's text behind the title; one that stays in the text as well is none of its own.
  fileprivate mutating func addTitle(_ content: UnsafeRawBufferPointer, isOwn: Bool) {
    title.append(contentsOf: content)
    if isOwn { titleCharacters += content.scalarCount }
  }

  /// Makes room for so many lines, so that nothing is moved while they are added.
  fileprivate mutating func reserve(_ lines: Int, bytes: Int) {
    text.reserveCapacity(bytes)
    sources.reserveCapacity(lines)
    origin.reserve(lines)
  }

  /// The part of a file's documents' ids behind its path.
  package static func suffix(_ number: Int, of layout: IssueLayout) -> String {
    layout.articleCount > 1 ? "#\(number)" : ""
  }
}

/// Makes the documents of an issue: joins what columns cut, and puts headlines into titles.
package struct IssueDocuments {
  private let bytes: UnsafeRawBufferPointer
  private let layout: IssueLayout
  /// Where the bytes begin in the file.
  private let base: Int
  private let isDecoded: Bool
  /// The date of the issue, or nothing.
  private let date: [UInt8]
  /// The number of each line, the column of its first scalar, and its page.
  private var starts: [(line: Int, column: Int, page: Int)] = []
  /// True if form feeds divide the text into pages.
  private var hasPages = false
  /// The line that continues each line, or -1.
  private var next: [Int]
  /// The lines of all articles, of one after the other in the order in which they are read.
  private var order: [Int]
  /// Where those of each article begin, and where the last ones end.
  private var bounds: [Int]

  /// Of a line longer than this many scalars the beginning is the title.
  private static let maximumTitleLength = 100

  /// `path` is that of the file in the index.
  init(
    _ bytes: UnsafeRawBufferPointer, _ layout: IssueLayout, path: String = "", base: Int = 0,
    isDecoded: Bool = false
  ) {
    self.bytes = bytes
    self.layout = layout
    self.base = base
    self.isDecoded = isDecoded
    let issue = IssueDate(path: path, masthead: IssueMasthead(bytes, layout).text)
    date = Array((issue?.description ?? "").utf8)
    next = [Int](repeating: -1, count: layout.lines.count)
    order = []
    bounds = []
    starts.reserveCapacity(layout.lines.count)
    var line = 1
    var column = 1
    var page = 1
    for index in layout.lines.indices {
      let range = layout.lines[index].range
      starts.append((line, column, page))
      if let from = layout.lines[index].continued { next[from] = index }
      switch bytes[range.upperBound - 1] {
      case 0x0a, 0x0d:
        line += 1
        column = 1
      default:
        if bytes[range.upperBound - 1] == 0x0c { page += 1 }
        for byte in bytes[range] where byte & 0xc0 != 0x80 { column += 1 }
      }
    }
    hasPages = page > 1
    sort()
  }

  /// Puts the lines in the order in which they are read.
  private mutating func sort() {
    let count = layout.lines.count
    // The article of each line, that of the line which it continues; -1 for what is left out.
    var owners = [Int](repeating: -1, count: count)
    bounds = [Int](repeating: 0, count: layout.articleCount + 2)
    // The first of the blank lines right above; none behind a line with text.
    var blank = 0
    for index in 0..<count where layout.lines[index].role != .blank {
      let article: Int
      if let continued = layout.lines[index].continued {
        // White space before a line that continues another goes with the break.
        article = next[continued] == index ? owners[continued] : -1
      } else {
        for place in blank..<index { owners[place] = layout.lines[place].article }
        article = layout.lines[index].article
      }
      owners[index] = article
      blank = index + 1
    }
    for place in blank..<count { owners[place] = layout.lines[place].article }
    for owner in owners where owner >= 0 { bounds[owner + 1] += 1 }
    for number in 1..<bounds.count { bounds[number] += bounds[number - 1] }
    order = [Int](repeating: 0, count: bounds[bounds.count - 1])
    var ends = bounds
    for index in layout.lines.indices
    where owners[index] >= 0 && layout.lines[index].continued == nil {
      // Lines that continue each other stay together in their order.
      var place = index
      while place >= 0 {
        order[ends[owners[index]]] = place
        ends[owners[index]] += 1
        place = next[place]
      }
    }
  }

  /// The documents in the order of their numbers; an empty text is one empty document.
  func forEach<Failure: Error>(
    _ body: (IssueDocument) throws(Failure) -> Void
  ) throws(Failure) {
    // One after the other in the same memory.
    var document = IssueDocument(0)
    document.origin.isDecoded = isDecoded
    document.date = date
    for number in 0...layout.articleCount {
      let lines = order[bounds[number]..<bounds[number + 1]]
      let hasText = lines.contains { layout.lines[$0].role != .blank }
      guard hasText || (layout.articleCount == 1 && number == 1) else { continue }
      document.clear(number)
      write(lines, to: &document)
      try body(document)
    }
  }

  private func write(_ lines: ArraySlice<Int>, to document: inout IssueDocument) {
    guard let first = lines.firstIndex(where: { layout.lines[$0].role != .blank }) else { return }
    document.reserve(lines.count, bytes: lines.reduce(0) { $0 + layout.lines[$1].range.count })
    var rest = first
    if layout.articleCount > 1, document.number > 0 {
      while rest < lines.endIndex, layout.lines[lines[rest]].role == .headline {
        let line = layout.lines[lines[rest]]
        if rest > first {
          // One space for the break between the parts of a headline.
          let end = layout.lines[lines[rest - 1]].content.upperBound
          note(lines[rest - 1], end, &document)
          document.title.append(0x20)
        }
        // Another line, even if a space has taken the place of one byte between them.
        note(lines[rest], line.content.lowerBound, &document, isOther: rest > first)
        document.addTitle(UnsafeRawBufferPointer(rebasing: bytes[line.content]), isOwn: true)
        use(line.content, &document)
        rest += 1
      }
    }
    if rest == first {
      let line = layout.lines[lines[first]]
      var length = 0
      var scalars = 0
      for byte in bytes[line.content] {
        if byte & 0xc0 != 0x80 { scalars += 1 }
        if scalars > IssueDocuments.maximumTitleLength { break }
        length += 1
      }
      note(lines[first], line.content.lowerBound, &document)
      // What is no whole line, or only the beginning of a paragraph, stays in the text.
      let isOwn = length == line.content.count && next[lines[first]] < 0
      let content = UnsafeRawBufferPointer(rebasing: bytes[line.content].prefix(length))
      document.addTitle(content, isOwn: isOwn)
      if isOwn { use(line.content, &document) }
      rest = isOwn ? first + 1 : lines.startIndex
    }
    if rest > lines.startIndex, layout.articleCount == 1 {
      // The text begins with the end of the title's line, as that of a plain file always did.
      let line = layout.lines[lines[rest - 1]]
      var start = line.range.upperBound
      while start > line.content.upperBound, [0x0a, 0x0d].contains(bytes[start - 1]) { start -= 1 }
      append(lines[rest - 1], start..<line.range.upperBound, &document)
    }
    for place in rest..<max(rest, lines.endIndex) {
      let index = lines[place]
      let line = layout.lines[index]
      let start = line.continued == nil ? line.range.lowerBound : line.content.lowerBound
      let end = next[index] >= 0 ? line.content.upperBound : line.range.upperBound
      append(index, start..<end, &document)
    }
  }

  private func append(_ line: Int, _ range: Range<Int>, _ document: inout IssueDocument) {
    guard !range.isEmpty else { return }
    note(line, range.lowerBound, &document)
    document.text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[range]))
    use(range, &document)
  }

  /// Notes that a part of the issue stands in the document.
  private func use(_ range: Range<Int>, _ document: inout IssueDocument) {
    if let last = document.sources.last, last.upperBound == range.lowerBound {
      document.sources[document.sources.count - 1] = last.lowerBound..<range.upperBound
    } else {
      document.sources.append(range)
    }
  }

  /// Begins a piece of the origin, unless the last goes on.
  private func note(
    _ line: Int, _ start: Int, _ document: inout IssueDocument, isOther: Bool = false
  ) {
    let offset = document.title.count + document.text.count
    if hasPages { document.origin.note(page: starts[line].page, at: offset) }
    if !isOther, let last = document.origin.pieces.last,
      base + start - last.source == offset - last.offset
    {
      return
    }
    var column = starts[line].column
    for byte in bytes[layout.lines[line].range.lowerBound..<start] where byte & 0xc0 != 0x80 {
      column += 1
    }
    document.origin.add(
      .init(offset: offset, source: base + start, line: starts[line].line, column: column))
  }
}
