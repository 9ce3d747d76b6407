import TestSupport
import Testing

@testable import SearchIndex

/// Markdown without its marks.
@Suite struct MarkdownExtractorTests {
  private func text(_ markdown: String) -> (title: String, text: String, date: String) {
    let text = MarkdownExtractor.text(
      of: SourceText(bytes: Array(markdown.utf8), encoding: .utf8, isDecoded: false))
    return (
      String(decoding: text.title, as: UTF8.self), String(decoding: text.text, as: UTF8.self),
      String(decoding: text.date, as: UTF8.self)
    )
  }

  @Test(
    "Blocks and marks",
    arguments: [
      ("治理\n网络\n\ntwo\nwords", "治理网络\ntwo words\n"),
      ("## 河东区 ##\n正文", "河东区\n正文\n"), ("小标题\n---\n正文\n\n---\n完", "小标题\n正文\n完\n"),
      ("> 引文\n> 续", "引文续\n"), ("- 一\n- 二\n1. 三", "一\n二\n1. 三\n"),
      ("**治理**网络，*斜*体，__粗__，~~删~~", "治理网络，斜体，粗，删\n"),
      ("snake_case_name 2 * 3 \\*星\\*", "snake_case_name 2 * 3 *星*\n"),
      ("见[柳园社区](http://a.b/(c) \"题\")和![图](x.png)、[注][1]、`a*b*c`", "见柳园社区和图、注、a*b*c\n"),
      ("[1]: http://a.b\n正文[^1]", "正文\n"),
      ("<b>粗</b><http://a.b/c> 3 < 4", "粗http://a.b/c 3 < 4\n"),
      ("```swift\nlet *a* = 1\n```\n后", "let *a* = 1\n后\n"), ("<!-- 注\n释 -->\n正文", "正文\n"),
      ("| 站 | 雨量 |\n|---|---:|\n| 河东 | 12 |", "站\t雨量\n河东\t12\n"), ("一  \n二\\\n三", "一\n二\n三\n"),
      ("[未完", "[未完\n"), ("", ""),
    ])
  func blocks(markdown: String, expected: String) {
    #expect(text(markdown).text == expected)
  }

  @Test(
    "Text behind comments stays, wherever they begin and end",
    arguments: [
      ("<!-- a --> 正文在此", "正文在此\n"), ("<!-- a -->正文<!-- b -->在此", "正文在此\n"),
      ("<!-- a --> <!-- b --><!--c-->\t正文", "正文\n"), ("  <!-- a --> 正文\n在此", "正文在此\n"),
      ("<!-- 注\n\n释 --> 正文\n在此", "正文在此\n"), ("<!--\n--> <!-- 注\n释 -->正文", "正文\n"),
      ("<!-- a --> # 标题\n正文", "正文\n"), ("<!-- a --> **正**文 3 < 4", "正文 3 < 4\n"),
      ("<!-- a > b --> 正文<!-- a > b -->在此", "正文在此\n"),
      ("正文<!--注:释-->在此<!-- <b> -->。", "正文在此。\n"), ("<!-->正文<!-->在此", "正文在此\n"),
      ("<!-- a -->\u{301}正文", "\u{301}正文\n"), ("甲\n<!-- a -->\n乙", "甲乙\n"),
      ("- <!-- a --> 一\n\n> <!-- b --> 二", "一\n二\n"), ("正文 <!-- 没有完", "正文 <!-- 没有完\n"),
      ("```\n<!-- a --> b\n```", "<!-- a --> b\n"),
    ])
  func comments(markdown: String, expected: String) {
    #expect(text(markdown).text == expected)
  }

  @Test("The title is that of the head, else the first heading of the highest rank")
  func title() {
    let head = text("---\ntitle: \"燃气: 安全\"\ndate: 2021-03-26\ntags: [a]\n---\n# 一\n正文\n")
    #expect(head == ("燃气: 安全", "一\n正文\n", "2021-03-26"))
    #expect(text("导语\n\n# *燃气*安全\n正文") == ("燃气安全", "导语\n正文\n", ""))
    #expect(text("燃气安全\n===\n正文") == ("燃气安全", "正文\n", ""))
  }

  @Test("Marks that never end take no time")
  func long() {
    for mark in ["[", "`", "<a", "*", "![", "_", "> ", "\\", "(["] {
      _ = text(String(repeating: mark, count: 50_000))
    }
  }

  @Test("Any text gives a text", arguments: Seeds.count(200))
  func random(seed: Int) {
    var random = SeededRandom(seed: seed)
    let parts = [
      "#", " ", "\n", "*", "_", "`", "```", "[", "]", "(", ")", "!", ">", "-", "|", "燃气", "a", "\\",
      "<", "~~",
      "===", "---", "1. ", "<!--", "-->", "[^", "]: ",
    ]
    _ = text((0..<random.below(60)).map { _ in random.pick(parts) }.joined())
  }
}
