import TestSupport
import Testing

@testable import SearchIndex

@Suite struct TitleTests {
  private func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let parts = bytes.withUnsafeBytes { Ingester.split($0) }
    return [parts.title, parts.text].map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private func equal(_ left: [String], _ right: [String]) -> Bool {
    left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
  }

  @Test(
    "The first line that is not blank is the title, the rest the text",
    arguments: [
      ("", "", ""), ("题", "题", ""), ("题\n", "题", "\n"), ("题\n文\n", "题", "\n文\n"),
      ("题\r\n文\r\n", "题", "\r\n文\r\n"), ("题\r文", "题", "\r文"), ("\n\n 题 \t\n文", "题", "\n文"),
      ("　　题\n　　文", "题", "\n　　文"), (" \r\n　\t\n题  二\n文", "题  二", "\n文"), (" \n　\r\n", "", ""),
      ("　\u{3001}题\n", "\u{3001}题", "\n"), ("a", "a", ""), ("𠮷\n𠮷", "𠮷", "\n𠮷"),
    ])
  func titles(source: String, title: String, text: String) {
    #expect(equal(split(source), [title, text]))
  }

  @Test("Of a long first line the beginning is the title, and all of it stays in the text")
  func longLines() {
    let limit = Ingester.maximumTitleLength
    for character in ["a", "燃", "𠮷"] {
      let full = String(repeating: character, count: limit)
      #expect(equal(split(full), [full, ""]))
      #expect(equal(split(full + "\n文"), [full, "\n文"]))
      #expect(equal(split(full + character), [full, full + character]))
      let long = "\n　" + full + full + "\n文"
      #expect(equal(split(long), [full, long]))
    }
  }

  @Test("Nothing but blanks around the title is lost", arguments: Seeds.count(40))
  func nothingIsLost(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<30 {
      let source = RandomText(rarity: random.pick([2, 3, 30])).text(random.below(300), &random)
      let parts = split(source)
      let blanks: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n", "\u{3000}"]
      let first = source.unicodeScalars.drop { blanks.contains($0) }
      let line = first.prefix { $0 != "\n" && $0 != "\r" }
      let isLong = line.count > Ingester.maximumTitleLength
      #expect(parts[0].unicodeScalars.count <= Ingester.maximumTitleLength)
      #expect(line.starts(with: parts[0].unicodeScalars), "seed \(seed)")
      if isLong {
        #expect(equal([parts[1]], [source]), "seed \(seed)")
        #expect(parts[0].unicodeScalars.count == Ingester.maximumTitleLength)
      } else {
        #expect(equal([parts[1]], [String(first.dropFirst(line.count))]), "seed \(seed)")
        #expect(line.dropFirst(parts[0].unicodeScalars.count).allSatisfy { blanks.contains($0) })
      }
    }
  }
}
