/// Takes the text out of an `.odt` file (OpenDocument, ISO/IEC 26300).
///
/// Deleted text and comments are left out. Notes and frames come behind the paragraph that they are in.
final class OpenDocumentExtractor: MarkupHandler {
  private static let skipped: Set = [
    "tracked-changes", "annotation", "annotation-end", "ruby-text", "note-citation",
    "forms", "sequence-decls", "variable-decls", "title", "desc", "index-title-template",
  ]

  private var text = LayeredText()
  private var skipping = SkippedElements()
  private var isBody = false
  private var cellDepth = 0

  private init() {}

  /// The text of a document in an archive.
  static func text(of archive: ZipArchive) throws(IndexError) -> [UInt8] {
    let encrypted = AttributeReader("encryption-data", [])
    if let manifest = try archive.content("META-INF/manifest.xml", limit: 16 << 20) {
      try MarkupParser(.xml, encrypted).parse(whole: manifest)
    }
    guard encrypted.found.isEmpty else { throw .unreadable("it is encrypted") }
    guard let member = archive.member("content.xml") else {
      throw .unreadable("it is no OpenDocument text: there is no content.xml in it")
    }
    let extractor = OpenDocumentExtractor()
    let parser = try MarkupParser(.xml, extractor)
    try parser.parse(try archive.open(member), limit: ExtractedText.maximumMarkup)
    if parser.isCutOff { throw MarkupParser.cutOff("content.xml") }
    guard !extractor.isDone else {
      throw .unreadable("its text has more than \(Document.maximumLength) bytes")
    }
    extractor.text.endParagraph()
    return UTF8Repair.repaired(extractor.text.bytes)
  }

  // MARK: Events

  var isDone: Bool { text.bytes.count > Document.maximumLength }

  func begin(_ name: String, _ attributes: MarkupAttributes) {
    if skipping.begin(OpenDocumentExtractor.skipped.contains(name)) { return }
    switch name {
    case "body": isBody = true
    case "s": text.running.spaces(attributes["c"].flatMap { Int($0) } ?? 1)
    case "tab": text.running.tab()
    case "line-break": endLine()
    case "table-cell": cellDepth += 1
    case "note", "text-box": text.beginAside()
    default: break
    }
  }

  func end(_ name: String) {
    if skipping.end() { return }
    switch name {
    case "body": isBody = false
    case "p", "h": endLine()
    case "table-cell":
      cellDepth -= 1
      text.running.endCell()
    case "table-row": if cellDepth == 0 { text.endParagraph() }
    case "note", "text-box": text.endAside()
    default: break
    }
  }

  /// In a cell a paragraph is no line: the row is.
  private func endLine() {
    if cellDepth > 0 { text.running.space() } else { text.endParagraph() }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    if isBody, !skipping.isOpen { text.running.append(bytes) }
  }
}
