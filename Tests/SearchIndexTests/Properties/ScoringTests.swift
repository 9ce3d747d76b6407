import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct ScoringTests {
  @Test("Scores equal those of the definition, and the best come first", arguments: Seeds.count(20))
  func equalsExhaustive(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 50, commits: 4, replaces: false)
    var random = SeededRandom(seed: seed &+ 77)
    let searcher = try index.searcher()
    for _ in 0..<10 {
      let query = index.query(&random)
      let expected = index.naive.scores(query)
      let all = try searcher.search(query, limit: 1000)
      #expect(Set(all.hits.map(\.id)) == Set(expected.keys), "seed \(seed), \(query)")
      #expect(all.total == expected.count)
      for hit in all.hits {
        let exact = expected[hit.id] ?? 0
        #expect(abs(hit.score - exact) < 0.002 + exact * 1e-4, "seed \(seed), \(query), \(hit.id)")
      }
      let isSorted = zip(all.hits, all.hits.dropFirst()).allSatisfy { first, second in
        first.score > second.score
          || (first.score == second.score
            && first.id.utf8.lexicographicallyPrecedes(second.id.utf8))
      }
      #expect(isSorted)
      for limit in [1, 3, 10] {
        let top = try searcher.search(query, limit: limit)
        #expect(top.hits.map(\.id) == Array(all.hits.map(\.id).prefix(limit)))
        #expect(top.totalIsExact ? top.total == all.total : top.total <= all.total)
      }
    }
  }

  @Test("What is skipped is not among the best", arguments: Seeds.count(30))
  func pruning(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 150, commits: seed % 3 * 4, mergeFactor: seed % 2 == 0 ? 3 : 100)
    let (all, pruned) = (try index.searcher(), try index.searcher())
    var random = SeededRandom(seed: seed &+ 5)
    var skipped = 0
    for _ in 0..<30 {
      let query = index.query(&random)
      pruned.windowLength = random.pick([1, 2, 7, 32])
      pruned.rarity = random.pick([1, 4, 32])
      pruned.listLimits = random.pick([
        .init(), .init(merged: 0, read: 0, counted: 0),
      ])
      let limit = random.pick([1, 2, 5, 10])
      // With as many hits as documents, nothing is skipped.
      let expected = try all.rank(QueryPlan(query, analyzer: all.analyzer), limit: 1000)
      let found = try pruned.rank(QueryPlan(query, analyzer: pruned.analyzer), limit: limit)
      let best = try all.search(query, limit: 1000)
      let hits = try pruned.search(query, limit: limit)
      #expect(best.totalIsExact && best.total == best.hits.count)
      #expect(
        hits.hits.map(\.id) == best.hits.prefix(limit).map(\.id), "seed \(seed), \(query)")
      #expect(found.hits.map(\.score) == expected.hits.prefix(limit).map(\.score))
      #expect(found.totalIsExact ? found.total == expected.total : found.total <= expected.total)
      #expect(found.total >= found.hits.count)
      if !found.totalIsExact { skipped += 1 }
    }
    #expect(skipped > 0, "seed \(seed): nothing was skipped")
  }

  @Test("What is skipped in lists of blocks is not among the best", arguments: Seeds.count(3))
  func pruningOfBlocks(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    func text(_ length: Int) -> String { RandomText.ofFewCharacters(length, &random) }
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    writer.mergePolicy.factor = seed % 2 == 0 ? 2 : 100
    for number in 0..<900 {
      let length = random.chance(8) ? random.below(200) : random.below(40)
      try writer.add(Document(id: "d\(number)", text: text(length)))
      if random.chance(seed % 3 == 0 ? 1000 : 20) {
        _ = try writer.delete(id: "d\(random.below(number + 1))")
      }
      if number == 200 || number == 700 { try writer.commit() }
    }
    try writer.commit()
    let (all, pruned) = (
      try Searcher(path: directory.file("index")), try Searcher(path: directory.file("index"))
    )
    var longest: UInt32 = 0
    for segment in all.segments {
      let terms = TermCursor(segment.grams)
      while terms.advance() { longest = max(longest, terms.info.documentFrequency) }
    }
    #expect(longest > UInt32(PostingList.blockLength))
    var skipped = 0
    for _ in 0..<60 {
      let query = Query([.text(text(2 + random.below(6)))])
      pruned.windowLength = random.pick([5, 40, 63, 130, 700, ScoreWindow.defaultLength])
      pruned.rarity = random.pick([1, 4, 32])
      pruned.listLimits = random.pick([
        .init(), .init(merged: 0, read: 0, counted: 0),
      ])
      let limit = random.pick([1, 3, 10, 40])
      // With as many hits as documents, nothing is skipped.
      let expected = try all.rank(QueryPlan(query, analyzer: all.analyzer), limit: 1000)
      let found = try pruned.rank(QueryPlan(query, analyzer: pruned.analyzer), limit: limit)
      let first = expected.hits.prefix(limit)
      #expect(found.hits.map(\.score) == first.map(\.score), "seed \(seed), \(query)")
      #expect(found.hits.map(\.doc) == first.map(\.doc), "seed \(seed), \(query)")
      #expect(found.hits.map(\.segment) == first.map(\.segment))
      #expect(found.totalIsExact ? found.total == expected.total : found.total <= expected.total)
      #expect(expected.totalIsExact && expected.total == expected.hits.count)
      if !found.totalIsExact { skipped += 1 }
    }
    #expect(skipped > 0, "seed \(seed): nothing was skipped")
  }

  @Test("Hits can be ordered by date, and those without one come last", arguments: Seeds.count(12))
  func dates(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 70, commits: seed % 3 * 3)
    var random = SeededRandom(seed: seed &+ 3)
    let searcher = try index.searcher()
    for _ in 0..<10 {
      let query = index.query(&random)
      let all = try searcher.search(query, limit: 1000).hits
      // What comes first by score stays before others of its date.
      let dates = ["2020年2月29日": 20_200_229, "2021": 20_210_101, "2021-03": 20_210_301]
      func day(_ hit: Hit) -> Int? {
        dates[hit.date] ?? Int(hit.date.filter { $0 != "-" })
      }
      let dated = all.filter { day($0) != nil }
      let days = Set(dated.compactMap(day)).sorted()
      func ids(_ days: [Int]) -> [String] {
        (days.flatMap { wanted in dated.filter { day($0) == wanted } }
          + all.filter { day($0) == nil }).map(\.id)
      }
      for (order, expected) in [
        (HitOrder.oldestFirst, ids(days)), (.newestFirst, ids(days.reversed())),
      ] {
        for limit in [1, 3, 1000] {
          let found = try searcher.search(query, limit: limit, order: order)
          #expect(
            found.hits.map(\.id) == Array(expected.prefix(limit)),
            "seed \(seed), \(query), \(order)")
          #expect(found.total == all.count && found.totalIsExact)
        }
      }
    }
  }

  @Test("Segments, flushes and merges change no hit, score or order", arguments: Seeds.count(20))
  func segmentsDoNotShow(seed: Int) throws {
    let one = try RandomIndex(seed: seed, documents: 90, replaces: false)
    let many = try RandomIndex(
      seed: seed, documents: 90, commits: 10, replaces: false, mergeFactor: 100)
    let flushed = try RandomIndex(seed: seed, documents: 90, replaces: false, documentMemory: 1)
    let merged = try RandomIndex(
      seed: seed, documents: 90, commits: 30, replaces: false, mergeFactor: 2)
    let searchers = try [one, many, flushed, merged].map { try $0.searcher() }
    #expect(searchers[0].segments.count == 1 && searchers[1].segments.count > 1)
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let query = one.query(&random)
      let results = try searchers.map { try $0.rank(query, limit: 25) }
      for result in results.dropFirst() {
        #expect(result.map(\.id) == results[0].map(\.id), "seed \(seed), \(query)")
        #expect(result.map(\.score) == results[0].map(\.score))
      }
    }
  }

  @Test(
    "Threads and segmenters change no hit, score or order, whatever is replaced and deleted",
    arguments: Seeds.count(12))
  func threadsDoNotShow(seed: Int) throws {
    let one = try RandomIndex(seed: seed, documents: 150, commits: 3)
    // So little memory that each document is flushed, with merges beside that.
    let many = try RandomIndex(
      seed: seed, documents: 150, commits: 3, mergeFactor: 2,
      documentMemory: seed % 4 == 0 ? 1 : 1 << 20, threads: 4,
      segmenter: seed % 2 == 0 ? .icu : .fast)
    #expect(try IndexVerifier(path: many.path).verify().problems.isEmpty)
    let searchers = try [one, many].map { index in
      let writer = try IndexWriter(path: index.path)
      try writer.mergeAll()
      try writer.commit()
      return try index.searcher()
    }
    #expect(searchers[0].documentCount == searchers[1].documentCount)
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let query = one.query(&random)
      let results = try searchers.map { try $0.rank(query, limit: 25) }
      #expect(results[0].map(\.id) == results[1].map(\.id), "seed \(seed), \(query)")
      #expect(results[0].map(\.score) == results[1].map(\.score))
    }
  }

  @Test("Deleted and merged away is as never added", arguments: Seeds.count(20))
  func deletedIsNeverAdded(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 80, commits: 6)
    let writer = try IndexWriter(path: index.path)
    try writer.mergeAll()
    try writer.commit()
    let clean = TemporaryDirectory()
    var options = IndexWriter.Options()
    options.folding = index.folding
    let cleanWriter = try IndexWriter(path: clean.file("index"), options: options)
    for document in index.naive.documents { try cleanWriter.add(document) }
    try cleanWriter.commit()
    let (left, right) = (try index.searcher(), try Searcher(path: clean.file("index")))
    #expect(left.segments[0].columns.unitCount == right.segments[0].columns.unitCount)
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let query = index.query(&random)
      let (found, expected) = (try left.rank(query, limit: 30), try right.rank(query, limit: 30))
      #expect(found.map(\.id) == expected.map(\.id), "seed \(seed), \(query)")
      #expect(found.map(\.score) == expected.map(\.score))
    }
  }

  @Test("A document with the whole string does not rank below one with its pieces")
  func wholeStrings() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(Document(id: "pieces", text: "安全第一，燃气公司，安全检查，燃气管道。"))
    try writer.add(Document(id: "whole", text: "社区里今天下午举行了燃气安全的讲座和问答。"))
    for number in 0..<20 { try writer.add(Document(id: "\(number)", text: "天气预报说明天有雨")) }
    try writer.commit()
    let hits = try Searcher(path: directory.file("index")).search(Query("燃气安全")).hits
    #expect(hits.map(\.id) == ["whole", "pieces"])
  }

  @Test("A query of nothing but punctuation has no units")
  func emptyQueries() throws {
    let index = try RandomIndex(seed: 1, documents: 5)
    let searcher = try index.searcher()
    for text in ["", "，。", "\"\"", "“”", " \u{3000}"] {
      let results = try searcher.search(Query(text))
      #expect(results.total == 0 && !results.hasUnits)
    }
    #expect(try searcher.search(Query("绝无此词")).hasUnits)
  }

  @Test("Very long queries keep their scores in range")
  func longQueries() throws {
    let index = try RandomIndex(seed: 3, documents: 40, replaces: false)
    var random = SeededRandom(seed: 9)
    let query = Query([.text(RandomText(rarity: 2).text(20_000, &random))])
    let results = try index.searcher().search(query, limit: 100)
    #expect(results.total > 30)
    #expect(results.hits.allSatisfy { $0.score > 0 && $0.score < 65_536 })
  }
}
