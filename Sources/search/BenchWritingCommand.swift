import ArgumentParser
import SearchIndex

struct BenchWritingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writing",
    abstract: "Measure commits, and queries while the index is written.",
    discussion: """
      Commits small documents one by one to the index, and then runs queries on it, alone and while FILE is \
      added to it at full speed with a commit a second. The index stays as it is: a folder beside it, \
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
    let commitTimes = QueryTimes(
      try trial.commits(commits) { line.show("\(Format.count($0, "commit"))") })
    line.show("queries alone")
    let idle = QueryTimes(try trial.idle(list, limit: limit).milliseconds)
    line.show("queries while \(path) is added")
    let busy = try trial.querying(list, limit: limit, whileIndexing: path)
    line.clear()
    report(documents, commitTimes, idle, QueryTimes(busy.milliseconds), busy)
  }

  private func report(
    _ documents: Int, _ commits: QueryTimes, _ idle: QueryTimes, _ whileWriting: QueryTimes,
    _ busy: WritingTrial.QueryTimes
  ) {
    let rate = Double(busy.written.bytes) / 1e6 / max(busy.seconds, 1e-9)
    if json {
      Output.line(
        JSON.object([
          ("documents", .int(documents)),
          ("commits", .object([("count", .int(commits.times.count))] + commits.percentileMembers)),
          ("queriesAlone", .object([("count", .int(idle.times.count))] + idle.percentileMembers)),
          (
            "queriesWhileWriting",
            .object(
              [("count", .int(whileWriting.times.count)), ("refreshes", .int(busy.refreshes))]
                + whileWriting.percentileMembers)
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
    Output.line("one commit     \(commits.percentiles), of \(Format.count(commits.times.count))")
    Output.line("queries alone  \(idle.percentiles), of \(Format.count(idle.times.count))")
    Output.line(
      "while writing  \(whileWriting.percentiles), of \(Format.count(whileWriting.times.count)), "
        + "\(Format.count(busy.refreshes)) newer commits")
    Output.line(
      "written        \(Format.count(busy.written.documents, "document")), "
        + "\(Format.bytes(busy.written.bytes)) in \(Format.decimal(busy.seconds, 2)) s "
        + "(\(Format.decimal(rate, 1)) MB/s)")
  }
}
