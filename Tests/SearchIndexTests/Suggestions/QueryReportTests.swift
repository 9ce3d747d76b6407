import Testing

@testable import SearchIndex

@Suite struct QueryReportTests {
  private let index: SentenceIndex
  private let searcher: Searcher

  init() throws {
    index = try SentenceIndex()
    searcher = try index.searcher()
  }

  @Test(
    "What the rest finds without a condition",
    arguments: [
      // What a person would have to type for the rest stands behind the condition.
      ("燃气 date:1990", [("date:1990", "燃气")]),
      ("银行 -title:银行", [("-title:“银行”", "银行")]),
      ("燃气 “银行” -“重庆”", [("“银行”", "燃气 -“重庆”"), ("-“重庆”", "燃气 “银行”")]),
      (
        "“燃气” “社区” “西安”",
        [("“燃气”", "“社区” “西安”"), ("“社区”", "“燃气” “西安”"), ("“西安”", "“燃气” “社区”")]
      ),
      (
        "“燃气” AND title:安全 AND (“银行” OR “西安”) AND -“公司”",
        [
          ("“燃气”", "title:安全 AND (“银行” OR “西安”) AND -“公司”"),
          ("title:“安全”", "“燃气” AND (“银行” OR “西安”) AND -“公司”"),
          ("(“银行” OR “西安”)", "“燃气” AND title:安全 AND -“公司”"),
          ("-“公司”", "“燃气” AND title:安全 AND (“银行” OR “西安”)"),
        ]
      ),
    ])
  func relaxations(typed: String, rests: [(without: String, rest: String)]) throws {
    #expect(try searcher.search(Query(typed)).total == 0)
    let expected = try rests.map {
      QueryReport.Relaxation(
        without: $0.without, documents: try searcher.search(Query($0.rest)).total)
    }.filter { $0.documents > 0 }
    #expect(!expected.isEmpty)
    #expect(try searcher.report(on: Query(typed)).relaxations == expected)
  }

  @Test(
    "A rest is not told that is a piece, or asks for no string",
    arguments: ["“燃气” AND “pandas”", "“燃气” date:1990", "“燃气” -“气” date:1990", "“驫”", "驫"])
  func noRelaxations(typed: String) throws {
    #expect(try searcher.search(Query(typed)).total == 0)
    #expect(try searcher.report(on: Query(typed)).relaxations.isEmpty)
  }

  @Test("Strings that are to be near each other are told each")
  func near() throws {
    let report = try searcher.report(on: Query("text:(社区 NEAR/2 天气)"))
    #expect(report.pieces.map(\.text) == ["text:“社区”", "text:“天气”", "text:“社区” NEAR/2 “天气”"])
    #expect(report.pieces.map(\.documents) == [2, 1, 0])
  }
}
