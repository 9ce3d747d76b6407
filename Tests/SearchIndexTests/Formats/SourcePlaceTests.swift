import TestSupport
import Testing

@testable import SearchIndex

/// Where the texts of Markdown and HTML stand in their sources.
@Suite struct SourcePlaceTests {
  private func check(html: String, _ markup: RandomMarkup, seed: Int) throws {
    let bytes = Array(html.utf8)
    let text = try HTMLExtractor.text(of: bytes, decoder: SourceDecoder()).text
    try PlaceOracle(bytes).check(text, references: markup.references, seed: seed)
  }

  @Test("Every character of Markdown is where its place says", arguments: Seeds.count(200))
  func markdown(seed: Int) throws {
    var markup = RandomMarkup(seed: seed)
    let bytes = Array(markup.markdown().utf8)
    let text = MarkdownExtractor.text(
      of: SourceText(bytes: bytes, encoding: .utf8, isDecoded: false))
    try PlaceOracle(bytes).check(text, seed: seed)
  }

  @Test("Text behind comments of Markdown is where its place says")
  func comments() throws {
    let source = "<!-- 一\r\n二 --> 甲<!-- 三 -->乙 \t<!-- 四 > -->丙\r\n  <!-- 五 --> <!-- 六\n-->丁"
    let text = MarkdownExtractor.text(
      of: SourceText(bytes: Array(source.utf8), encoding: .utf8, isDecoded: false))
    #expect(String(decoding: text.text, as: UTF8.self) == "甲乙 丙丁\n")
    #expect(try PlaceOracle(Array(source.utf8)).check(text, seed: 0) == 4)
  }

  @Test("Every character of HTML is where its place says", arguments: Seeds.count(200))
  func html(seed: Int) throws {
    var markup = RandomMarkup(seed: seed)
    try check(html: markup.html(), markup, seed: seed)
  }

  @Test("The same in documents that are parsed in several parts", arguments: Seeds.count(2))
  func long(seed: Int) throws {
    var markup = RandomMarkup(seed: seed)
    var html = ""
    while html.utf8.count < 80_000 { html += markup.html() }
    try check(html: html, markup, seed: seed)
    let text = String(repeating: "燃气a", count: 1_000)
    try check(
      html: String(repeating: "<p>\n" + text + "<b>\r\n安全", count: 12), markup, seed: seed)
  }

  @Test("A byte order mark counts for bytes, and is in no line")
  func mark() throws {
    let bytes = [0xef, 0xbb, 0xbf] + Array("<p>甲\n<b>乙".utf8)
    let text = try HTMLExtractor.text(of: bytes, decoder: SourceDecoder()).text
    let place = text.origin.place(ofByte: 3, title: "", text: "甲乙\n")
    #expect(place == DocumentOrigin.Place(line: 2, column: 4, byte: 13, page: nil))
  }

  @Test("The ends of lines are places in the lines that they end")
  func lineEnds() throws {
    let source = "<pre>甲\r\n乙</pre>\n丙 丁"
    let text = try HTMLExtractor.text(of: Array(source.utf8), decoder: SourceDecoder()).text
    let body = String(decoding: text.text, as: UTF8.self)
    #expect(body == "甲\n乙\n丙 丁\n")
    let lines = (0...body.utf8.count).map {
      text.origin.place(ofByte: $0, title: "", text: body).map { "\($0.line):\($0.byte ?? -1)" }
    }
    #expect(lines[3] == "1:8" && lines[4] == "2:10" && lines[7] == "2:13")
    #expect(lines[8] == "3:20" && lines[11] == "3:23" && lines[15] == "3:27")
  }

  @Test(
    "Texts are found from their ends, with references in them and without what was left out",
    arguments: [
      ("<b>a&amp;b", "a&b", 10, ["0..<1@3", "1..<2@4", "2..<3@9"]),
      ("甲&#x71c3;\u{1}\r\n乙", "甲燃\n乙", 17, ["0..<3@0", "3..<6@3", "6..<10@13"]),
      ("<p>aa", "aa", 4, ["0..<2@3"]), ("x&amp;", "&", 6, ["0..<1@1"]),
      ("x&#59;", ";", 6, ["0..<1@1"]), ("x&nothing;", "&", 9, ["0..<1@1"]),
      ("甲乙", "丙", 6, ["0..<3@3"]),
    ])
  func locator(source: String, text: String, end: Int, expected: [String]) {
    var locator = MarkupLocator(Array(source.utf8))
    let runs = Array(text.utf8).withUnsafeBytes { text in
      locator.start(of: text, endingNear: end).map { [.init(range: 0..<text.count, source: $0)] }
        ?? locator.runs(of: text, endingNear: end)
    }
    #expect(runs.map { "\($0.range)@\($0.source)" } == expected)
  }
}
