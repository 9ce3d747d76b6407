import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Near-duplicates of a whole index, and those among hits.
@Suite struct DuplicatesTests {
  private struct Archive {
    let directory = TemporaryDirectory()
    var documents: [Document] = []

    /// Articles, some of which are printed again with changes.
    init(seed: Int, count: Int) {
      var random = SeededRandom(seed: seed)
      for number in 0..<count {
        let isReprint = number > 0 && random.chance(2)
        let share = random.pick([0, 0.01, 0.03, 0.06, 0.1, 0.2])
        var text =
          isReprint
          ? ReprintTexts.edited(random.pick(documents).text, share: share, &random)
          : ReprintTexts.article(random.pick([30, 80, 300, 900]), &random)
        if isReprint, random.chance(2) { text = ReprintTexts.reset(text) }
        let date = random.pick(["2021-03-26", "2021-03-27", ""])
        documents.append(
          Document(
            id: "\(number)", title: "标题\(number)", text: text, path: "p\(number)", date: date))
      }
    }

    func searcher(commits: Int = 1) throws -> Searcher {
      let path = directory.file("index\(commits)")
      let writer = try IndexWriter(path: path)
      for (number, document) in documents.enumerated() {
        try writer.add(document)
        if number % max(1, documents.count / commits) == 0 { try writer.commit() }
      }
      try writer.commit()
      return try Searcher(path: path)
    }
  }

  /// The similarity of all pairs, by the definition.
  private func pairs(_ documents: [Document], _ searcher: Searcher) -> [(Int, Int, Double)] {
    let sets = documents.map { Shingles($0.text, by: searcher.analyzer) }
    return documents.indices.flatMap { left in
      (0..<left).map { (left, $0, sets[left].similarity(to: sets[$0])) }
    }
  }

  @Test("Bands find what a comparison of all pairs finds", arguments: Seeds.count(3))
  func allPairs(seed: Int) throws {
    let archive = Archive(seed: seed, count: 80)
    let searcher = try archive.searcher()
    let all = pairs(archive.documents, searcher)
    for similarity in [0.4, 0.6, 0.9] {
      let found = try searcher.duplicates(
        similarity: similarity, minimumLength: 1, limit: 1000, threads: 2)
      #expect(found.groupCount == found.groups.count && found.comparedCount == 80)
      var group: [String: Int] = [:]
      for (number, members) in found.groups.enumerated() {
        for member in members.members { group[member.id] = number }
      }
      #expect(group.count == found.documentCount)
      // What is much alike is never missed, and what joins a group is like one of it.
      for (left, right, share) in all where share >= max(similarity, 0.6) {
        #expect(
          group["\(left)"] != nil && group["\(left)"] == group["\(right)"], "\(seed) \(share)")
      }
      let linked = Set(
        all.filter { $0.2 >= similarity }.flatMap { ["\($0.0)", "\($0.1)"] })
      #expect(linked.isSuperset(of: group.keys))
      var sets = DisjointSets(count: 80)
      for (left, right, share) in all where share >= similarity { sets.join(left, right) }
      for members in found.groups {
        let roots = Set(members.members.compactMap { Int($0.id) }.map { sets.root($0) })
        #expect(roots.count == 1 && members.members.count > 1)
      }
    }
  }

  @Test("Groups do not depend on segments and threads", arguments: Seeds.count(2))
  func segments(seed: Int) throws {
    let archive = Archive(seed: seed, count: 60)
    let one = try archive.searcher().duplicates(limit: 1000)
    let many = try archive.searcher(commits: 7).duplicates(limit: 1000, threads: 3)
    #expect(one == many && one.groupCount > 0)
    for group in one.groups {
      #expect(group.members[0].similarity == 1)
      let dates = group.members.map { $0.date.isEmpty ? "9" : $0.date }
      #expect(dates == dates.sorted())
    }
    let sizes = one.groups.map(\.members.count)
    #expect(sizes == sizes.sorted(by: >))
    let first = try archive.searcher(commits: 7).duplicates(limit: 1)
    #expect(first.groups == Array(one.groups.prefix(1)) && first.groupCount == one.groupCount)
  }

  @Test("A text printed again and again is one group")
  func manyCopies() throws {
    var random = SeededRandom(seed: 3)
    var archive = Archive(seed: 0, count: 0)
    let text = ReprintTexts.article(300, &random)
    for number in 0..<200 {
      archive.documents.append(
        Document(
          id: "\(number)",
          text: ReprintTexts.edited(text, share: 0.01 * Double(number % 3), &random)))
    }
    archive.documents.append(Document(id: "short", text: "短"))
    archive.documents.append(Document(id: "empty", title: "标题", text: ""))
    let found = try archive.searcher().duplicates(threads: 2)
    #expect(found.groups.map(\.members.count) == [200] && found.comparedCount == 200)
    #expect(try archive.searcher().duplicates(Query("id:1*")).documentCount == 111)
  }

  @Test("Collapsed hits are the hits, each once", arguments: Seeds.count(4))
  func collapse(seed: Int) throws {
    let archive = Archive(seed: seed, count: 60)
    let searcher = try archive.searcher(commits: 3)
    let query = Query(String(archive.documents[seed % 60].text.prefix(40)))
    let hits = try searcher.search(query, limit: 1000).hits
    let sets = hits.map { Shingles($0.text, by: searcher.analyzer) }
    // One after the other, to the first that is like it.
    var expected: [[Int]] = []
    for number in hits.indices {
      let group = expected.firstIndex { sets[$0[0]].similarity(to: sets[number]) >= 0.4 }
      if let group { expected[group].append(number) } else { expected.append([number]) }
    }
    func ids(_ results: CollapsedResults) -> [[String]] {
      results.groups.map { [$0.hit.id] + $0.similar.map(\.id) }
    }
    let all = try searcher.searchCollapsed(query, limit: 1000)
    #expect(ids(all) == expected.map { $0.map { hits[$0].id } })
    #expect(all.results.hits.map(\.id) == all.groups.map(\.hit.id))
    #expect(all.results.total == hits.count && all.examined == hits.count)
    for limit in [1, 3] {
      for offset in [0, 2] {
        let page = try searcher.searchCollapsed(query, limit: limit, offset: offset)
        // Up to the hit that would begin a group behind the page.
        let end = expected.count > limit + offset ? expected[limit + offset][0] : hits.count
        let wanted = expected.prefix(limit + offset).dropFirst(offset)
          .map { $0.filter { $0 < end }.map { hits[$0].id } }
        #expect(ids(page) == wanted, "seed \(seed)")
      }
    }
  }

  @Test("Reprints with changes are found, other articles are not", arguments: Seeds.count(5))
  func edits(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let analyzer = try Analyzer(folding: .simplified())
    let text = ReprintTexts.article(600, &random)
    let set = Shingles(text, by: analyzer)
    func similarity(_ other: String) -> Double { set.similarity(to: Shingles(other, by: analyzer)) }
    for (share, least, most) in [
      (0.01, 0.9, 1.0), (0.05, 0.62, 0.87), (0.1, 0.42, 0.75), (0.2, 0.12, 0.48),
    ] {
      let found = similarity(ReprintTexts.edited(text, share: share, &random))
      #expect(found >= least && found <= most, "\(share): \(found)")
    }
    #expect(similarity(ReprintTexts.article(600, &random)) < 0.01)
  }
}
