import TestSupport
import Testing

@testable import SearchIndex

/// Documents of office programs, books and PDF files.
@Suite struct ContainerExtractorTests {
  private func items(_ bytes: [UInt8], _ format: SourceFile.Format) throws -> [SourceItem] {
    try SourceExtractor().items(of: bytes, format, ReadingOptions())
  }

  private func text(_ bytes: [UInt8], _ format: SourceFile.Format) throws -> String {
    let items = try items(bytes, format)
    guard items.count == 1, case .issue(let text) = items[0].content else { return "no text" }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private func reason(_ bytes: [UInt8], _ format: SourceFile.Format) -> String? {
    do throws(SourceRefusal) {
      _ = try SourceExtractor().items(of: bytes, format, ReadingOptions())
      return nil
    } catch {
      return error.reason
    }
  }

  private static let word = SampleFormats.word(
    SampleFormats.wordParagraph("河东区检查燃气安全")
      + "<w:p><w:r><w:t xml:space=\"preserve\">张  三 </w:t></w:r><w:r><w:t>&amp;李四</w:t><w:tab/><w:t>王五</w:t>"
      + "<w:br/><w:t>下一行</w:t></w:r><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
      + "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
      + "</mc:Choice><mc:Fallback><w:t>框内</w:t></mc:Fallback></mc:AlternateContent><w:t>之后</w:t></w:r>"
      + "<w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:p>"
      + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>站</w:t></w:r></w:p><w:p><w:r><w:t>名</w:t></w:r></w:p></w:tc>"
      + "<w:tc><w:p><w:r><w:t>雨量</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
    footnotes: "<w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote>")

  @Test("Word documents")
  func word() throws {
    #expect(
      try text(ContainerExtractorTests.word, .word) == """
        河东区检查燃气安全
        张  三 &李四\t王五
        下一行之后漢
        框内
        站 名\t雨量
        脚注

        """)
  }

  private static let openDocument = SampleFormats.openDocument(
    "<text:h text:outline-level=\"1\">河东区检查 燃气安全</text:h><text:tracked-changes><text:p>删</text:p>"
      + "</text:tracked-changes><text:p>甲<text:s text:c=\"3\"/>乙<text:tab/>丙<text:line-break/>丁"
      + "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p>"
      + "</text:note-body></text:note>戊<text:span>己</text:span><text:ruby><text:ruby-base>漢</text:ruby-base>"
      + "<text:ruby-text>hàn</text:ruby-text></text:ruby></text:p><table:table><table:table-row><table:table-cell>"
      + "<text:p>站</text:p></table:table-cell><table:table-cell><text:p>雨量</text:p></table:table-cell>"
      + "</table:table-row></table:table>")

  @Test("OpenDocument texts")
  func openDocument() throws {
    #expect(
      try text(ContainerExtractorTests.openDocument, .openDocument)
        == "河东区检查 燃气安全\n甲   乙\t丙\n丁戊己漢\n脚注\n站\t雨量\n")
  }

  private static let book = book(in: "")

  private static func book(in folder: String) -> [UInt8] {
    SampleFormats.book(
      title: "青溪文丛", date: "2021-03",
      chapters: [
        "<h1>第一章</h1><p>燃气\n安全&#8220;检查&#8221;&nbsp;</p>", "<p/>", "<p>没有标题<br/>的一章</p>",
      ], folder: folder)
  }

  @Test("The chapters of books in their order", arguments: ["", "epub/"])
  func book(folder: String) throws {
    let items = try items(ContainerExtractorTests.book(in: folder), .book)
    #expect(items.map(\.number) == [1, 2])
    let parts = items.map { item in
      guard case .document(let text) = item.content else { return ["none"] }
      return [text.title, text.text, text.date].map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(
      parts == [
        ["第一章", "燃气安全“检查”\u{a0}\n", "2021-03"], ["青溪文丛", "没有标题\n的一章\n", "2021-03"],
      ])
  }

  @Test("Places in a book are those in the file of the chapter")
  func placesInBook() throws {
    let items = try items(ContainerExtractorTests.book, .book)
    let places = items.map { item in
      guard case .document(let text) = item.content else { return [DocumentOrigin.Place?]() }
      let (title, body) = (
        String(decoding: text.title, as: UTF8.self), String(decoding: text.text, as: UTF8.self)
      )
      return [0, text.title.count, text.title.count + 6].map {
        text.origin.place(ofByte: $0, title: title, text: body)
      }
    }
    let head =
      "<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>青溪文丛</title>"
      + "<script type=\"text/javascript\"/></head><body>"
    let start = head.unicodeScalars.count
    func place(_ line: Int, _ column: Int) -> DocumentOrigin.Place {
      DocumentOrigin.Place(line: line, column: column, byte: nil, page: nil)
    }
    #expect(places[0] == [place(2, start + 5), place(2, start + 16), place(3, 1)])
    let title = head.unicodeScalars.prefix { $0 != "青" }.count + 1
    #expect(places[1] == [place(2, title), place(2, start + 4), place(2, start + 6)])
  }

  @Test("PDF files, with their pages")
  func pdf() throws {
    let bytes = SampleFormats.pdf([["河东区检查燃气安全", "网格员上门"], ["第二版"]])
    let text = try text(bytes, .pdf)
    let pages = text.split(separator: "\u{c}", omittingEmptySubsequences: false)
    #expect(pages.count == 2)
    #expect(pages[0].contains("河东区检查燃气安全\n网格员上门"))
    #expect(pages[1].contains("第二版"))
  }

  @Test("What cannot be read says why")
  func reasons() throws {
    #expect(reason(Array("not a zip".utf8), .word)?.contains("no zip archive") == true)
    #expect(reason(ContainerExtractorTests.book, .word)?.contains("no Word document") == true)
    #expect(reason(ContainerExtractorTests.word, .book)?.contains("no EPUB") == true)
    #expect(reason(ContainerExtractorTests.word, .openDocument)?.contains("OpenDocument") == true)
    let compound: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]
    #expect(reason(compound, .word)?.contains("encrypted") == true)
    #expect(reason(SampleFormats.pdf([[]]), .pdf)?.contains("OCR") == true)
    #expect(reason(SampleFormats.pdf([["文"]], isEncrypted: true), .pdf) == "it is encrypted")
    #expect(reason(Array("%PDF-1.4 nothing".utf8), .pdf)?.contains("pdftotext") == true)
  }

  @Test("Entities that a document declares are not expanded")
  func entities() throws {
    var body = "<w:p><w:r><w:t>前&a9;后</w:t></w:r></w:p>"
    var types = "<!DOCTYPE w:document [<!ENTITY a0 \"笑\">"
    for level in 1...9 {
      types += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
    }
    body = types + "]>" + body
    var zip = ZipBuilder()
    zip.add("word/document.xml", body)
    let text = try text(zip.archive, .word)
    #expect(text.utf8.count < 100)
  }

  @Test("Damage gives an error or a text", arguments: Seeds.count(150))
  func damage(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let samples: [([UInt8], SourceFile.Format)] = [
      (ContainerExtractorTests.word, .word), (ContainerExtractorTests.openDocument, .openDocument),
      (ContainerExtractorTests.book, .book),
    ]
    let (sound, format) = random.pick(samples)
    let damage: Damage =
      random.chance(4)
      ? .truncated(random.below(sound.count)) : .flipped(bit: random.below(sound.count * 8))
    _ = try? items(damage.applied(to: sound), format)
  }

  @Test("Damaged XML gives an error or a text", arguments: Seeds.count(150))
  func damagedMarkup(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let archive = try ZipArchive(ArrayAccess(ContainerExtractorTests.word), SourceDecoder())
    var xml = try #require(try archive.content("word/document.xml", limit: 1 << 20))
    for _ in 0...random.below(3) {
      let damage: Damage =
        random.chance(4)
        ? .truncated(1 + random.below(xml.count)) : .flipped(bit: random.below(xml.count * 8))
      xml = damage.applied(to: xml)
      if xml.isEmpty { break }
    }
    var zip = ZipBuilder()
    zip.add(Array("word/document.xml".utf8), xml)
    if let text = try? items(zip.archive, .word).first, case .issue(let text) = text.content {
      #expect(text.bytes.withUnsafeBytes { UTF8Repair.firstBroken($0, from: 0) == $0.count })
    }
  }
}
