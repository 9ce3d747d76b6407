/// Small files of formats that are more than text, made by hand.
public enum SampleFormats {
  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// A `.docx` file with this body.
  public static func word(_ body: String, footnotes: String? = nil) -> [UInt8] {
    var zip = ZipBuilder()
    zip.add(
      "[Content_Types].xml",
      head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
    zip.add(
      "_rels/.rels",
      head + """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships\
        /officeDocument" Target="word/document.xml"/></Relationships>
        """)
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    zip.add(
      "word/document.xml", head + "<w:document \(space)><w:body>\(body)</w:body></w:document>")
    if let footnotes {
      zip.add("word/footnotes.xml", head + "<w:footnotes \(space)>\(footnotes)</w:footnotes>")
    }
    return zip.archive
  }

  /// A paragraph of such a body.
  public static func wordParagraph(_ text: String) -> String {
    "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
  }

  /// An `.odt` file with this text.
  public static func openDocument(_ text: String) -> [UInt8] {
    var zip = ZipBuilder()
    var stored = ZipBuilder.Options()
    stored.isDeflated = false
    zip.add("mimetype", "application/vnd.oasis.opendocument.text", stored)
    zip.add(
      "content.xml",
      head + """
        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>\
        \(text)</office:text></office:body></office:document-content>
        """)
    zip.add(
      "META-INF/manifest.xml",
      head
        + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"
    )
    return zip.archive
  }

  /// An `.epub` book with these chapters, each the body of a document; all of it in a folder of the archive
  /// if that has a name.
  public static func book(
    title: String, date: String, chapters: [String], folder: String = ""
  ) -> [UInt8] {
    var zip = ZipBuilder()
    var stored = ZipBuilder.Options()
    stored.isDeflated = false
    zip.add(folder + "mimetype", "application/epub+zip", stored)
    zip.add(
      folder + "META-INF/container.xml",
      head + """
        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>\
        <rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>\
        </rootfiles></container>
        """)
    let numbers = chapters.indices.map { $0 + 1 }
    let items = numbers.map {
      "<item id=\"c\($0)\" href=\"text/%E7%AB%A0\($0).xhtml\" media-type=\"application/xhtml+xml\"/>"
    }
    // The package lists the chapters in another order than that in which they are read.
    zip.add(
      folder + "OEBPS/content.opf",
      head + """
        <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata \
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title)</dc:title>\
        <dc:date>\(date)</dc:date></metadata><manifest>\(items.reversed().joined())\
        <item id="toc" href="toc.xhtml" properties="nav"/></manifest><spine><itemref idref="toc"/>\
        \(numbers.map { "<itemref idref=\"c\($0)\"/>" }.joined())</spine></package>
        """)
    zip.add(
      folder + "OEBPS/toc.xhtml",
      "<html><body><nav><a href=\"text/1.xhtml\">目录</a></nav>目次</body></html>")
    for (number, chapter) in Swift.zip(numbers, chapters) {
      zip.add(
        folder + "OEBPS/text/章\(number).xhtml",
        head + """
          <!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>\(title)</title>\
          <script type="text/javascript"/></head><body>\(chapter)</body></html>
          """)
    }
    return zip.archive
  }

  /// A PDF file with a page for each of these lists of lines.
  ///
  /// Its font is none, but a table tells what its glyphs stand for, whose numbers are those of Unicode.
  public static func pdf(_ pages: [[String]], isEncrypted: Bool = false) -> [UInt8] {
    var objects: [String] = []
    let first = 6
    let kids = pages.indices.map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
    objects.append("<< /Type /Catalog /Pages 2 0 R >>")
    objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    objects.append(
      "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        + "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>")
    objects.append(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [32 126 500] "
        + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>")
    objects.append(
      stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
          + "1 begincodespacerange <0000> <FFFF> endcodespacerange "
          + "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"))
    for (index, lines) in pages.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(first + 2 * index + 1) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> >> >>")
      var content = "BT /F1 12 Tf 20 TL 60 760 Td "
      for line in lines {
        content += "<" + line.utf16.map { hexadecimal($0) }.joined() + "> Tj T* "
      }
      objects.append(stream(content + "ET"))
    }
    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = "\(offset)"
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    let secret = String(repeating: "00", count: 32)
    let encryption =
      isEncrypted
      ? "/Encrypt << /Filter /Standard /V 1 /R 2 /O <\(secret)> /U <\(secret)> /P -4 >> "
        + "/ID [<00> <00>]" : ""
    file += "trailer << /Size \(objects.count + 1) /Root 1 0 R \(encryption) >>\n"
    file += "startxref\n\(table)\n%%EOF\n"
    return Array(file.utf8)
  }

  private static func stream(_ content: String) -> String {
    "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
