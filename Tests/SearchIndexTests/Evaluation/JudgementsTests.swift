import TestSupport
import Testing

@testable import SearchIndex

@Suite struct JudgementsTests {
  private func judgements(_ queries: String, _ grades: String) throws -> Judgements {
    let directory = TemporaryDirectory()
    return try Judgements(
      queriesPath: directory.write(queries, to: "queries.tsv"),
      judgementsPath: directory.write(grades, to: "qrels.tsv"))
  }

  @Test("Columns are cut at tabs; line ends and empty lines do not matter")
  func columns() throws {
    let read = try judgements(
      "q1\t燃气 安全\r\n\nq2\ta\tb\nq3\t", "q1\tissues/a b.txt\t2\r\n\nq1\tc\t0\nq2\td\t-1")
    #expect(read.queries.map(\.id) == ["q1", "q2", "q3"])
    #expect(read.queries.map(\.text) == ["燃气 安全", "a\tb", ""])
    #expect(read.grades == ["q1": ["issues/a b.txt": 2, "c": 0], "q2": ["d": -1]])
  }

  @Test("TREC's four columns")
  func trec() throws {
    let read = try judgements("1\tx\n", "1 0 a 2\n1\t0\tb c\t1\n2  Q0  a  0\n")
    #expect(read.grades == ["1": ["a": 2, "b c": 1], "2": ["a": 0]])
  }

  @Test(
    "A line of another form is named",
    arguments: [
      ("q1 no tab\n", "", "queries.tsv:1"), ("q1\tx\nq2\n", "", "queries.tsv:2"),
      ("q1\tx\n", "q1\ta\n", "qrels.tsv:1"),
      ("q1\tx\n", "q1\ta\t1\n\nq1\tb\tmuch\n", "qrels.tsv:3"),
      ("q1\tx\n", "q1\ta\t1.5\n", "qrels.tsv:1"), ("q1\tx\n", "a b c d e\n", "qrels.tsv:1"),
    ])
  func bad(queries: String, grades: String, place: String) throws {
    let error = try #require(throws: IndexError.self) { try judgements(queries, grades) }
    guard case .unacceptable(let document, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(document.hasSuffix("/" + place))
  }

  @Test("A missing file is named")
  func missing() throws {
    let directory = TemporaryDirectory()
    let error = try #require(throws: IndexError.self) {
      try Judgements(queriesPath: directory.file("none"), judgementsPath: directory.file("none"))
    }
    #expect(error.description.contains(directory.file("none")))
  }
}
