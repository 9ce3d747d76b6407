import TestSupport
import Testing

@testable import SearchIndex

/// Fields, boosts, words of a kind and strings near each other.
@Suite struct QueryLanguageTests {
  private func parts(_ query: String) -> [Query.Part] { Query(query).parts }

  /// The filters of a query, if it has nothing else and nothing was taken as text.
  private func filters(_ query: String) -> [Query.Filter] {
    let query = Query(query)
    #expect(query.note == nil, "\(query)")
    return query.parts.compactMap {
      switch $0 {
      case .filter(let filter): filter
      case .literal(let string): .literal(string)
      case .text, .pattern: nil
      }
    }
  }

  private func dates(_ text: String) throws -> Query.Filter { .date(try #require(DateRange(text))) }

  @Test("Fields hold for what follows them")
  func fields() throws {
    #expect(filters("title:燃气") == [.within(.title, .literal("燃气"))])
    #expect(filters("title：“燃气 安全”") == [.within(.title, .literal("燃气 安全"))])
    #expect(filters("text:「甲」") == [.within(.text, .literal("甲"))])
    #expect(
      filters("title:(甲 OR 乙)") == [.within(.title, .any([.literal("甲"), .literal("乙")]))])
    #expect(filters("title:（甲 乙）") == [.within(.title, .any([.literal("甲"), .literal("乙")]))])
    #expect(filters("-title:甲") == [.not(.within(.title, .literal("甲")))])
    #expect(
      filters("(title:甲 AND path:2021)") == [.all([.within(.title, .literal("甲")), .path("2021")])])
    #expect(filters("title:ab*") == [.within(.title, .pattern(.wildcard("ab*")))])
    #expect(
      filters("title:text:甲") == [.within(.title, .within(.text, .literal("甲")))])
    #expect(
      parts("检查 title:燃气 公司")
        == [.text("检查"), .filter(.within(.title, .literal("燃气"))), .text("公司")])
  }

  @Test("Whatever boosts and distances a query has, it finds what it asks for")
  func extremes() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    let repeated = String(repeating: "甲乙", count: 20_000)
    try writer.add(Document(id: "a", text: "燃气安全检查", date: "2021-03-26"))
    try writer.add(Document(id: "b", text: repeated, date: "2021-03-26"))
    try writer.add(Document(id: "c", text: "春耕", date: "2021-03-26"))
    try writer.add(Document(id: "d", text: "丙丁丙", date: "2020-03-26"))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    func ids(_ query: Query) throws -> [String] { try searcher.rank(query, limit: 9).map(\.id) }
    for boost in [Float.infinity, -.infinity, .nan, -1, 0, 1e38] {
      #expect(try ids(Query([.text("燃气", boost: boost)])) == ["a"])
      #expect(try ids(Query([.filter(.boosted(.literal("燃气"), by: boost))])) == ["a"])
      let nested = Query.Filter.boosted(.boosted(.literal("燃气"), by: boost), by: boost)
      #expect(try ids(Query([.filter(nested), .text("检查", boost: boost)])) == ["a"])
    }
    let deep = String(repeating: "(", count: 20) + "燃气" + String(repeating: "^1000)", count: 20)
    #expect(try ids(Query(deep)) == ["a"])
    for distance in [Int.min, -1, 0, .max] {
      let strings = ["燃", "气", "安", "全", "检", "查", "燃气", "安全", "检查", "气安"]
      let near = Query.Filter.near(strings, distance: distance, ordered: false)
      #expect(try ids(Query([.filter(near)])) == (distance < 0 ? [] : ["a"]) || distance < 0)
    }
    let near = Query.Filter.near(["甲", "乙"], distance: 0, ordered: true)
    let hit = try #require(try searcher.search(Query([.filter(near)])).hits.first)
    #expect(hit.id == "b")
    // Strings that share a character are not near each other.
    let shared = Query.Filter.near(["丁丙", "丙丁"], distance: 5, ordered: false)
    #expect(try ids(Query([.filter(shared)])) == [])
    // What asks for nothing changes nothing.
    #expect(try ids(Query("燃气 (“，” AND date:2021)")) == ids(Query("燃气 date:2021")))
    #expect(try ids(Query("燃气 date:2021")) == ["a"])
  }

  @Test("Fields with values")
  func values() throws {
    #expect(filters("path:2021/晋城.txt") == [.path("2021/晋城.txt")])
    #expect(filters("path:\"my files/*\"") == [.path("my files/*")])
    #expect(filters("id：a:b#3") == [.id("a:b#3")])
    #expect(filters("(id:a)") == [.id("a")])
    for text in [
      "2021", "2021-03", "2021-03-26", "20210326", "2021/3/26", "2021.03", "2021年3月26日",
      "２０２１年３月", "二〇二一年三月二十六日", "2021-03..2021-04", "..2021", "2021-12-31..",
      "2021-03-26..2021-03-26",
    ] {
      #expect(filters("date:\(text)") == [try dates(text)], "\(text)")
    }
    #expect(filters("-date:2021") == [.not(try dates("2021"))])
  }

  @Test(
    "A malformed date is an error at its place",
    arguments: [
      ("date:foo", 5..<8), ("燃气 date：2021-13 甲", 8..<15), ("(date:2021-02-30)", 6..<16),
      ("date:2021-03..2020", 5..<18), ("date:..", 5..<7), ("date:\"x\"", 5..<8),
      ("date:2021..x", 5..<12),
      ("date:0", 5..<6), ("date:20213", 5..<10), ("date:2021年三三月", 5..<13),
    ])
  func malformed(query: String, place: Range<Int>) throws {
    let error = #expect(throws: QueryError.self) { try Query(validating: query) }
    #expect(error?.range == place)
    #expect(error?.query == query)
    // Without validation nothing is an error.
    #expect(Query(query).note == error?.message)
    #expect(Query(query).parts == [.text(query)] || query.contains("\""))
  }

  @Test("Carets stand below the place, two for a Chinese character")
  func carets() throws {
    let error = #expect(throws: QueryError.self) { try Query(validating: "燃气 date:三月") }
    let lines = try #require(error?.description.split(separator: "\n"))
    #expect(lines.suffix(2) == ["  燃气 date:三月", "            ^^^^"])
  }

  @Test(
    "What only looks like a field is text",
    arguments: [
      "title:", "date: 2021", "Title:甲", "subtitle:甲", "甲title:乙", "http://a", "12:30", "标题:甲",
      "id:",
    ])
  func noFields(query: String) throws {
    #expect(try Query(validating: query) == Query([.text(query)]))
  }

  @Test("Boosts")
  func boosts() {
    #expect(parts("燃气^2 安全") == [.text("燃气", boost: 2), .text("安全")])
    #expect(parts("燃气＾０．５") == [.text("燃气", boost: 0.5)])
    #expect(parts("\"燃气\"^3") == [.filter(.boosted(.literal("燃气"), by: 3))])
    #expect(parts("(甲 乙)^2 丙") == [.text("甲", boost: 2), .text("乙", boost: 2), .text("丙")])
    #expect(parts("ab*^2") == [.pattern(.wildcard("ab*"), boost: 2)])
    #expect(
      filters("+甲^2 OR 乙") == [.any([.boosted(.literal("甲"), by: 2), .literal("乙")])])
    #expect(filters("title:甲^4") == [.within(.title, .boosted(.literal("甲"), by: 4))])
    for text in ["甲^", "甲^0", "甲^x", "x^2y", "甲^-1", "甲^9999", "甲^1.2.3"] {
      #expect(parts(text) == [.text(text)], "\(text)")
    }
    #expect(Query("^2").parts == [.text("^2")])
  }

  @Test("Words of a kind")
  func patterns() {
    #expect(parts("covid*") == [.pattern(.wildcard("covid*"))])
    #expect(parts("5G* 基站") == [.pattern(.wildcard("5G*")), .text("基站")])
    #expect(parts("c*d＊") == [.pattern(.wildcard("c*d*"))])
    #expect(parts("covid~") == [.pattern(.fuzzy("covid", distance: 1))])
    #expect(parts("covid~2") == [.pattern(.fuzzy("covid", distance: 2))])
    #expect(filters("+ＡＢ～１") == [.pattern(.fuzzy("AB", distance: 1))])
    #expect(filters("-a*") == [.not(.pattern(.wildcard("a*")))])
    for text in ["燃气*", "*", "*a", "a~1", "燃气~1", "covid~3", "covid~12", "a.b*", "~1", "甲a*"] {
      #expect(parts(text) == [.text(text)], "\(text)")
    }
  }

  @Test("Strings near each other")
  func near() {
    #expect(
      filters("燃气 NEAR/5 安全") == [.near(["燃气", "安全"], distance: 5, ordered: false)])
    #expect(
      filters("“燃气 管道” PRE/0 安全") == [.near(["燃气 管道", "安全"], distance: 0, ordered: true)])
    #expect(
      filters("甲 NEAR 乙 NEAR 丙") == [.near(["甲", "乙", "丙"], distance: 10, ordered: false)])
    #expect(filters("\"甲 乙　丙\"~3") == [.near(["甲", "乙", "丙"], distance: 3, ordered: false)])
    #expect(filters("“甲乙”～５") == [.literal("甲乙")])
    #expect(
      filters("甲 ＮＥＡＲ／２ 乙 AND 丙")
        == [.all([.near(["甲", "乙"], distance: 2, ordered: false), .literal("丙")])])
    #expect(
      filters("title:(甲 NEAR/1 乙)")
        == [.within(.title, .near(["甲", "乙"], distance: 1, ordered: false))])
    for text in [
      "NEAR/5 甲", "甲 NEAR", "甲 NEAR/5", "甲 NEAR/5 (乙 丙)", "甲 NEAR/5 乙 NEAR/6 丙", "甲 NEAR/5 -乙",
      "甲 NEAR 乙 NEAR 丙 NEAR 丁 NEAR 戊", "甲 NEAR/5 a*",
    ] {
      #expect(Query(text).note != nil && parts(text) == [.text(text)], "\(text)")
    }
    for text in ["甲 NEAR/x 乙", "甲 NEAR/ 乙", "甲 near/5 乙", "甲 PRE 乙", "甲NEAR/5乙"] {
      #expect(Query(text).note == nil && parts(text) == [.text(text)], "\(text)")
    }
  }

  @Test("No query traps, whatever it is made of", arguments: Seeds.count(200))
  func anything(seed: Int) {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "title:", "text：", "date:", "path:", "id:", "2021", "-03", "..", "*", "~", "~2", "^", "^2",
      "＾", "(",
      ")", "（", "）", "+", "-", " ", " ", " ", "AND", "OR", "NOT", "NEAR", "NEAR/3", "PRE/2", "与",
      "\"", "“",
      "燃气", "甲", "ab", "LNG", "\u{301}",
    ]
    for _ in 0..<200 {
      let query = (0..<random.below(14)).map { _ in random.pick(pieces) }.joined()
      _ = try? Query(validating: query)
      #expect(!Query(query).parts.isEmpty || query.allSatisfy(\.isWhitespace))
    }
  }
}
