import TestSupport
import Testing

@testable import SearchIndex

@Suite struct SnippetTests {
  private let maker: SnippetMaker
  init() throws { maker = try SnippetMaker() }

  @Test("A short text is shown whole, with all matches")
  func whole() {
    let text = "社区的燃气安全检查，燃气公司同行。"
    let snippet = maker.snippet(text, "燃气")
    snippet.check(of: text, "")
    #expect(snippet.bracketed == "社区的【燃气】安全检查，【燃气】公司同行。")
    #expect(!snippet.isCutAtStart && !snippet.isCutAtEnd)
  }

  @Test(
    "Matches that touch or overlap are one",
    arguments: [
      ("燃气安全检查", "\"燃气\" \"安全\"", "【燃气安全】检查"), ("燃气安全检查", "\"燃气安\" \"气安全\"", "【燃气安全】检查"),
      ("人人人人", "\"人人\"", "【人人人人】"), ("燃气安全检查", "\"燃气\" 安全", "【燃气安全】检查"),
      ("燃气，安全", "\"燃气\" \"安全\"", "【燃气】，【安全】"), ("燃气安全", "\"燃气安全\" 燃气", "【燃气安全】"),
      ("安全与燃气", "\"燃气\" \"安全\"", "【安全】与【燃气】"), ("abcABC abc", "\"abc\"", "abcABC 【abc】"),
    ])
  func joined(text: String, query: String, expected: String) {
    let snippet = maker.snippet(text, query)
    snippet.check(of: text, query)
    #expect(snippet.bracketed == expected)
  }

  @Test(
    "Folding does not shift the marks",
    arguments: [
      ("ＡＢＣ燃气", "\"abc\"", "【ＡＢＣ】燃气"), ("Straße燃气", "\"STRASSE\"", "【Straße】燃气"),
      ("ﬁrst 燃气", "\"燃气\"", "ﬁrst 【燃气】"), ("ﬁrst", "\"first\"", "【ﬁrst】"),
      ("㍿燃气", "\"燃气\"", "㍿【燃气】"), ("cafe\u{301} 燃气", "\"café\"", "【cafe\u{301}】 燃气"),
      ("ｶﾞス", "\"ガス\"", "【ｶﾞス】"), ("５Ｇ＋ＡＩ", "\"5g\"", "【５Ｇ】＋ＡＩ"),
      ("İstanbul 燃", "\"燃\"", "İstanbul 【燃】"),
      ("𠮷祥斋", "\"祥斋\"", "𠮷【祥斋】"), ("😀燃气😀", "\"燃气\"", "😀【燃气】😀"),
      ("燃\u{AD}气", "\"燃气\"", "【燃\u{AD}气】"),
    ])
  func folding(text: String, query: String, expected: String) {
    let snippet = maker.snippet(text, query)
    snippet.check(of: text, query)
    #expect(snippet.bracketed.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test("Of plain words, what is a word of the query is marked; chance is not")
  func words() {
    let text = "气象台说，大气安静。燃气公司负责安全。"
    #expect(maker.snippet(text, "燃气安全").marked.contains("安全"))
    let marked = maker.snippet("城市社区的检查", "社区检查").marked
    #expect(marked == ["社区", "检查"])
  }

  @Test("Whatever made the document a hit is marked, if nothing better is")
  func chance() {
    let snippet = maker.snippet("平城区的变化", "城区")
    #expect(snippet.marked == ["城区"])
  }

  @Test("A passage begins and ends with sentences where they fit")
  func sentences() {
    let filler = String(repeating: "此处是一句填充的话。", count: 20)
    let text = filler + "今天燃气公司来检查！居民很满意。" + filler
    let snippet = maker.snippet(text, "\"燃气公司\"", length: 40)
    snippet.check(of: text, "")
    #expect(snippet.text.hasPrefix("今天燃气公司来检查！居民很满意。"))
    #expect(snippet.text.hasSuffix("。"))
    #expect(snippet.isCutAtStart && snippet.isCutAtEnd)
    #expect(snippet.text.unicodeScalars.count <= 40)
  }

  @Test("Quotes and brackets that close a sentence stay with it")
  func closingQuotes() {
    let filler = String(repeating: "没有句号的填充文字", count: 10)
    let text = "他说：“\(filler)。”（掌声。）燃气公司说：「好！」" + filler
    let snippet = maker.snippet(text, "\"燃气公司\"", length: 20)
    snippet.check(of: text, "")
    #expect(snippet.text.hasPrefix("燃气公司说：「好！」"))
  }

  @Test("White space alone around a passage is no cut")
  func blankRest() {
    let snippet = maker.snippet("\n　　燃气安全。\n　\n", "\"燃气\"", length: 20)
    #expect(snippet.text == "燃气安全。")
    #expect(!snippet.isCutAtStart && !snippet.isCutAtEnd)
  }

  @Test(
    "A passage begins behind the space that begins a paragraph",
    arguments: ["\n　　", "\r\n\t", "。\n\n "])
  func paragraphs(space: String) {
    let filler = String(repeating: "没有句号的填充文字", count: 20)
    let text = filler + space + "燃气安全" + filler
    let snippet = maker.snippet(text, "\"燃气安全\"", length: 30)
    snippet.check(of: text, "")
    #expect(snippet.text.hasPrefix("燃气安全"))
    #expect(snippet.text.unicodeScalars.count == 30)
  }

  @Test("In a long line without sentences, a third of the room is before the match")
  func longLine() {
    let filler = String(repeating: "没有句号的填充文字", count: 50_000)
    let text = filler + "燃气安全" + filler
    let snippet = maker.snippet(text, "\"燃气安全\"", length: 100)
    #expect(snippet.marked == ["燃气安全"])
    #expect(snippet.text.unicodeScalars.count == 100)
    #expect(snippet.highlights[0].start == 32)
    #expect(snippet.isCutAtStart && snippet.isCutAtEnd)
  }

  @Test("A match longer than the passage is shown whole")
  func longMatch() {
    let literal = String(repeating: "燃气安全检查", count: 30)
    let text = "前面的话。" + literal + "。后面的话"
    let snippet = maker.snippet(text, "\"\(literal)\"", length: 50)
    snippet.check(of: text, "")
    #expect(snippet.marked == [literal])
  }

  @Test("The passage with more of the query wins, wherever it stands")
  func best() {
    let filler = String(repeating: "此处是一句填充的话。", count: 30)
    let text = "燃气。燃气。燃气。" + filler + "燃气与安全在社区。" + filler + "安全。"
    let snippet = maker.snippet(text, "\"燃气\" \"安全\" \"社区\"", length: 40)
    #expect(snippet.marked == ["燃气", "安全", "社区"])
  }

  @Test("Further passages show other parts of the query, in the order of the text")
  func several() {
    let filler = String(repeating: "此处是一句填充的话。", count: 30)
    let text = "安全在前。" + filler + "燃气在中。" + filler + "社区在后。"
    let query = Query("\"燃气\" \"安全\" \"社区\"")
    let three = maker.snippets(text, query, length: 40, limit: 5)
    #expect(three.map(\.marked) == [["安全"], ["燃气"], ["社区"]])
    for snippet in three { snippet.check(of: text, "") }
    #expect(maker.snippets(text, query, length: 40, limit: 2).count == 2)
    #expect(maker.snippets("燃气。" + filler + "燃气。", Query("燃气"), length: 20, limit: 5).count == 1)
  }

  @Test("Without a match the passage is the beginning")
  func noMatch() {
    let text = "　　开头的话。" + String(repeating: "填充", count: 100)
    for query in ["绝无", "", "，", "\"\""] {
      let snippet = maker.snippet(text, query, length: 20)
      snippet.check(of: text, query)
      #expect(snippet.highlights.isEmpty)
      #expect(text.hasPrefix(snippet.text))
      #expect(snippet.text.unicodeScalars.count <= 20)
    }
    let empty = maker.snippet("", "燃气")
    #expect(empty.text.isEmpty && empty.highlights.isEmpty)
    #expect(!empty.isCutAtStart && !empty.isCutAtEnd)
  }
}
