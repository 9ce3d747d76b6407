import TestSupport
import Testing

@testable import SearchIndex

/// What texts become when they are indexed: titles, texts, and the way back to the file.
@Suite struct IssueDocumentTests {
  private func documents(_ text: String, isSplit: Bool = true) throws -> [IssueDocument] {
    let bytes = Array(text.utf8)
    var result: [IssueDocument] = []
    try bytes.withSpanOfBytes(bytes.count) { bytes throws(IndexError) in
      let layout = IssueLayout(bytes: bytes, isSplit: isSplit)
      IssueDocuments(bytes, layout).forEach { result.append($0) }
    }
    return result
  }

  private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test(
    "The first line that is not blank is the title, the rest the text",
    arguments: [
      ("", "", ""), ("题", "题", ""), ("题\n", "题", "\n"), ("题\n文\n", "题", "\n文\n"),
      ("题\r\n文\r\n", "题", "\r\n文\r\n"), ("题\r文", "题", "\r文"), ("\n\n 题 \t\n文", "题", "\n文"),
      ("　　题\n　　文", "题", "\n　　文"), (" \r\n　\t\n题  二\n文", "题  二", "\n文"), (" \n　\r\n", "", ""),
      ("a", "a", ""), ("𠮷\n𠮷", "𠮷", "\n𠮷"),
    ])
  func titles(source: String, title: String, text: String) throws {
    let documents = try documents(source)
    #expect(documents.count == 1)
    #expect(documents[0].title == Array(title.utf8))
    #expect(documents[0].text == Array(text.utf8))
  }

  @Test("Of a long first line the beginning is the title, and all of it stays in the text")
  func longLines() throws {
    for character in ["a", "燃", "𠮷"] {
      let full = String(repeating: character, count: 100)
      #expect(try documents(full).map { string($0.title) } == [full])
      let long = try documents(full + character)
      #expect(string(long[0].title) == full && string(long[0].text) == full + character)
    }
  }

  /// Lines as newspapers have them, put together at random.
  private func randomIssue(_ random: inout SeededRandom) -> String {
    let lines = [
      "青溪日报 2021年3月26日 星期五 第5812期", "第02版：要闻", "责任编辑：钱一", "低碳出行　从我做起", "老字号重新开张",
      "　　本报讯（记者 张三）晚上八点，平城古街的灯一盏接一盏亮起来。刚刚过去的周末，古街接待", "游客四万人次，创下开街以来的纪录。",
      "　　今年夏天，古街推出夜游、夜市", "——————", "记者 张三", "（图为街景。　王五摄）", "一、第一代人", "", "", " \t", "【要闻】",
      "络，完善上门走访的办法。", "（下转第2版）", "（上接第1版）沿河的村子也动了起来。", "a word", "\u{c}", "\r",
    ]
    var text = ""
    for _ in 0..<random.below(60) {
      text +=
        random.chance(5)
        ? RandomText(rarity: 3).text(random.below(40), &random) : random.pick(lines)
      text += random.pick(["\n", "\n", "\n", "\r\n", "\n\n", "\u{c}"])
    }
    return text
  }

  @Test("No character is lost, and every one is where its origin says", arguments: Seeds.count(30))
  func nothingIsLost(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let source = randomIssue(&random)
      let bytes = Array(source.utf8)
      let layout = IssueLayout(bytes)
      // The lines are the source, and each is of one article or of none.
      #expect(layout.lines.flatMap { Array(bytes[$0.range]) } == bytes, "seed \(seed)")
      #expect(layout.lines.allSatisfy { (0...layout.articleCount).contains($0.article) })
      var seen = [Int](repeating: 0, count: bytes.count)
      for document in try documents(source) {
        let whole = document.title + document.text
        let origin = try #require(
          DocumentOrigin(encoded: document.origin.encoded) ?? (whole.isEmpty ? .init() : nil))
        #expect(origin == document.origin, "seed \(seed)")
        let textStart = origin.pieces.first { $0.offset >= document.title.count }?.source
        let isCopied = textStart.map { $0 <= origin.pieces[0].source } ?? false
        for (number, piece) in origin.pieces.enumerated() {
          let end =
            number + 1 < origin.pieces.count ? origin.pieces[number + 1].offset : whole.count
          for offset in piece.offset..<end {
            let place = piece.source + offset - piece.offset
            // Between the parts of a headline a space stands for a break.
            guard whole[offset] == bytes[place] else {
              #expect(whole[offset] == 0x20 && offset < document.title.count, "seed \(seed)")
              continue
            }
            if !(isCopied && offset < document.title.count) { seen[place] += 1 }
          }
        }
      }
      for (place, count) in seen.enumerated() where !IssueDocumentTests.isSpace(bytes, place) {
        #expect(count == 1, "seed \(seed): byte \(place)")
      }
    }
  }

  /// White space, and the bytes of an ideographic space.
  private static func isSpace(_ bytes: [UInt8], _ place: Int) -> Bool {
    if bytes[place] <= 0x20 { return true }
    return (max(0, place - 2)...place).contains { bytes[$0...].starts(with: [0xe3, 0x80, 0x80]) }
  }

  @Test("Lines and columns are those that counting finds", arguments: Seeds.count(20))
  func places(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let source = randomIssue(&random)
    let bytes = Array(source.utf8)
    for document in try documents(source) where !document.text.isEmpty {
      let (title, text) = (string(document.title), string(document.text))
      let whole = document.title + document.text
      // One after the other and back.
      var places = OriginPlaces(document.origin, title: title, text: text)
      var offset = 0
      for _ in 0..<40 {
        offset =
          random.chance(3)
          ? random.below(whole.count) : min(whole.count - 1, offset + random.below(9))
        #expect(
          places.place(ofByte: offset)
            == document.origin.place(ofByte: offset, title: title, text: text), "seed \(seed)")
        // The ends of lines are of no line, and those within a headline have become spaces.
        guard whole[offset] & 0xc0 != 0x80, whole[offset] > 0x20 else { continue }
        let place = try #require(
          document.origin.place(ofByte: offset, title: title, text: text))
        let byte = try #require(place.byte)
        #expect(bytes[byte] == whole[offset])
        var (line, column) = (1, 1)
        for index in 0..<byte {
          if bytes[index] == 0x0a || (bytes[index] == 0x0d && bytes[index + 1] != 0x0a) {
            line += 1
            column = 1
          } else if bytes[index] & 0xc0 != 0x80 {
            column += 1
          }
        }
        #expect(place.line == line && place.column == column, "seed \(seed) byte \(byte)")
      }
    }
  }

  @Test("What is no origin is none", arguments: Seeds.count(20))
  func damagedOrigins(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<random.below(30)).map { _ in UInt8(random.below(256)) }
      guard let origin = DocumentOrigin(encoded: bytes) else { continue }
      _ = origin.place(ofByte: random.below(50), title: "题", text: "文文文")
    }
  }
}
