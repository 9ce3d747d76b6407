import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct QueryRunTests {
  @Test("Any number of threads gives the same results in the same order", arguments: Seeds.count(4))
  func sameResults(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 60, commits: seed % 2 * 4, mergeFactor: 100)
    var random = SeededRandom(seed: seed &+ 2)
    let queries = (0..<60).map { _ in index.query(&random) }
    let searcher = try index.searcher()
    var expected: [[String]] = []
    for query in queries { expected.append(try searcher.rank(query, limit: 5).map(describe)) }
    for threads in [0, 1, 2, 3, 8, 100] {
      let run = try QueryRun(index.searcher(), threads: threads)
      for _ in 0..<2 {
        let found = try run.map(queries.count) { (searcher, number) throws(IndexError) in
          try searcher.rank(queries[number], limit: 5).map(describe)
        }
        #expect(found == expected, "seed \(seed), \(threads) threads")
      }
    }
  }

  @Test("Queries are spread over the threads, each with a searcher of its own")
  func searchers() throws {
    let index = try RandomIndex(seed: 1, documents: 20)
    let run = try QueryRun(index.searcher(), threads: 3)
    let barrier = Barrier(3)
    let used = try run.map(3) { (searcher, _) throws(IndexError) in
      // Passed only if three threads are here at once.
      barrier.pass()
      return ObjectIdentifier(searcher)
    }
    #expect(Set(used).count == 3)
    #expect(try run.map(0) { (_, number) throws(IndexError) in number } == [])
  }

  @Test("The error of the lowest number is thrown", arguments: [1, 2, 5])
  func errors(threads: Int) throws {
    let index = try RandomIndex(seed: 1, documents: 20)
    let run = try QueryRun(index.searcher(), threads: threads)
    #expect(throws: IndexError.noDocument(id: "7")) {
      try run.map(50) { (_, number) throws(IndexError) in
        if number % 10 == 7 { throw .noDocument(id: "\(number)") }
        return number
      }
    }
    // It goes on after that.
    #expect(try run.map(3) { (_, number) throws(IndexError) in number } == [0, 1, 2])
  }

  /// Lets threads go on when so many have come.
  private final class Barrier: @unchecked Sendable {
    private let monitor = Monitor()
    private var missing: Int

    init(_ count: Int) { missing = count }

    func pass() {
      monitor.locked {
        missing -= 1
        monitor.notifyAll()
        while missing > 0 { monitor.wait() }
      }
    }
  }
}

private func describe(_ hit: (id: String, score: Double)) -> String { "\(hit.id) \(hit.score)" }
