import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct SimilarDocumentsTests {
  private func searcher(_ documents: [Document]) throws -> (Searcher, TemporaryDirectory) {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    for document in documents { try writer.add(document) }
    try writer.commit()
    return (try Searcher(path: directory.file("index")), directory)
  }

  private static let news = [
    Document(id: "gas", title: "燃气安全检查", text: "燃气公司的安检人员入户检查管道，更换老化的燃气软管。"),
    Document(id: "pipes", title: "管道改造", text: "燃气公司更换老旧管道，软管也要检查。"),
    Document(id: "school", title: "学校开学", text: "新学期开始，老师和学生回到教室。"),
    Document(id: "weather", title: "天气", text: "明天有雨，气温下降。"),
    Document(id: "empty", text: "，。"),
    Document(id: "english", text: "The LNG terminal feeds the network"),
    Document(id: "other", text: "an LNG tanker reached the terminal"),
  ]

  @Test("Documents of the same matter are similar, others are not")
  func matter() throws {
    let (searcher, _) = try searcher(SimilarDocumentsTests.news)
    let gas = try searcher.similar(to: "gas")
    #expect(gas.results.hits.first?.id == "pipes")
    #expect(!gas.results.hits.map(\.id).contains("weather"))
    #expect(gas.words.contains("管道") && gas.words.contains("检查"))
    #expect(!gas.words.contains("入户"))
    #expect(try searcher.similar(to: "pipes").results.hits.first?.id == "gas")
    let english = try searcher.similar(to: "english")
    #expect(Set(english.words) == ["the", "lng", "terminal"])
    #expect(english.results.hits.map(\.id) == ["other"])
    #expect(english.results.total == 1 && english.results.totalIsExact)
  }

  @Test("What made a document similar is marked")
  func highlights() throws {
    let (searcher, _) = try searcher(SimilarDocumentsTests.news)
    let hit = try #require(try searcher.similar(to: "gas").results.hits.first)
    var marked: [String] = []
    hit.snippet().forEachPart { part, isMatch in if isMatch { marked.append(String(part)) } }
    #expect(marked.joined().contains("燃气") && marked.joined().contains("软管"))
    #expect(!marked.joined().contains("也要"))
  }

  @Test("Nothing is similar to a document without words, or with words of its own only")
  func nothing() throws {
    let (searcher, _) = try searcher(SimilarDocumentsTests.news)
    let empty = try searcher.similar(to: "empty")
    #expect(empty.words.isEmpty && empty.results.total == 0 && empty.results.hits.isEmpty)
    #expect(!empty.results.hasUnits)
    #expect(try searcher.similar(to: "gas", limit: 0).results.hits.isEmpty)
  }

  @Test("An id that no document has, or none any more, is an error")
  func missing() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    for document in SimilarDocumentsTests.news { try writer.add(document) }
    try writer.commit()
    _ = try writer.delete(id: "gas")
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    for id in ["gas", "", "ga*", "gas2"] {
      #expect(throws: IndexError.noDocument(id: id)) { try searcher.similar(to: id) }
    }
    #expect(!(try searcher.similar(to: "pipes").results.hits.map(\.id).contains("gas")))
  }

  @Test(
    "A document is never similar to itself, but its copy is, first of all",
    arguments: Seeds.count(12))
  func copies(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    // A language of rare words, so that documents share few of them by chance.
    let words = (0..<600).map { _ in
      let letters = (0..<3 + random.below(4)).map { _ in random.pick(Array("abcdefghijklmno")) }
      return random.chance(2) ? String(letters) : random.pick(["燃气", "安全", "社区"])
    }
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    writer.mergePolicy.factor = 100
    var texts: [String] = []
    for number in 0..<60 {
      let text = (0..<40).map { _ in random.pick(words) }.joined(separator: " ")
      texts.append(text)
      try writer.add(Document(id: "d\(number)", text: text))
      if random.chance(10) { try writer.commit() }
    }
    for number in 0..<10 { try writer.add(Document(id: "copy\(number)", text: texts[number])) }
    // The text alone is compared, not what stood under the id before.
    try writer.add(Document(id: "d30", text: texts[31]))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    for (id, copy) in (0..<10).map({ ("d\($0)", "copy\($0)") }) + [("d30", "d31"), ("d31", "d30")] {
      for limit in [1, 5, 1000] {
        let similar = try searcher.similar(to: id, limit: limit)
        let hits = similar.results.hits
        #expect(hits.first?.id == copy, "seed \(seed), \(id)")
        #expect(!hits.map(\.id).contains(id))
        #expect(hits.count == min(limit, similar.results.total))
        #expect(similar.words.count <= TellingWords.maximumCount)
      }
    }
  }

  @Test(
    "The document itself is left out, and all others are as its words as a query find them",
    arguments: Seeds.count(10))
  func random(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 80, commits: seed % 3 * 4, mergeFactor: seed % 2 == 0 ? 3 : 100)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 8)
    for _ in 0..<8 {
      let id = random.pick(index.naive.ids)
      let similar = try searcher.similar(to: id, limit: 1000)
      let holding = Set(similar.words.flatMap { index.naive.holding($0) })
      let ids = similar.results.hits.map(\.id)
      // A word is told by its characters: documents hold it that ICU cuts otherwise, if it is not one
      // of those that have lists of their own.
      #expect(holding.subtracting([id]).isSuperset(of: ids), "seed \(seed), \(id)")
      #expect(!ids.contains(id) && Set(ids).count == ids.count)
      #expect(similar.results.total == ids.count && similar.results.totalIsExact)
      searcher.windowLength = random.pick([1, 7, 32])
      let best = try searcher.similar(to: id, limit: 3, explains: true).results
      #expect(best.hits.map(\.id) == Array(ids.prefix(3)), "seed \(seed), \(id)")
      #expect(best.total <= ids.count && best.total >= best.hits.count)
      for hit in best.hits { #expect(hit.explanation?.score == hit.score) }
      searcher.windowLength = ScoreWindow.defaultLength
    }
  }
}
