import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct ExplanationTests {
  @Test("Contributions add up to the score, to the bit", arguments: Seeds.count(15))
  func sums(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 120, commits: seed % 3 * 4, mergeFactor: seed % 2 == 0 ? 3 : 100)
    let searcher = try index.searcher()
    searcher.windowLength = [1, 7, 4096][seed % 3]
    var random = SeededRandom(seed: seed &+ 9)
    var kinds: Set<Explanation.Kind> = []
    for _ in 0..<15 {
      let query = index.query(&random)
      let order = random.pick(HitOrder.allCases)
      // With few hits, scorers are skipped.
      let (limit, offset) = (random.pick([1, 3, 12]), random.below(3))
      let plain = try searcher.search(query, limit: limit, offset: offset, order: order)
      let told = try searcher.search(
        query, limit: limit, offset: offset, order: order, explains: true)
      #expect(plain.hits.map(\.id) == told.hits.map(\.id))
      #expect(plain.hits.allSatisfy { $0.explanation == nil })
      for hit in told.hits {
        let explanation = try #require(hit.explanation)
        #expect(explanation.score == hit.score, "seed \(seed), \(query), \(hit.id)")
        let contributions = explanation.parts.map(\.contribution)
        #expect(contributions == contributions.sorted(by: >) && !contributions.contains(0))
        kinds.formUnion(explanation.parts.map(\.kind))
      }
    }
    #expect(kinds.count >= 3, "seed \(seed): \(kinds)")
  }

  @Test(
    "Each contribution is that of the formula, from the numbers told", arguments: Seeds.count(8))
  func formula(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 60, commits: 3)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 4)
    for _ in 0..<10 {
      for hit in try searcher.search(index.query(&random), explains: true).hits {
        let told = try #require(hit.explanation)
        let norm = 1.2 * (1 - 0.75 + 0.75 * Double(told.length) / max(told.averageLength, 1))
        for part in told.parts {
          let frequency = Double(part.frequency)
          let n = Double(part.documentFrequency)
          let idf = logarithm(1 + (Double(told.documentCount) - n + 0.5) / (n + 0.5))
          #expect(abs(part.inverseDocumentFrequency - idf) < 1e-4)
          let expected = part.weight * idf * frequency / (frequency + norm)
          #expect(abs(part.contribution - expected) < 1e-4 + expected * 1e-4, "\(part)")
        }
      }
    }
  }

  @Test("Frequencies and documents are those of a scan", arguments: Seeds.count(8))
  func frequencies(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 60, commits: seed % 2 * 5, replaces: false, mergeFactor: 100)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 6)
    var compared = 0
    for _ in 0..<8 {
      // Numbers apart, of which several forms are told as one part.
      var query = index.query(&random)
      query.numbers = .none
      for hit in try searcher.search(query, limit: 3, explains: true).hits {
        let told = try #require(hit.explanation)
        #expect(told.documentCount == 60)
        for part in told.parts {
          guard let naive = index.naive.occurrences(of: part, in: hit.id) else { continue }
          #expect(part.frequency == naive.frequency, "seed \(seed), \(part)")
          // A whole text has that of its rarest term.
          #expect(
            part.kind == .string
              ? part.documentFrequency >= naive.documents
              : part.documentFrequency == naive.documents, "seed \(seed), \(part)")
          compared += 1
        }
      }
    }
    #expect(compared > 20)
  }

  @Test("Very long queries add up to rounding")
  func longQueries() throws {
    let index = try RandomIndex(seed: 3, documents: 40, replaces: false)
    var random = SeededRandom(seed: 9)
    let query = Query([.text(RandomText(rarity: 2).text(20_000, &random))])
    for hit in try index.searcher().search(query, explains: true).hits {
      let told = try #require(hit.explanation)
      #expect(told.parts.count > 5)
      #expect(abs(told.score - hit.score) < 1e-9 * hit.score)
    }
  }

  @Test("Parts are named as they would be typed")
  func texts() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(Document(id: "1", title: "燃气", text: "社区的燃气安全、检查 LNG，COVID 好。第3期"))
    try writer.add(Document(id: "2", text: "天气"))
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    func parts(_ query: String) throws -> Set<String> {
      let hits = try searcher.search(Query(query), explains: true).hits
      return Set(
        hits.flatMap { $0.explanation?.parts ?? [] }.map {
          "\($0.text) \($0.kind)" + ($0.field.map { " \($0)" } ?? "")
        })
    }
    #expect(
      try parts("燃气安全") == ["燃气 gram", "气安 gram", "安全 gram", "燃 word", "气 word", "燃气安全 string"])
    #expect(try parts("“安全，检查ＬＮＧ”") == [])
    #expect(try parts("“安全，检查 ＬＮＧ”") == ["安全 检查 lng literal"])
    #expect(try parts("“检查、lng，covid 好”") == ["检查 lng covid 好 literal"])
    #expect(try parts("title:燃气^2") == ["燃气 literal title"])
    #expect(try parts("燃气 PRE/5 检查") == ["燃气 PRE/5 检查 near"])
    #expect(try parts("LN* cavid~1") == ["ln* pattern", "cavid~1 pattern"])
    #expect(try parts("“安”") == ["安 literal"])
    #expect(
      try parts("第3期").isSuperset(of: ["3 gram", "第3期|第三期|第叁期 string"].prefix(1)))
  }
}
