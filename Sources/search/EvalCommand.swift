import ArgumentParser
import SearchIndex

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure the quality and the speed of the ranking.",
    discussion: """
      Runs the queries twice: to measure quality, which warms up, then timed. Quality is measured by \
      trec_eval's definitions with linear gain, over the queries that have a relevant document. \
      Queries are text, in which quotes are what they are to a writer, unless --syntax is given. \
      Time is that of the ranking; documents are looked up apart.
      """)

  @OptionGroup var location: IndexLocation

  @Option(help: ArgumentHelp("Queries: id<TAB>query a line.", valueName: "TSV"))
  var queries: String

  @Option(help: ArgumentHelp("Judgements: query<TAB>document<TAB>grade a line.", valueName: "TSV"))
  var qrels: String

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Write the ranking in TREC's form.", valueName: "FILE"))
  var runPath: String?

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How deep to rank.", valueName: "N"))
  var limit = 100

  @OptionGroup var threads: QueryThreads

  @Flag(help: "Read the queries in the query language, as search query does.")
  var syntax = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
  }

  func run() throws {
    let searcher = try Searcher(path: location.existing)
    let judgements = try Judgements(queriesPath: queries, judgementsPath: qrels)
    let judged = judgements.queries.filter { query in
      judgements.grades[query.id]?.values.contains { $0 > 0 } ?? false
    }
    guard !judged.isEmpty else {
      Terminal.error("no query of \(queries) has a relevant document in \(qrels)")
      throw ExitCode.error
    }
    let syntax = syntax
    let read = { @Sendable (text: String) in syntax ? Query(text) : Query([.text(text)]) }
    let texts = judged.map(\.text)
    let limit = limit
    let run = try QueryRun(searcher, threads: threads.count)
    let rankings = try run.map(judged.count) { (searcher, number) throws(IndexError) in
      try searcher.rank(read(texts[number]), limit: limit).map(\.id)
    }
    var measures: [RankingMeasures] = []
    var lines = ""
    for (query, ranking) in zip(judged, rankings) {
      measures.append(
        RankingMeasures(ranking: ranking, grades: judgements.grades[query.id] ?? [:]))
      for (index, id) in ranking.enumerated() {
        // trec_eval orders by score and breaks ties its own way: the rank decides, not the score.
        lines += "\(query.id) Q0 \(id) \(index + 1) \(ranking.count - index) search\n"
      }
    }
    if let runPath { try TextFile.write(lines, to: runPath) }

    let times = try QueryTimes(texts, run) { (searcher, query) throws(IndexError) in
      try searcher.time(read(query), limit: 10)
    }
    let mean = RankingMeasures(mean: measures)
    if json {
      Output.line(
        JSON.object(
          [
            ("queries", .int(judged.count)),
            ("ndcg@10", .number(mean.ndcgAt10, places: 4)),
            ("mrr@10", .number(mean.reciprocalRankAt10, places: 4)),
            ("recall@\(limit)", .number(mean.recall, places: 4)),
            ("threads", .int(threads.count)),
          ] + times.members
        ).text)
    } else {
      Output.line("queries      \(Format.count(judged.count)) on \(threads.text)")
      Output.line("nDCG@10      \(Format.decimal(mean.ndcgAt10, 4))")
      Output.line("MRR@10       \(Format.decimal(mean.reciprocalRankAt10, 4))")
      Output.line("recall@\(limit)   \(Format.decimal(mean.recall, 4))")
      Output.line("top 10       \(times.text)")
    }
  }
}
