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

  @Test(
    "Only words and strings that hits are found for are replaced",
    arguments: [
      ("+然企 -公斯", "+燃气 -公斯"), ("\"然企\" NOT (公斯 OR title:燃器)", "\"燃气\" NOT (公斯 OR title:燃器)"),
      ("然企 NEAR/5 安泉", "燃气 NEAR/5 安全"), ("title:燃器", "title:燃气"),
      ("title:(“燃器”^2 OR 供器)", "title:(“燃气”^2 OR 供气)"),
      ("+燃器 date:2021-03..", "+燃气 date:2021-03.."), ("path:燃器 AND 燃器", "path:燃器 AND 燃气"),
      ("+燃器^2 -天然汽", "+燃气^2 -天然汽"), ("+燃器 (燃器)", "+燃气 (燃气)"),
    ])
  func constructs(typed: String, expected: String) throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    for (number, (title, text)) in SentenceIndex.sentences.enumerated() {
      try writer.add(
        Document(id: "\(number)", title: title, text: text, path: "燃器", date: "2021-03-26"))
    }
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    #expect(try searcher.search(Query(typed)).total == 0)
    let alternatives = try searcher.alternatives(to: typed)
    #expect(alternatives.first?.text == expected, "\(alternatives)")
  }

  @Test(
    "What is explicit is never guessed at",
    arguments: [
      "date:1999", "id:燃器", "path:燃器", "pyhto~1", "pandsa*", "“燃器 安全”~5", "-燃器 -燃气 date:1999",
      "+燃气 date:1999", "NOT 燃器 AND date:1999", "+燃器 date:1999", "+燃器 date:燃器",
    ])
  func explicit(typed: String) throws {
    #expect(try searcher.alternatives(to: typed).isEmpty)
  }

  @Test("What is asked for besides holds for alternatives too")
  func reading() throws {
    let found = try searcher.alternatives(to: "+燃器") { Query($0 + " -公司") }
    let all = try searcher.alternatives(to: "+燃器")
    #expect(found.map(\.text) == ["+燃气"] && all.map(\.text) == ["+燃气"])
    #expect(found[0].documents == 3 && all[0].documents == 6)
    #expect(try searcher.alternatives(to: "+燃器") { Query($0 + " +pandas") }.isEmpty)
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
