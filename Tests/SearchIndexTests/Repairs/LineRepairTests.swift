import TestSupport
import Testing

@testable import SearchIndex

/// Which lines are joined and which stay.
@Suite struct LineRepairTests {
  private func joined(_ text: String) -> [Int] {
    IssueLayout(Array(text.utf8)).lines.enumerated().compactMap { index, line in
      line.continued == nil ? nil : index + 1
    }
  }

  @Test("A word cut by a blank line is whole again")
  func blankLine() {
    let text = """
      　　河东区把一千二百名网格员编成小组，走村入户听取意见，织密社会治理网

      络，完善上门走访的办法，居民有事在楼下就能说。
      """
    #expect(joined(text) == [3])
  }

  @Test(
    "What a writer ended stays",
    arguments: [
      // Paragraphs, with and without indents and blank lines.
      "标题\n　　第一段说了一件事。\n　　第二段说了另一件事。\n",
      "标题\n\n第一段说了一件事。\n\n第二段说了另一件事。\n",
      // A sentence a line.
      "今天天气很好。\n我们去公园散步。\n湖边的柳树绿了！\n你看见了吗？\n",
      // Verse.
      "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n",
      "雨落在桥头\n落在青石板\n落在草帽上\n落在老地方\n",
      // A table.
      "姓名　　年龄　　住址\n张三　　三十　　城南\n李四　　四十　　城北\n王五　　五十　　城西\n",
      // A list.
      "需要带的东西\n1. 身份证\n2. 户口本\n3. 一寸照片\n",
      "Plain English text in lines\nthat somebody has broken\nis left as it is.\n",
    ])
  func untouched(text: String) {
    #expect(joined(text) == [])
    #expect(IssueLayout(Array(text.utf8)).articleCount == 1)
  }

  @Test("A column that a box has narrowed goes on beside it, and behind it")
  func narrowed() {
    let text = """
      安和里办起小人书店
      　　安和里的老邻居，凑了三百册小人
      书，在传达室里办起一间书店，放学以
      后孩子们都来看，看完放回原处。
      　　管书的是退休工人老周，他把破了
      的书一本一本补好，又从城里请来一位
      印刷厂的师
      傅，教孩子们怎样折页、怎样穿线。如
      今书店里一半的书都是孩子们装订的，
      还有人从城东骑车过来，想借一册看看
      这里的中
      ┏━━━━━━━━┓
      便民提示
      ┗━━━━━━━━┛
      """
    #expect(joined(text) == [3, 4, 6, 7, 8, 9, 10, 11])
  }

  @Test("The first of a few lines is a title, unless it is written in clauses")
  func title() {
    #expect(joined("燃气检查\n甲。\n") == [])
    #expect(joined("\n\n题\n文\n") == [])
    #expect(joined("春天到了，河边的柳树都绿了，孩子们在岸上放风筝，老人坐着看，谁也不说\n话。") == [2])
  }

  @Test("The head of a report that is alone in its line is text if the text goes on")
  func head() {
    let text = """
      产业园新厂房封顶
      　　本报讯（记者 孙七）4月7
      日，青溪产业园二期的第二座标
      准厂房封顶，建筑面积三万一千
      平方米，层高八米，可承受每平
      方米一吨半的设备。
      　　厂房还没有完工，就已经有
      九家企业签约入驻。
      """
    let layout = IssueLayout(Array(text.utf8))
    #expect(joined(text) == [3, 4, 5, 6, 8])
    #expect(layout.lines[1...2].map(\.role) == [.text, .text])
  }

  @Test("A page with a margin is understood as it is without one", arguments: [1, 6, 17])
  func margin(width: Int) {
    let text = """
      青溪晚报
      馒头店半夜亮灯
          城南老街的馒头店每天两点亮灯，
      师傅和面、发面、上笼，一个人忙到
      天亮。街坊们说，闻着这股味道就知
      道该起床了。
          他说，再干十年就把店交给徒弟，
      徒弟今年二十六岁。

      桥头修鞋摊搬家
          桥头的修鞋摊搬到了菜场门口，原
      来的地方要修花坛。
      """
    let margin = String(repeating: " ", count: width)
    let shifted = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    let (plain, other) = (IssueLayout(Array(text.utf8)), IssueLayout(Array(shifted.utf8)))
    #expect(plain.lines.contains { $0.continued != nil } && plain.articleCount > 1)
    #expect(plain.lines.map(\.role) == other.lines.map(\.role))
    #expect(plain.lines.map(\.article) == other.lines.map(\.article))
    #expect(plain.lines.map(\.continued) == other.lines.map(\.continued))
  }

  @Test("Lines and articles of any bytes take linear time", .timeLimit(.minutes(1)))
  func manyLines() {
    // Blank lines above lines that are no text.
    let late = Array(
      (String(repeating: "\n", count: 50_000) + String(repeating: "风吹过，\n", count: 50_000)).utf8)
    #expect(IssueLayout(late).lines.count == 100_000)
    for line in ["\n", "题\n", "文，\n\n", "　　本报讯 文\n", "\u{c}", "\r", "络\n\n"] {
      let text = Array(String(repeating: line, count: 20_000).utf8)
      #expect(IssueLayout(text).lines.map(\.range.count).reduce(0, +) == text.count)
    }
  }
}
