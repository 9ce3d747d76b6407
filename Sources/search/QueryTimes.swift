import ArgumentParser
import SearchIndex

/// The times of many queries.
struct QueryTimes {
  /// Milliseconds of each query, in their order.
  let times: [Double]
  private let sorted: [Double]
  /// From the beginning of the first to the end of the last.
  private let seconds: Double
  /// Processor time of the process meanwhile.
  private let processorSeconds: Double

  /// Times `body` for each query, on the threads of a run.
  init(
    _ queries: [String], _ run: QueryRun,
    _ body: @escaping @Sendable (Searcher, String) throws(IndexError) -> Void
  ) throws(IndexError) {
    let (started, processorStarted) = (Terminal.now, Terminal.processorSeconds)
    times = try run.map(queries.count) { (searcher, number) throws(IndexError) in
      let begin = Terminal.now
      try body(searcher, queries[number])
      return (Terminal.now - begin) * 1000
    }
    seconds = Terminal.now - started
    processorSeconds = Terminal.processorSeconds - processorStarted
    sorted = times.sorted()
  }

  /// Times that were taken elsewhere, one query after the other.
  init(_ times: [Double]) {
    self.times = times
    sorted = times.sorted()
    seconds = times.reduce(0, +) / 1000
    processorSeconds = 0
  }

  func percentile(_ share: Double) -> Double {
    sorted[max(0, min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1))]
  }

  var queriesPerSecond: Double { Double(sorted.count) / max(seconds, 1e-9) }

  var text: String { "\(percentiles), \(Format.decimal(queriesPerSecond, 0)) queries/s" }

  var percentiles: String {
    "p50 \(Format.decimal(percentile(0.5), 3)) ms, p95 \(Format.decimal(percentile(0.95), 3)) ms, "
      + "p99 \(Format.decimal(percentile(0.99), 3)) ms"
  }

  var percentileMembers: [(String, JSON)] {
    [(0.5, "p50"), (0.95, "p95"), (0.99, "p99")].map { share, name in
      (name + "Milliseconds", .number(percentile(share), places: 3))
    }
  }

  var members: [(String, JSON)] {
    percentileMembers + [
      ("queriesPerSecond", .number(queriesPerSecond, places: 1)),
      ("seconds", .number(seconds, places: 3)),
      ("cpuSeconds", .number(processorSeconds, places: 3)),
    ]
  }
}

/// How many threads run queries: an option of commands that measure.
struct QueryThreads: ParsableArguments {
  // Times are those of a query that has the machine for itself, unless asked otherwise.
  @Option(
    name: .customLong("threads"),
    help: ArgumentHelp("How many threads run queries.", valueName: "N"))
  var count = 1

  func validate() throws {
    guard (1...1024).contains(count) else { throw ValidationError("--threads must be 1 to 1024") }
  }

  var text: String { Format.count(count, "thread") }
}
