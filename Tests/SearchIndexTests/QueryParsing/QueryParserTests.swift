import TestSupport
import Testing

@testable import SearchIndex

@Suite struct QueryParserTests {
  private func parts(_ query: String) -> [Query.Part] { Query(query).parts }

  @Test(
    "Nothing and blanks are no parts",
    arguments: ["", " ", "\t\n", "\u{3000}", " \u{3000} \u{a0}\r\n"])
  func blank(query: String) {
    #expect(parts(query).isEmpty)
  }

  @Test(
    "Text stands as it was typed",
    arguments: [
      "燃气", "燃气 安全", " 燃气\u{3000}安全 ", "社区怎样检查燃气安全？", "5G+AI", "it's", "a'b'c", "‘燃气’", "《燃气》",
      "(a) b", "（燃气）安全", "a-b", "燃气 - 安全", "--a", "C++ 语言", "非常与众不同", "燃气与安全", "and or not",
      "，。！", "\u{301}", "e\u{301}",
    ])
  func text(query: String) {
    #expect(parts(query) == [.text(query)])
  }

  @Test(
    "Every kind of quotes makes a literal",
    arguments: [
      "\"燃气安全\"", "“燃气安全”", "”燃气安全“", "„燃气安全“", "‟燃气安全”",
      "＂燃气安全＂", "\"燃气安全”", "“燃气安全\"", "＂燃气安全\"", "「燃气安全」", "｢燃气安全｣", "「燃气安全｣", "『燃气安全』",
    ])
  func quotes(query: String) {
    #expect(parts(query) == [.literal("燃气安全")])
  }

  @Test(
    "Parts keep their order, and blanks between them are dropped",
    arguments: ["", " ", "\u{3000}", "\t\u{3000} "])
  func several(space: String) {
    #expect(
      parts("\"燃气\"\(space)“安全”\(space)「社区」\(space)『检查』")
        == [.literal("燃气"), .literal("安全"), .literal("社区"), .literal("检查")])
    #expect(
      parts("前\(space)\"燃气\"\(space)后")
        == [.text("前\(space)"), .literal("燃气"), .text("\(space)后")])
  }

  @Test(
    "What is in quotes is taken as it stands",
    arguments: [
      " 燃气\u{3000}安全 ", "", " ", "，", "a「b", "『』「」", "it's", "\u{301}", "燃气\n安全", "e\u{301}",
    ])
  func insides(inside: String) {
    #expect(parts("\"\(inside)\"") == [.literal(inside)])
    #expect(parts("“\(inside)”") == [.literal(inside)])
  }

  @Test("Very many quotes that nothing closes are text", arguments: ["「", "『", "“"])
  func manyUnclosed(quote: String) {
    let many = String(repeating: quote, count: quote == "“" ? 1 : 200_000)
    #expect(parts(many) == [.text(many)])
    #expect(parts(many + "燃气").count == 1)
  }

  @Test("Brackets may hold quotes, and other brackets")
  func nested() {
    #expect(parts("「他说“好”」") == [.literal("他说“好”")])
    #expect(parts("『他说「好」』") == [.literal("他说「好」")])
    #expect(parts("「他说『好』」") == [.literal("他说『好』")])
    #expect(parts("“他说「好」”") == [.literal("他说「好」")])
    #expect(parts("「甲「乙」丙」") == [.literal("甲「乙"), .text("丙」")])
  }

  @Test(
    "A quote that nothing closes is text",
    arguments: [
      "\"燃气", "燃气\"", "“燃气", "燃气”", "「燃气", "燃气」", "『燃气」", "｢燃气", "」燃气「", "』", "\"", "「『",
    ])
  func unclosed(query: String) {
    #expect(parts(query) == [.text(query)])
  }

  @Test("An unclosed quote does not take others with it")
  func unclosedAmongOthers() {
    #expect(parts("「燃气 \"安全\"") == [.text("「燃气 "), .literal("安全")])
    #expect(parts("\"燃气\"安全\"") == [.literal("燃气"), .text("安全\"")])
    #expect(parts("\"\"\"") == [.literal(""), .text("\"")])
    #expect(parts("“a”“b") == [.literal("a"), .text("“b")])
  }

  @Test("A mark behind a quote does not hide it")
  func marks() {
    #expect(parts("\"\u{301}a\"\u{301}") == [.literal("\u{301}a"), .text("\u{301}")])
    #expect(parts("「\u{200d}a」\u{fe0f}") == [.literal("\u{200d}a"), .text("\u{fe0f}")])
  }

  @Test(
    "Without operators every scalar is in a part, is a quote, or is blank",
    arguments: Seeds.count(60))
  func random(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let quotes: [Unicode.Scalar] = ["\"", "“", "”", "„", "‟", "＂", "「", "」", "｢", "｣", "『", "』"]
    for _ in 0..<50 {
      var source = String.UnicodeScalarView()
      for _ in 0..<random.below(12) {
        if random.chance(2) {
          source.append(random.pick(quotes))
        } else {
          source.append(contentsOf: RandomText(rarity: 2).text(1, &random).unicodeScalars)
        }
      }
      let query = String(source)
      guard try !QueryLexer.tokens(query).contains(where: \.isOperator) else { continue }
      var rest = source[...]
      for part in parts(query) {
        while let first = rest.first, first.properties.isWhitespace, !starts(part, with: first) {
          rest = rest.dropFirst()
        }
        switch part {
        case .filter, .pattern: Issue.record("no operator was typed")
        case .text(let text, _):
          #expect(rest.starts(with: text.unicodeScalars), "seed \(seed), \(query.debugDescription)")
          #expect(text.unicodeScalars.contains { !$0.properties.isWhitespace })
          rest = rest.dropFirst(text.unicodeScalars.count)
        case .literal(let literal):
          #expect(
            rest.first.map(quotes.contains) == true, "seed \(seed), \(query.debugDescription)")
          rest = rest.dropFirst()
          #expect(
            rest.starts(with: literal.unicodeScalars), "seed \(seed), \(query.debugDescription)")
          rest = rest.dropFirst(literal.unicodeScalars.count)
          #expect(
            rest.first.map(quotes.contains) == true, "seed \(seed), \(query.debugDescription)")
          rest = rest.dropFirst()
        }
      }
      #expect(
        rest.allSatisfy { $0.properties.isWhitespace }, "seed \(seed), \(query.debugDescription)")
    }
  }

  private func starts(_ part: Query.Part, with scalar: Unicode.Scalar) -> Bool {
    if case .text(let text, _) = part { return text.unicodeScalars.first == scalar }
    return false
  }

  // MARK: Operators

  private func filter(_ query: String) -> Query.Filter? {
    let query = Query(query)
    guard query.note == nil, query.parts.count == 1, case .filter(let filter) = query.parts[0]
    else {
      return nil
    }
    return filter
  }

  @Test(
    "Signs before a word require and forbid",
    arguments: [
      "+燃气 -安全", "＋燃气 －安全", "+\"燃气\" -「安全」", "+燃气\u{3000}-安全", " +燃气  NOT 安全 ", "+燃气 非 安全",
    ])
  func signs(query: String) {
    #expect(parts(query) == [.filter(.literal("燃气")), .filter(.not(.literal("安全")))])
  }

  @Test(
    "AND, OR and NOT in capitals, and 与, 或 and 非 alone",
    arguments: [("AND", "OR", "NOT"), ("与", "或", "非"), ("與", "或", "－"), ("ＡＮＤ", "ＯＲ", "ＮＯＴ")])
  func names(and: String, or: String, not: String) {
    let space = not == "－" ? "" : " "
    #expect(filter("甲 \(and) 乙") == .all([.literal("甲"), .literal("乙")]))
    #expect(filter("“甲” \(or) 乙 \(or) 丙") == .any([.literal("甲"), .literal("乙"), .literal("丙")]))
    #expect(filter("甲 \(and) \(not)\(space)乙") == .all([.literal("甲"), .not(.literal("乙"))]))
    #expect(
      filter("甲 \(or) 乙 \(and) 丙") == .any([.literal("甲"), .all([.literal("乙"), .literal("丙")])]))
    #expect(
      filter("(甲 \(or) 乙) \(and) 丙")
        == .all([.any([.literal("甲"), .literal("乙")]), .literal("丙")]))
  }

  @Test("Brackets of either width group")
  func brackets() {
    for query in ["-(甲 乙)", "－（甲 乙）", "NOT (甲 OR 乙)"] {
      #expect(filter(query) == .not(.any([.literal("甲"), .literal("乙")])), "\(query)")
    }
    #expect(filter("+(\"甲\" \"乙\")") == .all([.literal("甲"), .literal("乙")]))
    #expect(
      filter("(甲 乙 \"丙\") AND 丁")
        == .all([.all([.literal("丙"), .any([.literal("甲"), .literal("乙")])]), .literal("丁")]))
    #expect(filter("-((甲))") == .not(.literal("甲")))
    #expect(
      filter("甲 OR (+乙 -丙)") == .any([.literal("甲"), .all([.literal("乙"), .not(.literal("丙"))])]))
    // What no operator touches is as if the brackets were not there.
    #expect(
      parts("(小区 燃气 \"安全\") -天然气")
        == [.text("小区 燃气"), .literal("安全"), .filter(.not(.literal("天然气")))])
  }

  @Test("What no operator touches is text, as it was typed")
  func textBesideOperators() {
    #expect(
      parts("小区里的燃气，怎么检查？ 安全 -天然气 社区  街道")
        == [
          .text("小区里的燃气，怎么检查？ 安全"), .filter(.not(.literal("天然气"))), .text("社区  街道"),
        ])
    #expect(
      parts("\"甲\" 乙 OR 丙") == [.literal("甲"), .filter(.any([.literal("乙"), .literal("丙")]))])
    #expect(parts("a-b +c") == [.text("a-b"), .filter(.literal("c"))])
  }

  @Test(
    "Operators that make no sense are text, with a note",
    arguments: [
      "AND 燃气", "燃气 OR", "燃气 AND AND 安全", "NOT", "燃气 非", "(燃气 -安全", "-(", "+() 燃气",
      "或 燃气",
    ])
  func senseless(query: String) {
    let parsed = Query(query)
    #expect(parsed.parts == [.text(query)])
    #expect(parsed.note?.isEmpty == false)
  }

  @Test("Brackets may be deep, but not without bound")
  func deep() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "甲 OR 乙" + String(repeating: ")", count: depth)
    }
    #expect(filter("-" + nested(20)) == .not(.any([.literal("甲"), .literal("乙")])))
    #expect(Query("-" + nested(100_000)).note != nil)
    #expect(Query(String(repeating: "NOT ", count: 100_000) + "甲").note != nil)
    let many = (0..<5000).map { "甲\($0)" }
    #expect(filter(many.joined(separator: " OR ")) == .any(many.map { .literal($0) }))
  }
}
