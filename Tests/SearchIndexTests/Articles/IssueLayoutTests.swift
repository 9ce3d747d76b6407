import TestSupport
import Testing

@testable import SearchIndex

/// Small issues in the form of ``MarkedIssue``, each for one way in which articles are told apart.
///
/// The weights have been learned from them too, so that what they show stays understood.
@Suite struct IssueLayoutTests {
  /// `Corpus/labelled/cases`, from the place of this file.
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    + "/Corpus/labelled/cases"

  /// The sample issues beside them are indexed by other tests.
  static let cases = Files.names(in: folder).filter { !$0.hasPrefix("sample-") }.sorted()

  @Test("There are some")
  func areThere() { #expect(Self.cases.count >= 10) }

  @Test("Every line is of its article, and continues its line", arguments: cases)
  func example(_ name: String) throws {
    try check(try #require(Files.read(Self.folder + "/" + name)))
  }

  /// Expects that an issue is understood as it is marked.
  func check(_ marked: [UInt8]) throws {
    let issue = try #require(MarkedIssue(marked))
    var score = LayoutScore()
    score.add(issue)
    let differences = score.differences.map { "\($0.line): \($0.what)" }
    #expect(differences.isEmpty, "\(differences)")
  }

  @Test("Furniture is counted by lines: found, expected and both")
  func furniture() throws {
    let marked = """
      = |青溪日报　2021年3月26日　星期五　第5812期

      A |水库蓄水过半
        |　　本报讯　入秋以来全市水库的蓄水量已经超过常年同期，各灌区开始清理渠道。

      A |老街路灯亮了
        |　　本报讯　昨晚七点，熄了半年的老街路灯重新亮了起来，居民拍手叫好。
      """
    func counts(_ marked: String) throws -> [Int] {
      let lines = marked.split(separator: "\n").joined(separator: "\n  |\n") + "\n"
      var score = LayoutScore()
      score.add(try #require(MarkedIssue(Array(lines.utf8))))
      return [score.furniture.found, score.furniture.expected, score.furniture.right]
    }
    #expect(try counts(marked) == [1, 1, 1])
    #expect(
      try counts(
        marked.replacing("A |老街", with: "= |老街").replacing("  |　　本报讯　昨晚", with: "A |　　本报讯　昨晚"))
        == [1, 2, 1])
    #expect(try counts(marked.replacing("= |青溪", with: "A |青溪")) == [1, 0, 0])
  }
}
