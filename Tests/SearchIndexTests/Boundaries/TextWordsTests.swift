import TestSupport
import Testing

@testable import SearchIndex

/// The words of notices and news.
@Suite struct TextWordsTests {
  private func sorts(_ text: String) -> [TextWords.Sort] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { bytes in
      let line = LineScanner.lines(of: bytes)[0]
      var reader = TextWordReader()
      let words = reader.words(of: line, in: bytes)
      return TextWords.Sort.allCases.filter { words.contains($0) }
    }
  }

  @Test(
    "Lines and the words that they have",
    arguments: [
      ("遗失身份证一张，声明作废", [TextWords.Sort.notice]), ("手机：3355901", [.contact, .telephone]),
      ("记者日前获悉", [.report]), ("每份二角", [.price]), ("他告诉笔者", [.statement]),
      ("热线０５５１－３３５５９０１", [.contact, .telephone]), ("第2008122期", [.telephone]),
      ("春天来了", []), ("1999年10月1日", []),
    ])
  func words(text: String, expected: [TextWords.Sort]) {
    #expect(sorts(text) == expected)
  }

  @Test("They are those that looking for each word finds", arguments: Seeds.count(40))
  func random(seed: Int) {
    var random = SeededRandom(seed: seed)
    let lists: [(TextWords.Sort, String)] = [
      (.notice, HeadlineWords.notices), (.contact, HeadlineWords.contacts),
      (.report, HeadlineWords.reports), (.price, HeadlineWords.prices),
      (.statement, HeadlineWords.statements),
    ]
    let words = lists.flatMap { $0.1.split(separator: " ").map(String.init) }
    let others = ["春", "，", " ", "A", "水库", "。"]
    for _ in 0..<20 {
      let text =
        "春"
        + (0..<Int.random(in: 0...10, using: &random)).map { _ in
          random.chance(3) ? random.pick(words) : random.pick(others)
        }.joined()
      // Spaces within words are for looks.
      let plain = text.filter { $0 != " " }
      let expected = lists.filter { list in
        list.1.split(separator: " ").contains { plain.contains($0) }
      }.map(\.0)
      #expect(sorts(text) == expected, "\(text)")
    }
  }
}
