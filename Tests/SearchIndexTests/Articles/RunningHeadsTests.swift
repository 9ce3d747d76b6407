import Testing

@testable import SearchIndex

/// Heads of pages in the middle of texts.
@Suite struct RunningHeadsTests {
  private func roles(_ text: String) -> [LineRole] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { bytes in
      let lines = LineScanner.lines(of: bytes)
      var classifier = LineClassifier()
      var roles = lines.map { classifier.role(of: $0, in: bytes) }
      var heads = RunningHeads(bytes)
      heads.mark(&roles, lines)
      return roles
    }
  }

  @Test(
    "What repeats the name of the paper beside a number or a page is furniture",
    arguments: [
      "青溪人 · 民生 2015/11/12", "青溪人　　04", "青溪人　　民生新闻", "6　公告　　青溪人",
      "2015年11月12日　青溪人　第四版", "青 溪 人　　3", "青溪人　城事　2015.11.12　03",
    ])
  func heads(line: String) {
    #expect(
      roles("青溪人\n2015年11月12日　星期四　第5812期　青溪人\n\n水库蓄水\n" + line).last == .masthead, "\(line)")
  }

  @Test(
    "What only has the name in it is not",
    arguments: [
      "青溪人创刊六十年", "青溪人家　　2015年11月12日", "他每天读青溪人", "青溪人", "“青溪人”合唱团，",
      "老青溪人　　04", "青溪人是我的第一位老师。",
    ])
  func others(line: String) {
    #expect(
      roles("青溪人\n2015年11月12日　星期四　第5812期　青溪人\n\n水库蓄水\n" + line).last != .masthead, "\(line)")
  }

  @Test("A headline that the head of the paper lists is one")
  func listed() {
    let head = "青溪人\n2015年11月12日　星期四　第5812期　青溪人\n春耕备耕忙……………………3\n\n水库蓄水\n"
    #expect(roles(head + "春　耕　备　耕　忙").last == .text)
  }

  @Test("Who signs documents gives no name")
  func authorities() {
    let text = "2001年6月1日　星期五　第3期　鹭川省人民政府\n\n关于采砂的通知\n鹭川省人民政府　　2001年6月1日"
    #expect(roles(text).last != .masthead)
  }

  @Test("A text goes on over the head of a page")
  func across() {
    let text = """
      青溪人　2015年11月12日　星期四　第5812期

      水库蓄水过半
      　　本报讯　入秋以来全市水库的蓄水量已经超过
      常年同期，水利部门说今冬明春的灌溉用水有了保
      青溪人　民生　2015/11/12
      障，各灌区已经开始清理渠道，准备十一月底以前
      放第一次水，群众对此十分欢迎，纷纷上渠清淤。

      老街路灯亮了
      　　本报讯　昨晚七点，熄了半年的老街路灯重新亮
      了起来，居民拍手叫好。
      """
    let layout = IssueLayout(Array(text.utf8))
    #expect(layout.lines[5].role == .masthead && layout.lines[5].article == 0)
    #expect(layout.lines[6].continued == 4)
    // Without an article's being waited for.
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { #expect(IssueLayout.repaired($0).joins[6] == 4) }
  }
}
