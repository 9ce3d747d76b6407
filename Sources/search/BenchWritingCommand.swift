import ArgumentParser
import SearchIndex

struct BenchWritingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writing",
    abstract: "Measure commits, and queries while the index is written.",
    discussion: """
      Runs queries, commits small documents one by one, runs the queries again, and once more while FILE is \
      added at full speed with a commit a second. The index stays as it is: a folder beside it, \
      .search-index.bench, shares its files, takes what is written, and is removed.

      Queries run on one thread, one after the other, and ask ten times a second for a newer commit.
      """)

  @OptionGroup var location: IndexLocation
  @OptionGroup var resources: IndexingResources

  @Option(help: ArgumentHelp("How many commits.", valueName: "N"))
  var commits = 200

  @Option(help: ArgumentHelp("A file of queries, one a line or id<TAB>query.", valueName: "FILE"))
  var queries: String

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many hits.", valueName: "N"))
  var limit = 10

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("What is added while queries run.", valueName: "FILE"))
  var path: String

  func validate() throws {
    guard commits > 0 else { throw ValidationError("--commits must be 1 or more") }
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
  }

  func run() throws {
    let list = try Judgements.queries(path: queries)
    guard !list.isEmpty else {
      Terminal.error("\(queries) has no queries")
      throw ExitCode.error
    }
    Terminal.returnFreedMemory()
    let index = location.existing
    let documents = try Searcher(path: index).documentCount
    let folder = index + ".bench"
    try IndexWriter.remove(path: folder)
    let trial = try WritingTrial(index: index, folder: folder, options: resources.options)
    var line = ProgressLine()
    defer {
      line.clear()
      try? trial.remove()
    }
    line.show("queries alone")
    var times = Times(alone: QueryTimes(try trial.idle(list, limit: limit)))
    times.commits = QueryTimes(
      try trial.commits(commits) { line.show("\(Format.count($0, "commit"))") })
    line.show("queries behind the commits")
    times.behind = QueryTimes(try trial.idle(list, limit: limit))
    line.show("queries while \(path) is added")
    let busy = try trial.querying(list, limit: limit, whileIndexing: path)
    line.clear()
    times.meanwhile = QueryTimes(busy.milliseconds)
    report(documents, times, busy)
  }

  private struct Times {
    var alone: QueryTimes
    var commits = QueryTimes([])
    var behind = QueryTimes([])
    var meanwhile = QueryTimes([])
  }

  private func report(_ documents: Int, _ times: Times, _ busy: WritingTrial.BusyQueries) {
    func members(_ times: QueryTimes) -> [(String, JSON)] {
      [("count", .int(times.times.count))] + times.percentileMembers
    }
    let rate = Double(busy.written.bytes) / 1e6 / max(busy.seconds, 1e-9)
    if json {
      Output.line(
        JSON.object([
          ("documents", .int(documents)),
          ("queriesAlone", .object(members(times.alone))),
          ("commits", .object(members(times.commits))),
          ("queriesBehindCommits", .object(members(times.behind))),
          (
            "queriesWhileWriting",
            .object([("refreshes", .int(busy.refreshes))] + members(times.meanwhile))
          ),
          (
            "written",
            .object([
              ("documents", .int(busy.written.documents)),
              ("bytes", .int(busy.written.bytes)),
              ("seconds", .number(busy.seconds, places: 3)),
              ("megabytesPerSecond", .number(rate, places: 2)),
            ])
          ),
        ]).text)
      return
    }
    Output.line("index          \(Format.count(documents, "document"))")
    func line(_ name: String, _ times: QueryTimes, _ more: String = "") {
      Output.line("\(name)\(times.percentiles), of \(Format.count(times.times.count))\(more)")
    }
    line("queries alone  ", times.alone)
    line("one commit     ", times.commits)
    line("queries then   ", times.behind)
    line("while writing  ", times.meanwhile, ", \(Format.count(busy.refreshes)) newer commits")
    Output.line(
      "written        \(Format.count(busy.written.documents, "document")), "
        + "\(Format.bytes(busy.written.bytes)) in \(Format.decimal(busy.seconds, 2)) s "
        + "(\(Format.decimal(rate, 1)) MB/s)")
  }
}
