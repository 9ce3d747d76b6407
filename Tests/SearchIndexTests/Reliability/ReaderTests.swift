import Synchronization
import TestSupport
import Testing

@testable import SearchIndex

/// Readers and a writer of one index at the same time.
@Suite struct ReaderTests {
  private func writer(_ path: String) throws -> IndexWriter {
    var options = IndexWriter.Options()
    options.threads = 2
    let writer = try IndexWriter(path: path, options: options)
    writer.mergePolicy.factor = 3
    return writer
  }

  /// Documents 0 to `count`, all of one round: what a reader sees must be of one round.
  private func write(_ count: Int, round: Int, to writer: IndexWriter) throws {
    for number in 0..<count {
      try writer.add(Document(id: "\(number)", text: "第\(round)轮，燃气安全。"))
    }
    if round % 3 == 2 { try writer.mergeAll() }
    try writer.commit()
  }

  @Test("A reader keeps its commit, and sees the newest when it is refreshed")
  func snapshot() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let writer = try writer(path)
    try write(5, round: 0, to: writer)
    let reader = try Searcher(path: path)
    #expect(try !reader.refresh())
    for round in 1..<12 {
      let before = reader.segments
      try write(5, round: round, to: writer)
      if round % 4 == 3 { try writer.delete(id: "4") }
      try writer.commit()
      #expect(try reader.ids(fulfilling: Query("\"第\(round - 1)轮\"")).count >= 4)
      #expect(try reader.ids(fulfilling: Query("\"第\(round)轮\"")).isEmpty)
      #expect(try reader.refresh())
      let fresh = try Searcher(path: path)
      #expect(reader.manifest == fresh.manifest && reader.documentCount == fresh.documentCount)
      for query in ["燃气安全", "\"第\(round)轮\"", "轮"] {
        let (found, expected) = (
          try reader.search(Query(query)), try fresh.search(Query(query))
        )
        #expect(found.hits.map(\.id) == expected.hits.map(\.id))
        #expect(found.hits.map(\.score) == expected.hits.map(\.score))
      }
      // What has not changed is not opened again.
      let kept = Set(before.map(ObjectIdentifier.init))
      for (segment, entry) in zip(reader.segments, reader.manifest.segments)
      where before.contains(where: { $0.isUpToDate(entry) }) {
        #expect(kept.contains(ObjectIdentifier(segment)))
      }
    }
    #expect(try !reader.refresh())
  }

  @Test("An index that was made anew is not taken for the old one")
  func madeAnew() throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    try write(3, round: 0, to: writer(path))
    let reader = try Searcher(path: path)
    try IndexWriter.remove(path: path)
    try write(3, round: 1, to: writer(path))
    #expect(try reader.refresh())
    #expect(try reader.ids(fulfilling: Query("\"第1轮\"")) == ["0", "1", "2"])
    #expect(try !reader.refresh())
  }

  @Test("Readers on other threads see whole commits only", arguments: Seeds.count(2))
  func threads(seed: Int) throws {
    let directory = TemporaryDirectory()
    let path = directory.file("index")
    let writer = try writer(path)
    try write(8, round: 0, to: writer)
    let isDone = Atomic(false)
    let failures = Mutex<[String]>([])
    let looks = Atomic(0)
    let pool = WorkerPool(threads: 3)
    let ended = Atomic(0)
    for number in 0..<3 {
      pool.submit {
        do {
          var reader = try Searcher(path: path)
          while !isDone.load(ordering: .acquiring) {
            if number == 0 { reader = try Searcher(path: path) } else { try reader.refresh() }
            let hits = try reader.search(Query("\"燃气安全\""), limit: 100).hits
            let rounds = Set(hits.map(\.text))
            if hits.count != 8 || rounds.count != 1 {
              failures.withLock { $0.append("\(hits.count) documents of \(rounds)") }
            }
            looks.add(1, ordering: .relaxed)
          }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
        ended.add(1, ordering: .releasing)
      }
    }
    for round in 1..<40 { try write(8, round: round, to: writer) }
    while looks.load(ordering: .relaxed) < 30 { try write(8, round: 40, to: writer) }
    isDone.store(true, ordering: .releasing)
    while ended.load(ordering: .acquiring) < 3 {}
    #expect(failures.withLock { $0 } == [])
  }
}
