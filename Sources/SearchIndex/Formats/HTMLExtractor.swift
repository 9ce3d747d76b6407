/// Takes the text out of HTML: without scripts, styles, navigation, forms, and what is hidden.
final class HTMLExtractor: MarkupHandler {
  private static let skipped: Set = [
    "script", "style", "nav", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "button", "textarea", "rt", "rp", "rtc", "audio", "video", "canvas", "datalist", "dialog",
  ]
  private static let blocks: Set = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "tr",
    "caption", "thead", "tbody", "tfoot", "section", "article", "header", "footer", "main", "aside",
    "blockquote", "pre", "figure", "figcaption", "address", "form", "fieldset", "legend", "hr",
    "body",
    "center", "details", "summary", "hgroup", "br", "option", "head", "title",
  ]
  private static let dates: Set = [
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publishtime",
    "datepublished",
    "article:published_time", "og:published_time", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "citation_publication_date", "citation_date",
  ]

  private var running: RunningText
  private var heading: RunningText
  private var locator: MarkupLocator
  /// What tells the events.
  private unowned(unsafe) var parser: MarkupParser?
  private var skipping = SkippedElements()
  private var preDepth = 0
  private var isInTitle = false
  private var hasTitle = false
  /// Where the first heading of the highest rank begins in the text, while it is open.
  private var headingStart: Int?
  private var headingRange: Range<Int>?
  private var metaDate = ""
  private var timeDate = ""

  private init(_ source: [UInt8]) {
    running = RunningText(of: source)
    heading = RunningText(of: source)
    locator = MarkupLocator(source)
  }

  /// The text of a document, whose encoding may be known from outside.
  ///
  /// In books, where all chapters have the title of the book, the first heading is preferred; `bookTitle` is
  /// for those that have none.
  static func text(
    of bytes: [UInt8], encoding: SourceEncoding? = nil, decoder: SourceDecoder,
    bookTitle: [UInt8]? = nil
  ) throws(SourceRefusal) -> (text: ExtractedText, source: SourceText) {
    let source = try decoder.decode(bytes, as: encoding ?? declaredEncoding(of: bytes, decoder))
    let extractor = HTMLExtractor(source.bytes)
    do throws(IndexError) {
      let parser = try MarkupParser(.html, extractor)
      extractor.parser = parser
      try withExtendedLifetime(parser) { () throws(IndexError) in
        try parser.parse(whole: source.bytes)
      }
    } catch {
      throw SourceRefusal(.malformed, error.reason)
    }
    guard !extractor.isDone else {
      throw SourceRefusal(.tooLong, "its text has more than \(Document.maximumLength) bytes")
    }
    return (extractor.result(of: source, bookTitle: bookTitle), source)
  }

  /// The encoding that the head of a document states, if its bytes can be that.
  private static func declaredEncoding(
    of bytes: [UInt8], _ decoder: SourceDecoder
  ) -> SourceEncoding? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    for part in head.split(separator: "charset", omittingEmptySubsequences: false).dropFirst() {
      let rest = part.drop { $0 == " " }
      guard rest.first == "=" else { continue }
      let name = rest.dropFirst().drop { " \"'".contains($0) }
        .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      switch name {
      case "gb2312", "gbk", "gb18030", "x-gbk": return checked(.gb18030, bytes, decoder)
      case "big5", "big5-hkscs": return checked(.big5, bytes, decoder)
      default: return nil
      }
    }
    return nil
  }

  /// Pages often state what they are not.
  private static func checked(
    _ encoding: SourceEncoding, _ bytes: [UInt8], _ decoder: SourceDecoder
  ) -> SourceEncoding? {
    let isMarked = bytes.withUnsafeBytes { SourceEncoding.mark(of: $0) != nil }
    let isUTF8 = bytes.withUnsafeBytes { UTF8Repair.firstBroken($0, from: 0) == $0.count }
    return isMarked || isUTF8 ? nil : encoding
  }

  private func result(of source: SourceText, bookTitle: [UInt8]?) -> ExtractedText {
    running.endLine()
    heading.endLine()
    var title = Array(heading.bytes.dropLast())
    var titleRuns = heading.runs
    if let range = headingRange {
      let first = Array(running.bytes[range].dropLast())
      if title.isEmpty || bookTitle != nil {
        title = first
        titleRuns = running.runs(in: range)
      }
      // Otherwise it would be shown twice.
      if title == first { running.remove(range) }
    }
    if title.isEmpty, let bookTitle { title = bookTitle }
    var date = metaDate.isEmpty ? timeDate : metaDate
    // Of a time of ISO 8601 the day.
    if date.utf8.count > 10, Array(date.utf8)[10] == UInt8(ascii: "T") {
      date = String(decoding: date.utf8.prefix(10), as: UTF8.self)
    }
    return ExtractedText(
      title: title, text: running.bytes, date: Array(date.utf8),
      origin: DocumentOrigin(
        title: titleRuns, titleLength: title.count, text: running.runs, of: source))
  }

  // MARK: Events

  var isDone: Bool { running.bytes.count > Document.maximumLength }

  func begin(_ name: String, _ attributes: MarkupAttributes) {
    if skipping.begin(
      HTMLExtractor.skipped.contains(name) || attributes["hidden"] != nil
        || attributes["role"] == "navigation")
    {
      return
    }
    switch name {
    case "title" where !hasTitle:
      isInTitle = true
      hasTitle = true
    case "meta": noteDate(attributes)
    case "time" where timeDate.isEmpty: timeDate = attributes["datetime"] ?? ""
    case "h1" where headingRange == nil && headingStart == nil:
      running.endLine()
      headingStart = running.bytes.count
    case "pre": preDepth += 1
    default: break
    }
    if HTMLExtractor.blocks.contains(name) { running.endLine() }
  }

  func end(_ name: String) {
    if skipping.end() { return }
    switch name {
    case "title": isInTitle = false
    case "td", "th": running.endCell()
    case "pre": preDepth -= 1
    default: break
    }
    if HTMLExtractor.blocks.contains(name) { running.endLine() }
    if name == "h1", let start = headingStart {
      headingStart = nil
      if running.bytes.count > start { headingRange = start..<running.bytes.count }
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    let end = parser?.consumed ?? 0
    guard !skipping.isOpen else { return locator.skip(to: end) }
    if let start = locator.start(of: bytes, endingNear: end) { return add(bytes, at: start) }
    for run in locator.runs(of: bytes, endingNear: end) {
      add(UnsafeRawBufferPointer(rebasing: bytes[run.range]), at: run.source)
    }
  }

  private func add(_ text: UnsafeRawBufferPointer, at place: Int) {
    if isInTitle { return heading.append(text, at: place) }
    running.append(text, preDepth > 0 ? .preserved : .collapsed, at: place)
  }

  private func noteDate(_ attributes: MarkupAttributes) {
    guard metaDate.isEmpty, let content = attributes["content"],
      let name = attributes["name"] ?? attributes["property"] ?? attributes["itemprop"],
      HTMLExtractor.dates.contains(name.lowercased())
    else { return }
    metaDate = content.filter { !$0.isNewline }
  }
}
