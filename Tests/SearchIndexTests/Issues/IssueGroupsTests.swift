import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Hits by issue, and the list of issues, beside plain ways to get both.
@Suite struct IssueGroupsTests {
  /// The file and the date of an issue, or the id of a document without both.
  private func issue(id: String, path: String, date: String) -> [String] {
    let date = PartialDate(date)?.description ?? ""
    return path.isEmpty && date.isEmpty ? [id] : [path, date]
  }

  @Test("Groups are those of all hits, however deep they are", arguments: Seeds.count(12))
  func groups(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 220, commits: seed % 3 * 4, mergeFactor: 100)
    var random = SeededRandom(seed: seed &+ 9)
    let searcher = try index.searcher()
    var deep = 0
    for _ in 0..<15 {
      let query = index.query(&random)
      let order = random.pick(HitOrder.allCases)
      let all = try searcher.search(query, limit: 1000, order: order)
      var keys: [[String]] = []
      var hits: [[String]: [Hit]] = [:]
      for hit in all.hits {
        let key = issue(id: hit.id, path: hit.path, date: hit.date)
        if hits[key] == nil { keys.append(key) }
        hits[key, default: []].append(hit)
      }
      let (limit, offset) = (1 + random.below(12), random.pick([0, 0, 1, 5]))
      let count = 1 + random.below(6)
      let found = try searcher.searchIssues(
        query, limit: limit, offset: offset, hitsPerIssue: count, order: order)
      let wanted = keys.dropFirst(offset).prefix(limit)
      #expect(found.groups.count == wanted.count, "seed \(seed), \(query)")
      for (group, key) in zip(found.groups, wanted) {
        let expected = hits[key] ?? []
        #expect(group.total == expected.count, "seed \(seed), \(query)")
        #expect(group.hits.map(\.id) == expected.prefix(count).map(\.id), "seed \(seed), \(query)")
        #expect(group.hits.map(\.score) == expected.prefix(count).map(\.score))
        #expect(group.path == expected.first?.path)
        #expect(group.date == PartialDate(expected.first?.date ?? "")?.description ?? "")
      }
      #expect(found.results.hits.map(\.id) == found.groups.compactMap(\.hits.first?.id))
      if let count = found.issueCount { #expect(count == keys.count) } else { deep += 1 }
      #expect(
        found.results.totalIsExact
          ? found.results.total == all.total : found.results.total <= all.total)
    }
    #expect(deep > 0, "seed \(seed): no search had to go deeper")
  }

  @Test("The list has every issue once, with its documents", arguments: Seeds.count(12))
  func list(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 80, commits: seed % 3 * 3, mergeFactor: 100)
    let searcher = try index.searcher()
    let ranges = [nil, DateRange("2021"), DateRange("2021-03-27..")]
    for (pattern, dates) in [(nil, 0), ("2021", 0), ("*.txt", 0), ("a", 1), (nil, 1), (nil, 2)] {
      var expected: [[String]: Int] = [:]
      for document in index.naive.documents {
        let date = PartialDate(document.date)
        guard !document.path.isEmpty || date != nil else { continue }
        if let pattern,
          pattern == "*.txt" ? !document.path.hasSuffix(".txt") : !document.path.contains(pattern)
        {
          continue
        }
        if let range = ranges[dates], !(date.map { range.contains($0) } ?? false) { continue }
        expected[[document.path, date?.description ?? ""], default: 0] += 1
      }
      let issues = try searcher.issues(path: pattern, within: ranges[dates])
      #expect(issues.count == expected.count, "seed \(seed)")
      for issue in issues {
        #expect(issue.documents == expected[[issue.path, issue.date]], "seed \(seed)")
        #expect(issue.articles == issue.documents)
      }
      let order = issues.map { [$0.date.isEmpty ? "~" : $0.date, $0.path] }
      #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) }, "seed \(seed)")
    }
  }

  @Test("Damage is told, not listed")
  func damage() throws {
    let index = try RandomIndex(seed: 4, documents: 40, replaces: false)
    for name in Files.names(in: index.path) where name.contains("paths") || name.contains("columns")
    {
      let file = index.path + "/" + name
      let bytes = try #require(Files.read(file))
      var damaged = bytes
      damaged[40] ^= 0xff
      Files.write(damaged, to: file)
      #expect(throws: IndexError.self) { try index.searcher().issues() }
      Files.write(bytes, to: file)
    }
  }
}
