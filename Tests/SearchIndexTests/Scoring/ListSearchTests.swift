import TestSupport
import Testing

@testable import SearchIndex

@Suite struct ListSearchTests {
  @Test("List by list gives what scoring all documents gives", arguments: Seeds.count(6))
  func equalsExhaustive(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    func text(_ length: Int) -> String { RandomText.ofFewCharacters(length, &random) }
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    writer.mergePolicy.factor = 100
    for number in 0..<800 {
      let length = random.chance(8) ? random.below(200) : random.below(40)
      try writer.add(Document(id: "d\(number)", text: text(length)))
      if seed % 2 == 0, random.chance(20) {
        _ = try writer.delete(id: "d\(random.below(number + 1))")
      }
      if number == 100 { try writer.commit() }
    }
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    var (done, givenBack, withText) = (0, 0, 0)
    for _ in 0..<80 {
      let plan = QueryPlan(
        Query([.text(text(2 + random.below(6)))]), analyzer: searcher.analyzer)
      let statistics = Statistics(plan, searcher.segments, searcher.analyzer)
      for (number, segment) in searcher.segments.enumerated() {
        var search = SegmentSearch(
          segment: segment, saturation: Saturation(averageLength: statistics.averageLength))
        search.rarity = random.pick([1, 4, 1000])
        let parts = statistics.parts(ofSegment: number)
        let all = try search.best(parts, allowed: nil, wantsMatch: false, capacity: 1000).hits
        guard !all.isEmpty else { continue }
        let floor = all[min(random.below(all.count), random.below(all.count))].score
        let capacity = random.pick([1, 3, 10, 1000])
        let hits = HitCollector(segment, capacity: capacity, order: .score, floor: floor)
        let (scorers, texts) = try search.scorers(parts, skips: true)
        let limits = ListSearch.Limits(
          merged: 0, read: random.pick([0, 0, 1, 1_000_000]), counted: 0)
        let list = try #require(ListSearch(scorers, texts, hits, limits))
        if list.run() {
          done += 1
          withText += texts.count
          #expect(hits.total <= all.count && hits.total > 0)
        } else {
          givenBack += 1
          _ = MaxScore(scorers, texts, ScoreWindow(length: random.pick([64, 4096])), hits).run()
        }
        let expected = all.filter { $0.score >= floor }.prefix(capacity)
        #expect(hits.found(isExact: false).hits == Array(expected), "seed \(seed)")
      }
    }
    #expect(done > 0 && givenBack > 0 && withText > 0)
  }

  @Test("Short lists, and those of which too much would be read, are left to windows")
  func limits() throws {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    for number in 0..<200 { try writer.add(Document(id: "d\(number)", text: "安全检查")) }
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    let segment = try #require(searcher.segments.first)
    let plan = QueryPlan(Query([.text("安全")]), analyzer: searcher.analyzer)
    let parts = Statistics(plan, searcher.segments, searcher.analyzer).parts(ofSegment: 0)
    let search = SegmentSearch(segment: segment, saturation: Saturation(averageLength: 4))
    let (scorers, texts) = try search.scorers(parts, skips: true)
    func isWorthWhile(_ limits: ListSearch.Limits, floor: Score = 1) -> Bool {
      let hits = HitCollector(segment, capacity: 10, order: .score, floor: floor)
      return ListSearch(scorers, texts, hits, limits) != nil
    }
    #expect(isWorthWhile(.init(merged: 1, read: 1, counted: 199)))
    #expect(!isWorthWhile(.init(merged: 2, read: 1, counted: 199)))
    #expect(!isWorthWhile(.init(merged: 1, read: 1, counted: 200)))
    #expect(!isWorthWhile(.init(merged: 1, read: 1, counted: 199), floor: 0))
  }
}
