import TestSupport
import Testing

@testable import SearchIndex

@Suite struct TermMergeTests {
  private func dictionary(_ terms: [[UInt8]], _ folder: String, _ name: String) throws
    -> TermDictionary
  {
    let file = try IndexFileWriter(folder: folder, name: name, kind: .words, segment: 1)
    let writer = TermDictionaryWriter(file: file, withOrdinals: false, documents: 100_000)
    for (number, term) in terms.enumerated() {
      var info = TermInfo()
      info.documentFrequency = UInt32(2 + number)
      info.totalTermFrequency = UInt64(2 + number)
      try writer.add(term, info)
    }
    try writer.commit()
    return try TermDictionary(
      file: IndexFileReader(folder: folder, name: name, kind: .words, segment: 1),
      withOrdinals: false)
  }

  /// Terms that are hard to tell apart: of few bytes, zeros among them, with lengths around eight.
  private func terms(_ random: inout SeededRandom) -> [[UInt8]] {
    var terms: Set<[UInt8]> = []
    for _ in 0..<random.pick([0, 1, 40, 400]) {
      let prefix = [UInt8](repeating: 7, count: random.pick([0, 0, 5, 7, 8, 9]))
      terms.insert(prefix + (0..<1 + random.below(4)).map { _ in random.pick([0, 0, 1, 255]) })
    }
    return terms.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test("Terms come in order, each once, with all that hold it", arguments: Seeds.count(40))
  func merge(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let lists = (0..<random.below(12)).map { _ in terms(&random) }
    let merge = TermMerge(
      try lists.enumerated().map { try dictionary($1, directory.path, "d\($0)") })
    for term in Set(lists.joined()).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try #require(merge.next(), "seed \(seed)")
      #expect(Array(merge.term) == term, "seed \(seed)")
      let holders = lists.indices.filter { lists[$0].contains(term) }
      #expect(Array(merge.holders) == holders, "seed \(seed), \(term)")
      #expect(merge.onlyHolder == (holders.count == 1 ? holders[0] : nil))
      for holder in holders {
        let frequency = lists[holder].firstIndex(of: term).map { UInt32(2 + $0) }
        #expect(merge.documentFrequency(holder) == frequency)
        #expect(merge.info(holder).documentFrequency == frequency)
      }
    }
    #expect(!merge.next(), "seed \(seed)")
  }
}
