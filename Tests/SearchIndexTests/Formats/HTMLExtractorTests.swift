import TestSupport
import Testing

@testable import SearchIndex

/// HTML as browsers show it.
@Suite struct HTMLExtractorTests {
  private func text(_ html: String) throws -> ExtractedText {
    try HTMLExtractor.text(of: Array(html.utf8), decoder: SourceDecoder()).text
  }

  private func body(_ html: String) throws -> String {
    String(decoding: try text("<body>" + html).text, as: UTF8.self)
  }

  @Test(
    "White space, blocks and entities",
    arguments: [
      ("<p>甲  乙\t丙</p><p>丁", "甲 乙 丙\n丁\n"),
      // Source lines of Chinese are cut anywhere; those of English between words.
      ("<p>治理\n  网络</p><p>two\nwords，\n中 文</p>", "治理网络\ntwo words，中 文\n"),
      ("甲<br>乙<br/><br>丙", "甲\n乙\n丙\n"),
      ("<div>外<div>内</div>后</div>", "外\n内\n后\n"),
      ("<h2> 标题 </h2>正<b>文</b>", "标题\n正文\n"),
      ("a &amp; b &lt; &#x71c3;&#27668; &ldquo;安&rdquo; &nbsp;x", "a & b < 燃气 “安” \u{a0}x\n"),
      ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</rt></ruby>", "漢字\n"),
      (
        "<table><tr><td>站</td><td>雨量</td></tr><tr><th>河东</th><td> 12 </td></tr></table>",
        "站\t雨量\n河东\t12\n"
      ),
      ("<pre>一\n  二</pre>", "一\n  二\n"),
      ("<ul><li>一<li>二</ul>", "一\n二\n"),
      ("前<wbr>后", "前后\n"),
    ])
  func layout(html: String, expected: String) throws {
    #expect(try body(html) == expected)
  }

  @Test("Scripts, styles, navigation, forms and what is hidden are left out")
  func skipped() throws {
    let html = """
      <style>p{}</style><nav><ul><li>首页<br><li>要闻</ul></nav><script>var a = "<p>b</p>";</script>
      <div role="navigation">上一篇</div><p hidden>藏</p><!-- 注 --><noscript>请开启</noscript>
      <select><option>甲</select><button>提交</button><svg><title>图</title></svg><p>正文</p>
      """
    #expect(try body(html) == "正文\n")
  }

  @Test("The title is that of the document, else the first heading, which is not told twice")
  func title() throws {
    let both = try text("<title>燃气\t检查</title><h1>燃气安全</h1>正文")
    #expect(both.title == Array("燃气 检查".utf8))
    #expect(both.text == Array("燃气安全\n正文\n".utf8))
    let heading = try text("<p>导语<h1>燃气安全</h1>正文")
    #expect(heading.title == Array("燃气安全".utf8))
    #expect(heading.text == Array("导语\n正文\n".utf8))
    let same = try text("<title>燃气安全</title><h1>燃气安全</h1>正文")
    #expect(same.text == Array("正文\n".utf8))
  }

  @Test(
    "The date is that of a meta element, else of a time element",
    arguments: [
      (
        "<meta name=\"PubDate\" content=\"2021-03-26\"><time datetime=\"2020-01-01\">", "2021-03-26"
      ),
      (
        "<meta property=\"article:published_time\" content=\"2021-03-26T08:00:00+08:00\">",
        "2021-03-26"
      ),
      ("<p><time datetime=\"2021-04-01\">昨天</time>", "2021-04-01"),
      ("<meta name=\"keywords\" content=\"2021-03-26\">", ""),
    ])
  func date(html: String, expected: String) throws {
    #expect(try text(html).date == Array(expected.utf8))
  }

  @Test("The encoding is that of the bytes, whatever the document states")
  func encodings() throws {
    let page = "<meta charset=\"gb2312\"><title>河东区燃气安全检查</title><p>柳园社区的网格员上门检查燃气安全，发现问题当场整改。"
    #expect(try text(page).title == Array("河东区燃气安全检查".utf8))
    let gbk = try #require(Bytes.encoded(page, "GB18030"))
    let found = try HTMLExtractor.text(of: gbk, decoder: SourceDecoder())
    #expect(found.text.title == Array("河东区燃气安全检查".utf8))
    #expect(found.source.encoding == .gb18030)
    let wrong = try #require(Bytes.encoded(page.replacing("gb2312", with: "utf-8"), "GB18030"))
    #expect(
      try HTMLExtractor.text(of: wrong, decoder: SourceDecoder()).text.title
        == Array("河东区燃气安全检查".utf8))
  }

  @Test("Deep elements are an error or a text, and take no time")
  func depth() throws {
    let deep = String(repeating: "<b>", count: 9_000) + "字"
    #expect(try body(deep) == "字\n")
    let tooDeep =
      String(repeating: "<div>", count: 200_000) + String(repeating: "</p>", count: 200_000)
    #expect(throws: SourceRefusal.self) { try text(tooDeep) }
  }

  @Test("Any bytes give an error or a text", arguments: Seeds.count(300))
  func random(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let parts = [
      "<p>", "</p>", "<td", "<table>", "</table>", "<h1>", "</h1>", "<!--", "-->", "<script>",
      "</script>",
      "燃气", " ", "\n", "&", "&amp", ";", "&#1;", "&#xffffffff;", "<", ">", "\"", "='", "<ruby><rt>",
      "</",
      "<![CDATA[", "]]>", "<?", "\u{0}", "<title>", "<pre>", "<svg/>", "<nav>", "</nav>", "<br/>",
    ]
    var html = (0..<random.below(60)).map { _ in random.pick(parts) }.joined()
    html += "<p>末"
    var bytes = Array(html.utf8)
    if random.chance(2) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
    if let text = try? HTMLExtractor.text(of: bytes, decoder: SourceDecoder()).text {
      #expect(text.text.withUnsafeBytes { UTF8Repair.firstBroken($0, from: 0) == $0.count })
    }
  }
}
