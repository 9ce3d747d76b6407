import TestSupport
import Testing

@testable import SearchIndex

@Suite struct TermWeightTests {
  private func weights(_ text: String) throws -> [String: Float] {
    let plan = QueryPlan(Query(text), analyzer: try Analyzer(folding: Folding.hans.forms()))
    var weights: [String: Float] = [:]
    for term in plan.terms { weights[String(decoding: term.term, as: UTF8.self)] = term.weight }
    return weights
  }

  @Test("Terms weigh what the definition says")
  func kinds() throws {
    let weights = try weights("检查防空警报器GDP 2021")
    #expect(weights["检查"] == 1.6)
    #expect(weights["查防"] == 0.6)
    #expect(weights["gdp"] == 2.2)
    #expect(weights["2021"] == 2.2)
  }

  @Test("A word that asks counts a tenth, in either script", arguments: ["什么", "什麼"])
  func asking(word: String) throws {
    let weights = try weights(word + "燃气")
    let asks = try #require(weights["什么"])
    #expect(abs(asks - 0.16) < 1e-6)
    #expect(weights["么燃"] == 0.6)
  }

  @Test("A word that asks does not hide what is asked about, and is found if nothing else is")
  func ranking() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/index"
    let writer = try IndexWriter(path: path)
    try writer.add(Document(id: "about", title: "", text: "燃气安全须知，每户一份。"))
    try writer.add(Document(id: "asks", title: "", text: "如何，如何，如何，不知如何。"))
    for number in 0..<20 {
      try writer.add(Document(id: "x\(number)", title: "", text: "燃气公司今天发布的消息\(number)"))
    }
    try writer.commit()
    let searcher = try Searcher(path: path)
    let hits = try searcher.search(Query("如何安全用燃气"), limit: 30).hits.map(\.id)
    #expect(hits.first == "about")
    #expect(hits.contains("asks"))
    #expect(try searcher.search(Query("如何"), limit: 30).hits.map(\.id) == ["asks"])
  }
}
