import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Counts by period, file and folder, compared with a scan.
@Suite struct DocumentCountsTests {
  /// What a scan counts of some documents by a name, nil for none.
  private func scan(
    _ documents: [Document], found: Set<String>, name: (Document) -> String?
  ) -> [String?: [Int]] {
    var counts: [String?: [Int]] = [nil: [0, 0]]
    for document in documents {
      var count = counts[name(document)] ?? [0, 0]
      if found.contains(document.id) { count[0] += 1 }
      count[1] += 1
      counts[name(document)] = count
    }
    return counts
  }

  /// The numbers of a date, as many as the unit tells.
  private func period(_ date: String, _ unit: CountingUnit) -> String? {
    let numbers = date.split { !$0.isNumber }.map(String.init)
    guard !numbers.isEmpty else { return nil }
    let padded = numbers.map { $0.count == 1 ? "0" + $0 : $0 }
    return padded.prefix(unit == .year ? 1 : unit == .month ? 2 : 3).joined(separator: "-")
  }

  private func name(_ document: Document, _ unit: CountingUnit) -> String? {
    switch unit {
    case .year, .month, .day: return period(document.date, unit)
    case .issue: return document.path.isEmpty ? nil : document.path
    case .folder:
      guard !document.path.isEmpty else { return nil }
      let parts = document.path.split(separator: "/").dropLast()
      return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
  }

  @Test("Counts equal a scan's for any query", arguments: Seeds.count(12))
  func random(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 60, commits: seed % 2 * 6 + 1)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 77)
    for _ in 0..<15 {
      let query = random.chance(8) ? Query([]) : index.query(&random)
      let all = query.parts.isEmpty
      let found = all ? Set(index.naive.ids) : Set(index.naive.scores(query).keys)
      for unit in CountingUnit.allCases {
        let counts = try searcher.counts(query, by: unit)
        let expected = scan(index.naive.documents, found: found) { name($0, unit) }
        #expect(counts.total.documents == found.count && counts.total.all == searcher.documentCount)
        #expect([counts.rest.documents, counts.rest.all] == expected[nil], "\(seed) \(query)")
        for row in counts.rows {
          #expect([row.documents, row.all] == expected[row.name] ?? [0, 0], "\(row.name) \(seed)")
        }
        let shown = Set(counts.rows.map(\.name))
        for (name, count) in expected where count[0] > 0 {
          if let name { #expect(shown.contains(name), "\(name) \(seed)") }
        }
      }
    }
  }

  @Test("Occurrences of quoted strings equal a scan's", arguments: Seeds.count(8))
  func occurrences(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 50, commits: 4)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 78)
    for _ in 0..<15 {
      let string = index.literal(&random)
      let wanted = NaiveText(string, folding: index.folding)
      let counts = try searcher.counts(Query([.literal(string)]), by: .year)
      let sum = index.naive.documents.reduce(0) { sum, document in
        [document.title, document.text].reduce(sum) {
          $0 + NaiveText($1, folding: index.folding).occurrences(of: wanted)
        }
      }
      #expect(counts.total.occurrences == sum, "seed \(seed), \(string.debugDescription)")
      #expect(counts.hasOccurrences == (wanted.unitCount > 0))
      #expect(counts.rows.reduce(counts.rest.occurrences) { $0 + $1.occurrences } == sum)
    }
    #expect(try !searcher.counts(Query([.text("燃气")]), by: .year).hasOccurrences)
  }

  private func searcher(_ dates: [String], paths: [String] = []) throws -> (Searcher, Any) {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    for (number, date) in dates.enumerated() {
      let path = number < paths.count ? paths[number] : ""
      try writer.add(Document(id: "\(number)", text: "燃气", path: path, date: date))
    }
    try writer.commit()
    return (try Searcher(path: directory.file("index")), directory)
  }

  @Test("Periods in between are shown, those outside are not")
  func gaps() throws {
    let (searcher, folder) = try searcher(["2020-11-30", "2021-02", "2021", "?", "2019-01-01"])
    defer { withExtendedLifetime(folder) {} }
    let query = Query([.literal("燃气"), .filter(.not(.id("4")))])
    let months = try searcher.counts(query, by: .month)
    #expect(months.rows.map(\.name) == ["2020-11", "2020-12", "2021", "2021-01", "2021-02"])
    #expect(months.rows.map(\.documents) == [1, 0, 1, 0, 1])
    #expect(months.rest.documents == 1 && months.total.documents == 4 && months.total.all == 5)
    #expect(months.rows[0].share == 1 && months.rows[1].share == 0)
    let years = try searcher.counts(query, by: .year)
    #expect(years.rows.map(\.name) == ["2020", "2021"])
    let days = try searcher.counts(query, by: .day).rows
    // From the day of the first to the first day of what the last is dated by.
    #expect(days.first?.name == "2020-11-30" && days.last?.name == "2021-02")
    #expect(days.count == 1 + 31 + 31 + 2)
    #expect(days.reduce(0) { $0 + $1.documents } == 3)
  }

  @Test("Files stand in the order of their dates")
  func issues() throws {
    let (searcher, folder) = try searcher(
      ["2021-02", "", "2021-01-05", "2021-01-04", "2020"], paths: ["a/x", "a/y", "b", "b", "c/d/e"])
    defer { withExtendedLifetime(folder) {} }
    let rows = try searcher.counts(Query([.text("燃气")]), by: .issue).rows
    #expect(rows.map(\.name) == ["c/d/e", "b", "a/x", "a/y"])
    #expect(rows.map(\.date) == ["2020", "2021-01-04", "2021-02", nil])
    #expect(rows.map(\.documents) == [1, 2, 1, 1])
    let folders = try searcher.counts(Query([.text("燃气")]), by: .folder).rows
    #expect(folders.map(\.name) == [".", "a", "c/d"] && folders.map(\.documents) == [2, 2, 1])
  }
}
