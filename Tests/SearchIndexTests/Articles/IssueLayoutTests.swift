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
}
