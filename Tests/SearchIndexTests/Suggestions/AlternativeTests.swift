import TestSupport
import Testing

@testable import SearchIndex

@Suite struct AlternativeTests {
  private let index: SentenceIndex
  private let searcher: Searcher

  init() throws {
    index = try SentenceIndex()
    searcher = try index.searcher()
  }

  @Test(
    "What was meant comes first",
    arguments: [
      ("\"然气安全\"", "\"燃气安全\""), ("“燃器安泉”", "“燃气安全”"), ("+然企公司", "+燃气公司"),
      ("\"銀航\"", "\"银行\""), ("\"重庆\" AND \"地房\"", "\"重庆\" AND \"地方\""),
      ("\"染气\" AND \"公斯\"", "\"燃气\" AND \"公司\""),
      // Words by letters, two changes at most.
      ("pandsa", "pandas"), ("pyhton", "python"), ("\"pandaz\"", "\"pandas\""),
      ("“pyton 分析”", "“python 分析”"),
      // Else the longest part that occurs.
      ("\"燃气安全检查站\"", "\"燃气安全检查\""), ("\"社区电梯检修管道\"", "\"检修管道\""),
      ("\"numpy pandas\"", "\"pandas\""),
    ])
  func best(typed: String, expected: String) throws {
    #expect(try searcher.search(Query(typed)).total == 0)
    let alternatives = try searcher.alternatives(to: typed)
    #expect(alternatives.first?.text == expected, "\(alternatives)")
  }

  @Test(
    "There is none",
    arguments: ["", "，", "\"龘龘\"", "银行 AND pandas", "\"驫\"", "zzzzzz", "qq", "燃气", "\"燃气\""])
  func none(typed: String) throws {
    #expect(try searcher.alternatives(to: typed).isEmpty)
  }

  @Test("A typed character stays where it fits")
  func changes() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    // 半公式 is more frequent than 办公室, but that keeps two of the three typed characters.
    for number in 0..<6 { try writer.add(Document(id: "a\(number)", text: "半公式的写法")) }
    try writer.add(Document(id: "b", text: "办公室在三楼"))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    #expect(try searcher.alternatives(to: "\"办公事\"").first?.text == "\"办公室\"")
    #expect(try searcher.alternatives(to: "\"半公事\"").first?.text == "\"半公式\"")
  }

  @Test("Each finds as many documents as it says", arguments: Seeds.count(12))
  func counts(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 60, commits: 4, mergeFactor: seed % 2 == 0 ? 3 : 100)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 99)
    var found = 0
    for _ in 0..<25 {
      let parts = (0...random.below(2)).map { _ in
        index.literal(&random).filter { !"\"“”".contains($0) }
          + random.pick(["", "燃汽", "按全", "x1y", "GDPs", "政府网格"])
      }
      let typed = parts.map { "\"\($0)\"" }.joined(separator: random.pick([" AND ", " OR ", " "]))
      for alternative in try searcher.alternatives(to: typed) {
        found += 1
        let expected = index.naive.scores(Query(alternative.text)).count
        #expect(alternative.documents == expected, "\(typed): \(alternative)")
        #expect(alternative.documents > 0 && alternative.text != typed)
      }
    }
    #expect(found > 0)
  }
}
