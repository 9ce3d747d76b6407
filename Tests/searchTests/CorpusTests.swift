import TestSupport
import Testing

/// The sample corpus of the repository: what is found, and how well it is ranked.
@Suite struct CorpusTests {
  /// The repository's folder, from the place of this file.
  private static let repository = #filePath.folder.folder.folder

  /// A copy of the corpus, indexed by issues: the judgements are of them.
  private func archive() throws -> Archive {
    let archive = Archive()
    for folder in ["Corpus", "Corpus/issues"] {
      Files.copyFolder(
        CorpusTests.repository + "/" + folder, to: archive.folder.file(folder))
    }
    try archive.succeed("index", "--strict", "--split", "none", "Corpus")
    return archive
  }

  @Test("The ranking is as good as it was measured")
  func quality() throws {
    let archive = try archive()
    let result = try archive.succeed(
      "eval", "--queries", "Corpus/queries.tsv", "--qrels", "Corpus/qrels.tsv", "--json")
    let json = try result.json()
    #expect(try json.int("queries") == 32)
    // Measured: 0.9712, 1 and 0.9896.
    #expect(try json.number("ndcg@10") >= 0.965)
    #expect(try json.number("mrr@10") >= 0.99)
    #expect(try json.number("recall@100") >= 0.985)
  }

  @Test("The whole string ranks above its pieces")
  func wholeStringFirst() throws {
    let archive = try archive()
    let ranked = try archive.ids("燃气安全")
    // In either script.
    let whole = ["Corpus/issues/2021-03-26.txt", "Corpus/issues/青溪日報2021年5月28日.txt"]
    #expect(Set(ranked.prefix(2)) == Set(whole))
    #expect(ranked.count > 2)
    #expect(try Set(archive.ids("\"燃气安全\"")) == Set(whole))
    let page = try archive.run("query", "燃气安全").stdout
    #expect(page.contains("   2021-03-26  Corpus/issues/2021-03-26.txt:"))
    #expect(page.contains("【燃气安全】"))
  }

  @Test(
    "Quoted strings find what the corpus is known to hold",
    arguments: [
      ("\"防空警报\"", ["gazette-2021-010"]),
      ("「餐飲店燃氣安全」", ["Corpus/issues/青溪日報2021年5月28日.txt"]),
      ("「餐饮店燃气安全」", ["Corpus/issues/青溪日報2021年5月28日.txt"]),
      ("\"𬭼石巷\"", ["Corpus/issues/issue-2021-10-15.txt"]),
      ("\"정말 아름다운 도시\"", ["Corpus/issues/0702.txt"]),
      ("\"a SMALL city with a long memory\"", ["Corpus/issues/0702.txt"]),
    ])
  func literals(query: String, ids: [String]) throws {
    #expect(try archive().ids(query) == ids)
  }

  @Test(
    "A literal finds the documents that a scan of the files finds",
    arguments: [
      "平城区", "网格", "燃气", "2021年3月26日", "防汛", "的", "社区", "ｐｍ２.5",
    ])
  func scan(literal: String) throws {
    let archive = try archive()
    let folder = archive.folder.file("Corpus/issues")
    func scan(_ isJoined: Bool) -> Set<String> {
      let names = Files.names(in: folder).filter { name in
        var text = String(decoding: Files.read(folder + "/" + name) ?? [], as: UTF8.self)
        if isJoined { text.removeAll { $0 == "\n" } }
        return NaiveText(text).folded.contains(NaiveText(literal).folded)
      }
      return Set(names.map { "Corpus/issues/" + $0 })
    }
    let found = Set(
      try archive.ids("\"\(literal)\"").filter { $0.hasPrefix("Corpus/issues/") })
    // Where a column cut the string it is found too.
    #expect(found.isSuperset(of: scan(false)) && found.isSubset(of: scan(true)))
    #expect(!found.isEmpty)
  }
}
