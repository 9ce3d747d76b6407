import ArgumentParser
import SearchIndex

struct BenchQueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Measure the latency of queries from a file.",
    discussion: """
      Each line is a query, or id<TAB>query. All are run once to warm up, then timed on one thread: \
      the ranking alone, and with the documents and snippets that a person sees.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many hits.", valueName: "N"))
  var limit = 10

  @Option(help: ArgumentHelp("Print the N slowest queries too.", valueName: "N"))
  var slowest = 0

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("A file of queries.", valueName: "FILE"))
  var path: String

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard slowest >= 0 else { throw ValidationError("--slowest must be 0 or more") }
  }

  func run() throws {
    let searcher = try Searcher(path: location.existing)
    let queries = try Judgements.queries(path: path)
    guard !queries.isEmpty else {
      Terminal.error("\(path) has no queries")
      throw ExitCode.error
    }
    for query in queries { try searcher.time(Query(query), limit: limit) }
    let ranking = try latencies(queries) { try searcher.time(Query($0), limit: limit) }
    let whole = try latencies(queries) { query in
      let results = try searcher.search(Query(query), limit: limit)
      for hit in results.hits { _ = hit.snippets(length: 100, limit: 2) }
    }
    let slow = Array(zip(queries, ranking.times).sorted { $0.1 > $1.1 }.prefix(slowest))
    if json {
      var fields: [(String, JSON)] = [
        ("queries", .int(queries.count)),
        ("ranking", ranking.json),
        ("withSnippets", whole.json),
      ]
      if slowest > 0 {
        let list = slow.map { query, time in
          JSON.object([("query", .string(query)), ("milliseconds", .number(time, places: 3))])
        }
        fields.append(("slowest", .array(list)))
      }
      Output.line(JSON.object(fields).text)
    } else {
      Output.line("queries        \(Format.count(queries.count))")
      Output.line("ranking        \(ranking.text)")
      Output.line("with snippets  \(whole.text)")
      for (query, time) in slow { Output.line("\(Format.decimal(time, 3)) ms  \(query)") }
    }
  }

  private func latencies(
    _ queries: [String], _ run: (String) throws -> Void
  ) throws -> Latencies {
    var times: [Double] = []
    for query in queries {
      let started = Terminal.now
      try run(query)
      times.append((Terminal.now - started) * 1000)
    }
    return Latencies(milliseconds: times)
  }
}

/// The times of many queries on one thread.
struct Latencies {
  /// In the order of the queries.
  let times: [Double]
  private let sorted: [Double]

  init(milliseconds: [Double]) {
    times = milliseconds
    sorted = milliseconds.sorted()
  }

  func percentile(_ share: Double) -> Double {
    sorted[max(0, min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1))]
  }

  var queriesPerSecond: Double { Double(sorted.count) * 1000 / sorted.reduce(0, +) }

  var text: String {
    "p50 \(Format.decimal(percentile(0.5), 3)) ms, p95 \(Format.decimal(percentile(0.95), 3)) ms, "
      + "p99 \(Format.decimal(percentile(0.99), 3)) ms, \(Format.decimal(queriesPerSecond, 0)) queries/s"
  }

  var json: JSON {
    .object([
      ("p50Milliseconds", .number(percentile(0.5), places: 3)),
      ("p95Milliseconds", .number(percentile(0.95), places: 3)),
      ("p99Milliseconds", .number(percentile(0.99), places: 3)),
      ("queriesPerSecond", .number(queriesPerSecond, places: 1)),
    ])
  }
}
