import TestSupport
import Testing

@testable import SearchIndex

@Suite struct SuggestionTests {
  private let index: SentenceIndex
  private let searcher: Searcher

  init() throws {
    index = try SentenceIndex()
    searcher = try index.searcher()
  }

  private func terms(_ prefix: String, limit: Int = 20) throws -> [String] {
    try searcher.suggestions(for: prefix, limit: limit).filter { $0.kind == .term }.map(\.text)
  }

  @Test("Chinese is continued as the texts go on, to the ends of words")
  func chinese() throws {
    #expect(try terms("燃").first == "燃气")
    let found = try terms("燃气")
    #expect(found.contains("燃气安全") && found.contains("燃气公司"))
    #expect(!found.contains("燃气安") && !found.contains("燃气公"))
    #expect(try terms("西").contains("西安"))
    #expect(try terms("西安").allSatisfy { !$0.hasSuffix("的") })
  }

  @Test("What a longer string has the documents of is left out")
  func distinct() throws {
    #expect(try terms("阀").first == "阀门")
    #expect(try terms("网格").contains { $0.hasPrefix("网格员") })
    #expect(try !terms("网格").contains("网格"))
  }

  @Test("Titles that hold the prefix are marked")
  func titles() throws {
    let titles = try searcher.suggestions(for: "燃气安").filter { $0.kind == .title }
    // The other one is a term already.
    #expect(
      titles == [Suggestion(text: "关于开展冬季燃气安全检查工作的通知", kind: .title, documents: 1)])
    #expect(try searcher.suggestions(for: "燃气", limit: 1).count == 1)
    #expect(try searcher.suggestions(for: "燃气", limit: 0).isEmpty)
  }

  @Test(
    "Pinyin: whole, initials, mixed, begun",
    arguments: [
      ("ranqi", "燃气"), ("ranq", "燃气"), ("rq", "燃气"), ("RanQi", "燃气"), ("ran", "燃气"),
      ("ranqianquan", "燃气安全"), ("rqaq", "燃气安全"), ("ranqaq", "燃气安全"), ("ranqianq", "燃气安全"),
      ("xi'an", "西安"), ("xian", "西安"), ("yinhang", "银行"), ("chongqing", "重庆"), ("difang", "地方"),
      ("lvse", "绿色"), ("luse", "绿色"), ("lüse", "绿色"), ("nvgong", "女工"), ("燃气anq", "燃气安全"),
      ("燃气gongs", "燃气公司"), ("燃qiaq", "燃气安全"), ("wasi", "瓦斯"),
    ])
  func pinyin(letters: String, expected: String) throws {
    let found = try terms(letters)
    #expect(found.contains(expected), "\(found)")
  }

  @Test("Pinyin finds words, not what lies across them")
  func standing() throws {
    // 天然气 is a word.
    #expect(try !terms("ranqi").contains("然气"))
    // As typed, even if a longer string has the same documents.
    #expect(try terms("ranqianquan").first == "燃气安全")
  }

  @Test("Traditional characters are typed and found as simplified ones where the index folds them")
  func folding() throws {
    #expect(try searcher.folding == .hans && terms("jianchaguandao").isEmpty)
    for typed in ["燃氣", "燃氣安", "銀", "燃氣anq"] {
      let simplified = typed.replacing("氣", with: "气").replacing("銀", with: "银")
      #expect(try !terms(typed).isEmpty)
      #expect(try searcher.suggestions(for: typed) == searcher.suggestions(for: simplified))
    }
    #expect(try terms("銀行").contains("银行"))
    // A sentence in traditional characters is completed in simplified ones.
    #expect(try terms("瓦斯公司檢").contains("瓦斯公司检查"))
    // Titles stand as they are, and are no second form of a term.
    #expect(try searcher.suggestions(for: "繁体").map(\.text) == ["繁体"])
    #expect(
      try searcher.suggestions(for: "关于開展").filter { $0.kind == .title }.map(\.text)
        == ["关于开展冬季燃气安全检查工作的通知"])
  }

  @Test("Else traditional characters sound like simplified ones")
  func traditional() throws {
    let index = try SentenceIndex(folding: .none)
    let searcher = try index.searcher()
    func terms(_ typed: String) throws -> [String] {
      try searcher.suggestions(for: typed, limit: 20).filter { $0.kind == .term }.map(\.text)
    }
    #expect(searcher.folding == .none)
    #expect(try terms("ranqi").contains("燃氣") || terms("ranqianquan").contains("燃氣安全"))
    #expect(try terms("燃氣").allSatisfy { $0.hasPrefix("燃氣") })
    #expect(try terms("燃气").allSatisfy { $0.hasPrefix("燃气") })
    #expect(try terms("銀行").contains("银行"))
    #expect(try searcher.suggestions(for: "繁").map(\.text) == ["繁體"])
    #expect(try searcher.alternatives(to: "\"銀行\"").first?.text == "\"银行\"")
  }

  @Test("Letters are words too, by documents")
  func words() throws {
    #expect(try terms("pand").prefix(2) == ["pandas", "panda"])
    #expect(try terms("PAND").prefix(2) == ["pandas", "panda"])
    #expect(Set(try terms("pm")) == ["pm2", "pm10"])
    #expect(try terms("PM2.") == ["pm2"])
    #expect(try terms("PM2.5") == ["pm2.5"])
    #expect(try terms("用 py") == ["用 python"])
  }

  @Test("What stands before the last part stays")
  func head() throws {
    #expect(try terms("社区 燃").first == "社区 燃气")
    #expect(try terms("社区　燃").first == "社区　燃气")
    #expect(try terms("\"燃").first == "\"燃气")
    #expect(try terms("社区 -ranqi").first == "社区 -燃气")
  }

  @Test("Fields of text are completed, others are not")
  func fields() throws {
    for head in ["title:", "text：", "社区 title:", "-title:", "(text:", "text:\"", "+（title:", "\""] {
      #expect(try terms(head + "ranq").first == head + "燃气")
    }
    for prefix in [
      "date:2021", "path:燃", "id:r", "燃 -path:ranqi", "title:", "title:path:燃", "NEAR/5",
    ] {
      #expect(try searcher.suggestions(for: prefix).isEmpty, "\(prefix)")
    }
  }

  @Test("Nothing to complete", arguments: ["", " ", "燃气 ", "，", "\"", "驫", "zzzz", "'", "😀"])
  func nothing(prefix: String) throws {
    #expect(try searcher.suggestions(for: prefix).isEmpty)
  }

  @Test("What is long or mixed is bounded, and sound is asked of neighbours only")
  func bounds() throws {
    for prefix in [
      String(repeating: "然器", count: 5000), String(repeating: "ranqi", count: 5000),
      "燃气" + String(repeating: "安", count: 60) + "quan", "PM2.5的燃器", "然、器", "p的然",
    ] {
      #expect(try searcher.suggestions(for: prefix).isEmpty, "\(prefix.prefix(8))")
    }
  }

  @Test("Segments do not show")
  func segments() throws {
    let spread = try SentenceIndex(isSpread: true).searcher()
    #expect(spread.segments.count > 1 && searcher.segments.count == 1)
    for prefix in ["燃", "燃气", "ranqi", "rq", "x", "xian", "社", "pm", "燃气an", "pa", "的", "銀行"] {
      #expect(try spread.suggestions(for: prefix) == searcher.suggestions(for: prefix), "\(prefix)")
    }
  }

  @Test("Each has as many documents as a scan finds", arguments: Seeds.count(12))
  func counts(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 80, commits: 5, mergeFactor: seed % 2 == 0 ? 3 : 100)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 77)
    for _ in 0..<25 {
      let typed =
        random.chance(3)
        ? random.pick(["r", "rq", "anq", "sh", "g", "a", "ren"]) : index.literal(&random)
      let input = SuggestionInput(typed, by: searcher.analyzer)
      let suggestions = try searcher.suggestions(for: typed)
      #expect(suggestions.count <= 10)
      #expect(Set(suggestions.map { "\($0.kind)" + $0.text }).count == suggestions.count)
      for suggestion in suggestions {
        let head = suggestion.kind == .term ? input?.head ?? "" : ""
        #expect(suggestion.text.utf8.starts(with: head.utf8))
        let part = String(decoding: suggestion.text.utf8.dropFirst(head.utf8.count), as: UTF8.self)
        #expect(index.naive.holding(part).count == suggestion.documents, "\(typed): \(suggestion)")
        #expect(suggestion.documents > 0)
        if suggestion.kind == .term, let input, input.letters == nil,
          !index.naive.holding(input.part).isEmpty
        {
          #expect(part.utf8.starts(with: input.part.utf8), "\(typed): \(suggestion)")
        }
      }
    }
  }
}
