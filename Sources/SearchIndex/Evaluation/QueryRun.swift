internal import Synchronization

/// Runs queries of an index on several threads.
///
/// Each thread has a searcher of its own, with its own analyzer; the mapped segments they share. The
/// next query goes to the thread that is free, so what a query gives must not depend on others.
package final class QueryRun {
  private let searchers: [Searcher]
  private let workers: WorkerPool

  /// A run on so many threads; one is the thread that calls.
  ///
  /// - Throws: ``IndexError/icu(function:status:)``.
  package init(_ searcher: Searcher, threads: Int) throws(IndexError) {
    var searchers = [searcher]
    while searchers.count < threads { searchers.append(try Searcher(sharing: searcher)) }
    self.searchers = searchers
    workers = WorkerPool(threads: searchers.count > 1 ? searchers.count : 0)
  }

  /// What `body` gives for each of the numbers from 0 on, in their order.
  ///
  /// - Throws: the error of the lowest number that had one.
  package func map<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Searcher, Int) throws(IndexError) -> Result
  ) throws(IndexError) -> [Result] {
    let tally = Tally<Result>(working: searchers.count)
    for searcher in searchers {
      // Used by the thread of this job alone until the last job has ended.
      nonisolated(unsafe) let searcher = searcher
      workers.submit {
        var own: [(Int, Swift.Result<Result, IndexError>)] = []
        while true {
          let number = tally.next()
          guard number < count else { break }
          do throws(IndexError) {
            own.append((number, .success(try body(searcher, number))))
          } catch {
            own.append((number, .failure(error)))
          }
        }
        tally.end(own)
      }
    }
    var results: [Result] = []
    for result in tally.results() { results.append(try result.get()) }
    return results
  }
}

/// Which number is next, and what those before gave.
private final class Tally<Result: Sendable>: @unchecked Sendable {
  private let nextNumber = Atomic<Int>(0)
  // The rest is touched within the monitor only.
  private let monitor = Monitor()
  private var working: Int
  private var given: [(Int, Swift.Result<Result, IndexError>)] = []

  init(working: Int) { self.working = working }

  func next() -> Int { nextNumber.wrappingAdd(1, ordering: .relaxed).oldValue }

  func end(_ results: [(Int, Swift.Result<Result, IndexError>)]) {
    monitor.locked {
      given += results
      working -= 1
      monitor.notifyAll()
    }
  }

  /// All results by number, when the last thread has ended.
  func results() -> [Swift.Result<Result, IndexError>] {
    monitor.locked {
      while working > 0 { monitor.wait() }
      return given.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
