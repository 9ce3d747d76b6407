import ArgumentParser
import SearchIndex

struct BenchQueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Measure the latency of queries from a file.",
    discussion: """
      Each line is a query, or id<TAB>query. All are run once to warm up, then timed: the ranking \
      alone, and with the documents and snippets that a person sees.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many hits.", valueName: "N"))
  var limit = 10

  @Option(help: ArgumentHelp("Print the N slowest queries too.", valueName: "N"))
  var slowest = 0

  @OptionGroup var threads: QueryThreads

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
    let run = try QueryRun(searcher, threads: threads.count)
    let limit = limit
    let rank: @Sendable (Searcher, String) throws(IndexError) -> Void = { searcher, query in
      try searcher.time(Query(query), limit: limit)
    }
    _ = try QueryTimes(queries, run, rank)
    let ranking = try QueryTimes(queries, run, rank)
    let whole = try QueryTimes(queries, run) { (searcher, query) throws(IndexError) in
      let results = try searcher.search(Query(query), limit: limit)
      for hit in results.hits { _ = hit.snippets(length: 100, limit: 2) }
    }
    let slow = Array(zip(queries, ranking.times).sorted { $0.1 > $1.1 }.prefix(slowest))
    if json {
      var fields: [(String, JSON)] = [
        ("queries", .int(queries.count)),
        ("threads", .int(threads.count)),
        ("ranking", .object(ranking.members)),
        ("withSnippets", .object(whole.members)),
      ]
      if slowest > 0 {
        let list = slow.map { query, time in
          JSON.object([("query", .string(query)), ("milliseconds", .number(time, places: 3))])
        }
        fields.append(("slowest", .array(list)))
      }
      Output.line(JSON.object(fields).text)
    } else {
      Output.line("queries        \(Format.count(queries.count)) on \(threads.text)")
      Output.line("ranking        \(ranking.text)")
      Output.line("with snippets  \(whole.text)")
      for (query, time) in slow { Output.line("\(Format.decimal(time, 3)) ms  \(query)") }
    }
  }
}
