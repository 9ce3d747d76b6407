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

  @Test("Lines and articles of any bytes take linear time", .timeLimit(.minutes(1)))
  func manyLines() {
    for line in ["\n", "题\n", "文，\n\n", "　　本报讯 文\n", "\u{c}", "\r", "络\n\n"] {
      let text = Array(String(repeating: line, count: 20_000).utf8)
      #expect(IssueLayout(text).lines.map(\.range.count).reduce(0, +) == text.count)
    }
  }
}
