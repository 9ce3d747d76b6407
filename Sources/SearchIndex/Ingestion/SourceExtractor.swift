/// Takes the texts out of files: the one place that knows what each format holds.
///
/// Not to be shared between threads.
final class SourceExtractor {
  let decoder = SourceDecoder()

  /// The texts of a file in their order.
  ///
  /// - Throws: why nothing can be made of the bytes.
  func items(
    of bytes: [UInt8], _ format: SourceFile.Format, _ options: ReadingOptions
  ) throws(SourceRefusal) -> [SourceItem] {
    switch format {
    case .markdown:
      let source = try decoder.decode(bytes, as: options.encoding)
      return [item(MarkdownExtractor.text(of: source), source)]
    case .html:
      let (text, source) = try HTMLExtractor.text(
        of: bytes, encoding: options.encoding, decoder: decoder)
      return [item(text, source)]
    case .pdf:
      let file = try SourceRefusal.malformed { () throws(IndexError) in
        try InputFile.holding(bytes, name: "a PDF file")
      }
      return try items(of: file, format)
    case .word, .openDocument, .book:
      return try items(ofArchive: ArrayAccess(bytes), format)
    case .text, .jsonLines, .table, .tabTable, .archive:
      let text = try decoder.decode(bytes, as: options.encoding)
      return [SourceItem(encoding: text.encoding, broken: text.broken, content: .issue(text))]
    }
  }

  /// The texts of a file that need not be in memory: a container.
  func items(
    of file: InputFile, _ format: SourceFile.Format
  ) throws(SourceRefusal) -> [SourceItem] {
    guard format == .pdf else { return try items(ofArchive: FileAccess(file), format) }
    return [issue(try PDFExtractor.text(of: file))]
  }

  private func items(
    ofArchive access: any RandomAccess, _ format: SourceFile.Format
  ) throws(SourceRefusal) -> [SourceItem] {
    let archive = try archive(access, isDocument: true)
    if format == .book {
      let chapters = try BookExtractor.chapters(of: archive, decoder)
      return chapters.enumerated().map { index, chapter in
        SourceItem(
          number: chapters.count > 1 ? index + 1 : nil, content: .document(chapter))
      }
    }
    return [
      issue(
        try SourceRefusal.malformed { () throws(IndexError) in
          format == .word
            ? try WordExtractor.text(of: archive) : try OpenDocumentExtractor.text(of: archive)
        })
    ]
  }

  /// Opens a zip archive, which may be a document of an office program.
  func archive(
    _ access: any RandomAccess, isDocument: Bool = false
  ) throws(SourceRefusal) -> ZipArchive {
    try SourceRefusal.malformed { () throws(IndexError) in
      if isDocument, try access.bytes(in: 0..<min(8, access.count)) == SourceExtractor.compoundFile
      {
        throw .unreadable("it is encrypted, or in the format of an old program: save it anew")
      }
      return try ZipArchive(access, decoder)
    }
  }

  /// What Microsoft's compound files begin with, which hold encrypted documents and those before 2007.
  private static let compoundFile: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

  private func item(_ text: ExtractedText, _ source: SourceText) -> SourceItem {
    SourceItem(encoding: source.encoding, broken: source.broken, content: .document(text))
  }

  private func issue(_ text: [UInt8]) -> SourceItem {
    SourceItem(content: .issue(SourceText(bytes: text, encoding: .utf8, isDecoded: true)))
  }
}
