/// Takes the text out of a `.docx` file (Office Open XML, ISO/IEC 29500).
///
/// Deleted text, numbers of pages, heads and feet of pages are left out. Text boxes and notes come behind
/// the paragraphs, or at the end.
final class WordExtractor: MarkupHandler {
  /// Deleted text, what stands twice for older programs, fields, readings, and stops of tabulators.
  private static let skipped: Set = ["del", "moveFrom", "Fallback", "instrText", "rt", "tabs"]

  private var text = LayeredText()
  private var skipping = SkippedElements()
  /// `t` elements, of which the text is one.
  private var isText = false
  private var cellDepth = 0

  private init() {}

  /// The text of a document in an archive.
  static func text(of archive: ZipArchive) throws(IndexError) -> [UInt8] {
    let main = try mainPart(of: archive)
    let extractor = WordExtractor()
    let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    for name in [main, folder + "footnotes.xml", folder + "endnotes.xml"] {
      guard let member = archive.member(name) else { continue }
      let parser = try MarkupParser(.xml, extractor)
      try parser.parse(try archive.open(member), limit: ExtractedText.maximumMarkup)
      if parser.isCutOff { throw MarkupParser.cutOff(name) }
      extractor.skipping = SkippedElements()
      extractor.text.endParagraph()
    }
    guard !extractor.isDone else {
      throw .unreadable("its text has more than \(Document.maximumLength) bytes")
    }
    return UTF8Repair.repaired(extractor.text.bytes)
  }

  /// The name of the part that holds the text.
  private static func mainPart(of archive: ZipArchive) throws(IndexError) -> String {
    let relations = AttributeReader("Relationship", ["Type", "Target"])
    if let bytes = try archive.content("_rels/.rels", limit: 1 << 20) {
      try MarkupParser(.xml, relations).parse(whole: bytes)
    }
    let target = relations.found.first { $0[0].hasSuffix("/officeDocument") }.map { $0[1] }
    let name = ZipMember.harmless(target ?? "word/document.xml")
    guard archive.member(name) != nil else {
      throw .unreadable("it is no Word document: there is no \(name) in it")
    }
    return name
  }

  // MARK: Events

  var isDone: Bool { text.bytes.count > Document.maximumLength }

  func begin(_ name: String, _ attributes: MarkupAttributes) {
    if skipping.begin(WordExtractor.skipped.contains(name)) { return }
    switch name {
    case "t": isText = true
    case "tab" where cellDepth == 0: text.running.tab()
    case "br", "cr": endLine()
    case "noBreakHyphen": text.running.append("-")
    case "tc": cellDepth += 1
    case "txbxContent": text.beginAside()
    default: break
    }
  }

  func end(_ name: String) {
    if skipping.end() { return }
    switch name {
    case "t": isText = false
    case "p": endLine()
    case "tc":
      cellDepth -= 1
      text.running.endCell()
    case "tr": if cellDepth == 0 { text.endParagraph() }
    case "txbxContent": text.endAside()
    default: break
    }
  }

  /// In a cell a paragraph is no line: the row is.
  private func endLine() {
    if cellDepth > 0 { text.running.space() } else { text.endParagraph() }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    if isText, !skipping.isOpen { text.running.append(bytes, .preserved) }
  }
}
