import SearchIndex
import TestSupport

/// Any bytes as a file that is more than text: it becomes documents or problems, and places that are told are
/// those of the source.
///
/// The first byte tells the format. PDF files are not among them: another program reads those.
final class Formats: FuzzTrial {
  private static let endings = [
    "md", "html", "docx", "odt", "epub", "md.gz", "html.zst", "zip", "csv", "tsv", "jsonl",
    "jsonl.gz", "zip.gz", "csv.zst",
  ]
  /// Those of one document or some that are read whole, which needs no index.
  private static let wholeCount = 7
  /// Characters of a text are tried that far.
  private static let maximumLength = 20_000

  private let sources = Formats.endings.map { IndexedSource(named: "source.\($0)") }

  init() {}

  var seeds: [[UInt8]] {
    let markdown =
      "---\ntitle: '燃气'\ndate: 2021-03-26\n---\n# 安全\r\n正*文* [链](a)\n\n| 一 | 二 |\n\n```\n码\n```"
    let html =
      "<title>燃气</title><h1>安全</h1><p>正<b>文</b> &amp;&#x71c3;&nbsp;<table><tr><td>一<td>二</table><pre>\r\n一\n"
    var zip = ZipBuilder()
    zip.add("a.txt", "燃气安全")
    zip.add("b/c.html", html)
    let rows = "标题,正文\n\"燃,气\",\"安\n全\"\n"
    let line = #"{"id":"a","title":"燃气","text":"平城区\n安全检查"}"#
    let contents: [[UInt8]] = [
      Array(markdown.utf8), Array(html.utf8),
      SampleFormats.word(SampleFormats.wordParagraph("燃气")),
      SampleFormats.openDocument("<text:p>燃气<text:s/>安全</text:p>"),
      SampleFormats.book(title: "书", date: "2021", chapters: ["<h1>一</h1><p>燃气", "<p>二"]),
      ZipBuilder.gzip(Array(markdown.utf8)), Formats.zstd(Array(html.utf8.prefix(200))),
      zip.archive, Array(rows.utf8), Array("标题\t正文\n燃气\t安全\n".utf8), Array(line.utf8),
      ZipBuilder.gzip(Array(line.utf8)), ZipBuilder.gzip(zip.archive),
      Formats.zstd(Array(rows.utf8)),
    ]
    return contents.enumerated().map { [UInt8($0)] + $1 }
  }

  /// A frame of zstd (RFC 8878) with one block that is not packed, of up to 255 bytes.
  private static func zstd(_ content: [UInt8]) -> [UInt8] {
    let head = content.count << 3 | 1
    return [0x28, 0xb5, 0x2f, 0xfd, 0x20, UInt8(content.count), UInt8(head & 0xff)]
      + [UInt8(head >> 8), 0] + content
  }

  func run(_ input: [UInt8]) throws {
    guard let first = input.first else { return }
    let number = Int(first) % sources.count
    let bytes = Array(input.dropFirst())
    let source = sources[number]
    guard number < Formats.wholeCount else {
      let progress = try source.index(bytes)
      guard progress.documents + progress.problems.count + progress.files > 0 else {
        throw FuzzFinding("the file has become nothing")
      }
      try source.check()
      let searcher = try Searcher(path: source.index)
      for id in try searcher.ids(fulfilling: Query([.filter(.id("*"))])).prefix(100) {
        try check(try searcher.document(id: id), of: nil)
      }
      return
    }
    Files.write(bytes, to: source.path)
    let text: IssueText
    do { text = try IssueText(path: source.path) } catch { return }
    _ = text.lineNumbers
    for document in text.documents {
      let isPlain = number < 2 && String(validating: bytes, as: UTF8.self) != nil
      try check(document.document(path: "a", of: text.layout), of: isPlain ? bytes : nil)
    }
  }

  /// The origin can be stored, and every character is where it says if the file is at hand.
  private func check(_ document: Document, of file: [UInt8]?) throws {
    guard let origin = document.origin, !origin.isEmpty else { return }
    guard DocumentOrigin(encoded: origin.encoded) == origin else {
      throw FuzzFinding("the origin of \(document.id) is not the same when it was stored")
    }
    let bytes = Array((document.title + document.text).utf8)
    guard bytes.count <= Formats.maximumLength else { return }
    for offset in 0...bytes.count {
      let place = origin.place(ofByte: offset, title: document.title, text: document.text)
      guard let file, offset < bytes.count, bytes[offset] > 0x20, bytes[offset] & 0xc0 != 0x80
      else { continue }
      guard let place else {
        throw FuzzFinding("byte \(offset) of \(document.id) has no place")
      }
      // What was decoded after all tells none.
      guard let byte = place.byte else { continue }
      guard byte < file.count else { throw FuzzFinding("byte \(offset) is at \(byte)") }
      // A reference to a character begins with its mark.
      guard file[byte] == bytes[offset] || file[byte] == UInt8(ascii: "&") else {
        throw FuzzFinding("byte \(offset) of \(document.id) is not at \(byte)")
      }
    }
  }
}
