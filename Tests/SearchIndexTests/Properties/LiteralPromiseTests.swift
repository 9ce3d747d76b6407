import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// The promise: a quoted string finds exactly the documents that a scan finds.
@Suite struct LiteralPromiseTests {
  private func check(_ index: RandomIndex, seed: Int, count: Int) throws {
    var random = SeededRandom(seed: seed &+ 1_000_003)
    let searcher = try index.searcher()
    #expect(searcher.documentCount == index.naive.ids.count)
    for _ in 0..<count {
      let literal = index.literal(&random)
      let found = try searcher.search(Query([.literal(literal)]), limit: 10_000)
      let ids = found.hits.map(\.id)
      let expected = NaiveText(literal).unitCount > 0 ? index.naive.holding(literal) : []
      #expect(Set(ids) == expected, "seed \(seed), literal \(literal.debugDescription)")
      #expect(ids.count == Set(ids).count && found.total == ids.count && found.totalIsExact)
    }
  }

  @Test("Literal hits equal a scan's in one segment", arguments: Seeds.count(40))
  func oneSegment(seed: Int) throws {
    try check(RandomIndex(seed: seed, documents: 60, replaces: false), seed: seed, count: 60)
  }

  @Test(
    "Literal hits equal a scan's with deletions, merges and many commits",
    arguments: Seeds.count(40))
  func manyCommits(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 80, commits: 12)
    try check(index, seed: seed, count: 40)
    let writer = try IndexWriter(path: index.path)
    try writer.mergeAll()
    try writer.commit()
    try check(index, seed: seed &+ 1, count: 40)
  }

  @Test("Long documents and long lists", arguments: Seeds.count(3))
  func longLists(seed: Int) throws {
    var index = try RandomIndex(seed: seed, documents: 400, replaces: false)
    var random = SeededRandom(seed: seed)
    let writer = try IndexWriter(path: index.path)
    let long = Document(id: "long", text: RandomText(rarity: 6).text(30_000, &random))
    index.naive.add(long)
    try writer.add(long)
    try writer.commit()
    try check(index, seed: seed, count: 60)
  }

  @Test(
    "Distances alone do not match",
    arguments: [
      ("改革、开放", "改革5开放"), ("a b", "a人b"), ("第5期", "第、期"), ("改革开放", "改革、开放"),
      ("a燃", "a 燃"), ("燃 a", "燃a"), ("5 6", "5人6"), ("人a人", "人 a人"),
    ])
  func gaps(text: String, literal: String) throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(Document(id: "text", text: text))
    try writer.add(Document(id: "literal", text: literal))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    #expect(try searcher.search(Query([.literal(text)])).hits.map(\.id) == ["text"])
    #expect(try searcher.search(Query([.literal(literal)])).hits.map(\.id) == ["literal"])
  }

  @Test("The segmenter does not decide what is found")
  func segmentation() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(Document(id: "1", text: "平城区的检查"))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    for literal in ["平城", "城区", "区的", "的", "平城区的检查", "平"] {
      #expect(try searcher.search(Query([.literal(literal)])).total == 1, "\(literal)")
      #expect(try searcher.search(Query([.text(literal)])).total == 1, "\(literal)")
    }
    #expect(try searcher.search(Query([.literal("平区")])).total == 0)
  }

  @Test("Ordinals beyond 16 bits, runs that are cut, characters beyond the BMP")
  func large() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    let run = String(repeating: "a", count: 300)
    let text =
      String(repeating: "的一", count: 70_000) + "𠮷的\(run)的燃，" + String(repeating: "的𠮷", count: 400)
      + "的燃的一燃。" + String(repeating: "一，", count: 40_000) + "燃𠮷，𠮷，\(run)，燃一"
    var naive = NaiveIndex()
    for document in [Document(id: "1", title: "的一燃", text: text), Document(id: "2", text: "一的燃")] {
      try writer.add(document)
      naive.add(document)
    }
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    let literals = [
      "的一燃", "一的燃", "的燃的一燃", "的一的", "一𠮷的", "𠮷的\(run)的燃", "𠮷的𠮷的𠮷", "\(run)的燃的", "𠮷的燃的一",
      "一的\(run)", "\(run)", "的\(run)a", "燃，的𠮷", "𠮷的燃，的",
      "一、一、一", "一一", "一、燃", "一。燃𠮷、𠮷", "𠮷、𠮷、\(run)", "\(run)a、燃一", "a、燃一", "燃、一", "一、的",
    ]
    for literal in literals {
      for field in [nil, Query.Field.title, .text] {
        let filter = Query.Filter.literal(literal)
        let query = Query([.filter(field.map { .within($0, filter) } ?? filter)])
        let found = Dictionary(
          uniqueKeysWithValues: try searcher.search(query).hits.map { ($0.id, $0.score) })
        let expected = naive.scores(query)
        #expect(Set(found.keys) == Set(expected.keys), "\(literal)")
        for (id, score) in expected {
          #expect(abs((found[id] ?? 0) - score) < 0.001, "\(literal) in \(id)")
        }
      }
    }
  }

  @Test("A literal does not reach from the title into the text")
  func fields() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(Document(id: "1", title: "燃气", text: "安全 ab"))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    for literal in ["燃气安全", "燃气 安全", "燃气、安全"] {
      #expect(try searcher.search(Query([.literal(literal)])).total == 0)
    }
    #expect(try searcher.search(Query([.literal("燃气"), .literal("安全 ab")])).total == 1)
  }
}
