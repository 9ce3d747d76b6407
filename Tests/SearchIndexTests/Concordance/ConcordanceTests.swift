import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Keywords in context, compared with a scan.
@Suite struct ConcordanceTests {
  @Test("Occurrences of a quoted string equal a scan's", arguments: Seeds.count(10))
  func random(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 50, commits: 4)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 79)
    for _ in 0..<12 {
      let string = index.literal(&random)
      let wanted = NaiveText(string, folding: index.folding)
      guard wanted.unitCount > 0 else { continue }
      let found = try searcher.concordance(
        Query([.literal(string)]), limit: 100_000, threads: 1 + seed % 3)
      var expected: [String: Int] = [:]
      for document in index.naive.documents {
        for text in [document.title, document.text] {
          let count = NaiveText(text, folding: index.folding).occurrences(of: wanted)
          if count > 0 { expected[document.id, default: 0] += count }
        }
      }
      let counts = Dictionary(grouping: found.lines, by: \.id).mapValues(\.count)
      #expect(counts == expected, "seed \(seed), \(string.debugDescription)")
      #expect(found.total == found.lines.count && found.documents == expected.count)
      #expect(
        try searcher.counts(Query([.literal(string)]), by: .day).total.occurrences == found.total)
      for line in found.lines {
        // One character of the source may be several, ㍿ four.
        let keyword = NaiveText(line.keyword, folding: index.folding)
        #expect(keyword.occurrences(of: wanted) > 0, "seed \(seed), \(line)")
      }
    }
  }

  @Test(
    "The order does not depend on segments and threads, and a limit takes the first of it",
    arguments: Seeds.count(2), Concordance.Order.allCases)
  func order(seed: Int, order: Concordance.Order) throws {
    let many = try RandomIndex(seed: seed, documents: 60, commits: 8, replaces: false)
    let one = try RandomIndex(seed: seed, documents: 60, replaces: false)
    let query = Query([.literal("气")])
    let whole = try one.searcher().concordance(query, order: order, width: 300, limit: 100_000)
    let other = try many.searcher().concordance(
      query, order: order, width: 300, limit: 100_000, threads: 3)
    #expect(whole.lines == other.lines && !whole.lines.isEmpty)
    for limit in [0, 1, 7] {
      let first = try many.searcher().concordance(
        query, order: order, width: 300, limit: limit, threads: 2)
      #expect(first.lines == Array(whole.lines.prefix(limit)) && first.total == whole.total)
    }
    // The nearest four units, from the keyword outwards.
    func key(_ line: Concordance.Line) -> [UInt16] {
      let tokens = NaiveText(order == .left ? line.left : line.right, folding: one.folding).tokens
      let units = tokens.flatMap { token -> [[UInt16]] in
        switch token {
        case .character(let character): [Array(character.utf16)]
        case .run(let word): [Array(word.utf16) + [0]]
        case .gap: []
        }
      }
      return Array((order == .left ? units.reversed() : units).prefix(4).joined())
    }
    for (line, next) in zip(whole.lines, whole.lines.dropFirst()) {
      switch order {
      case .left, .right:
        #expect(!key(next).lexicographicallyPrecedes(key(line)), "\(seed): \(line) \(next)")
      case .date:
        let dates = [line, next].map { PartialDate($0.date)?.firstDay.code ?? .max }
        #expect(dates[0] <= dates[1])
      case .path: #expect(!next.path.utf8.lexicographicallyPrecedes(line.path.utf8))
      case .none: break
      }
    }
    if order == .none {
      let ranked = try one.searcher().rank(query, limit: 1000).map(\.id)
      var ids: [String] = []
      for line in whole.lines where ids.last != line.id { ids.append(line.id) }
      #expect(ids == ranked)
    }
  }

  private func lines(
    _ document: Document, _ query: String, width: Int = 10
  ) throws -> [Concordance.Line] {
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    try writer.add(document)
    try writer.commit()
    return try Searcher(path: directory.file("index"))
      .concordance(Query(query), order: .path, width: width).lines
  }

  @Test("Context is as wide as there is room, and on one line")
  func context() throws {
    let document = Document(id: "1", title: "燃氣", text: "检查组a到\n　　社区查燃气安全，“不漏”\r\n一户。")
    let found = try lines(document, "\"燃气\"")
    #expect(found.map(\.field) == [.title, .text])
    #expect(found.map(\.keyword) == ["燃氣", "燃气"])
    #expect(found[0].left.isEmpty && found[0].right.isEmpty)
    // Two columns a character, one for the letter and the space.
    #expect(found[1].left == "a到 社区查" && Columns.width(found[1].left) == 10)
    #expect(found[1].right == "安全，“不")
    #expect(try lines(document, "\"燃气\"", width: 100)[1].right == "安全，“不漏” 一户。")
  }

  @Test("A field that the query does not ask of is not shown")
  func field() throws {
    let document = Document(id: "1", title: "燃气", text: "燃气和燃气")
    #expect(try lines(document, "title:燃气").map(\.field) == [.title])
    #expect(try lines(document, "text:燃气").map(\.field) == [.text, .text])
    #expect(try lines(document, "燃气").count == 3)
  }

  @Test(
    "Columns",
    arguments: [
      ("abc", 3), ("燃气", 4), ("ＡＢ", 4), ("e\u{301}", 1), ("“”", 2), ("👨‍👩‍👧", 2), ("각", 2), ("ｱ", 1),
      ("", 0),
      ("　", 2), ("𠮷", 2), ("\u{AD}", 0),
    ])
  func columns(text: String, columns: Int) { #expect(Columns.width(text) == columns, "\(text)") }
}
