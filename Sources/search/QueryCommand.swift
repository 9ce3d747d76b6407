import ArgumentParser
import SearchIndex

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Find documents.",
    discussion: """
      Words and sentences rank the documents that hold any part of them. A string in quotes, which \
      may be "…", “…”, 「…」 or 『…』, is required: exactly the documents that hold it are found, \
      however its words are cut. Letters of either case, full-width and half-width forms, \
      traditional and simplified characters are the same. Mind the shell: \
      search query '"燃气安全" 社区'

      Operators take words and quoted strings as strings that a document holds or not:
        +燃气               must hold it
        -燃气               must not; also NOT 燃气, 非 燃气
        燃气 AND 安全       both; also 与
        燃气 OR 煤气        one of them; also 或
        (…)                 groups
        燃气 NEAR/5 安全    at most 5 characters or words between them; PRE/5: in this order
        "燃气 安全"~5       the same
      Fields:
        title:燃气          in the headline; text:燃气 in the text; title:(燃气 OR 煤气)
        date:2021-03        of the day, month or year; date:2021-03..2021-04; date:2021..
        path:2021/*.txt     of files like this, or, without a *, with this in their path
        id:2021-03-26/1     with this id; * stands for anything
      Others:
        燃气^2              worth twice as much
        covid*              words that begin so, of letters and digits; c*d: that begin and end so
        covid~1             words that differ by a letter or digit, or ~2: by two

      Full-width forms of all signs are the same as their narrow ones. Operators that make no sense \
      are taken as text, and a message says so; a date that is none is an error.

      The exit code is 0 if something was found, 1 if not, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many hits.", valueName: "N"))
  var limit = 10

  @Option(help: ArgumentHelp("How many of the best hits to leave out.", valueName: "N"))
  var offset = 0

  @OptionGroup var dates: DateOptions

  enum Sort: String, CaseIterable, ExpressibleByArgument {
    case score
    case date
    case newest = "-date"

    var order: HitOrder {
      switch self {
      case .score: .score
      case .date: .oldestFirst
      case .newest: .newestFirst
      }
    }
  }

  @Option(
    name: .customLong("sort"), parsing: .unconditional,
    help: ArgumentHelp(
      "What comes first: score, date (the oldest) or -date (the newest).", valueName: "ORDER"))
  var sort = Sort.score

  @OptionGroup var folding: NumberFoldingOption

  enum Group: String, CaseIterable, ExpressibleByArgument { case issue }

  @Option(
    name: .customLong("group"),
    help: ArgumentHelp(
      "Show hits of one issue together; -k and --offset count issues.", valueName: "issue"))
  var group: Group?

  @Flag(help: "Tell how the score of each hit comes about.")
  var explain = false

  @Flag(help: "Show near-duplicates of a hit with it, and only once.")
  var collapse = false

  @Flag(help: "Print the hits as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("The query.", valueName: "QUERY"))
  var words: [String]

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard offset >= 0 else { throw ValidationError("--offset must be 0 or more") }
    guard group == nil || !collapse else {
      throw ValidationError("only one of --group and --collapse is possible")
    }
    // Both together may not be more than a number can hold.
    guard limit <= Int(Int32.max), offset <= Int(Int32.max) else {
      throw ValidationError("-k and --offset must be below 2^31")
    }
  }

  func run() throws {
    let started = Terminal.now
    let path = location.existing
    let searcher = try Searcher(path: path)
    let text = words.joined(separator: " ")
    let dates = try dates.range()
    let query = restricted(try Query(validating: text), to: dates)
    if let note = query.note {
      Terminal.error("\(note): operators and brackets are taken as text")
    }
    let grouped =
      group == nil
      ? nil
      : try searcher.searchIssues(
        query, limit: limit, offset: offset, order: sort.order, explains: explain)
    let collapsed =
      collapse
      ? try searcher.searchCollapsed(
        query, limit: limit, offset: offset, order: sort.order, explains: explain) : nil
    let results =
      try grouped?.results ?? collapsed?.results
      ?? searcher.search(query, limit: limit, offset: offset, order: sort.order, explains: explain)
    if searcher.icuVersion != searcher.runningICUVersion {
      Terminal.error(
        "the words of the index were cut by ICU \(searcher.icuVersion), those of the query by "
          + "\(searcher.runningICUVersion): hits may be ordered unevenly, none are lost; "
          + "index again to even it")
    }
    let report =
      results.total == 0 && results.hasUnits ? try searcher.report(on: query) : nil
    let alternatives =
      report == nil
      ? [] : try searcher.alternatives(to: text) { restricted(Query($0), to: dates) }
    let output = HitOutput(
      root: IndexLocation.root(of: path), offset: offset, issues: grouped?.groups,
      similar: collapsed.map { $0.groups.map(\.similar) })
    if json {
      let hits = grouped.map { output.json($0) } ?? [("hits", output.json(results.hits))]
      printJSON(query, text, results, report, alternatives, hits, started)
    } else if results.total > 0 {
      output.printText(results.hits)
      HitOutput.printTotal(
        results, (Terminal.now - started) * 1000, issues: grouped?.issueCount)
    } else {
      Terminal.error(
        results.hasUnits
          ? "nothing found" : "the query has no letter, digit or character to look for")
      if let report, report.pieces.count > 1 || !report.relaxations.isEmpty {
        QueryCommand.print(report)
      }
      alternatives.printQuestion()
    }
    if results.total == 0 { throw ExitCode.nothingFound }
  }

  /// A query with what the options ask for.
  private func restricted(_ query: Query, to dates: DateRange?) -> Query {
    var query = query
    query.numbers = folding.numbers
    if let dates { query.parts.append(.filter(.date(dates))) }
    return query
  }

  /// How many documents each piece of a query has that found nothing, and the rest without one.
  private static func print(_ report: QueryReport) {
    func line(_ text: String, _ documents: Int) {
      Terminal.write(
        "  \(text)  \(Format.count(documents, "document"))\n",
        toStandardError: true)
    }
    for piece in report.pieces {
      line(piece.isLiteral ? "“\(piece.text)”" : piece.text, piece.documents)
    }
    for relaxation in report.relaxations {
      line("without \(relaxation.without)", relaxation.documents)
    }
  }

  private static func json(_ piece: QueryReport.Piece) -> JSON {
    .object([
      ("text", .string(piece.text)),
      ("isLiteral", .bool(piece.isLiteral)),
      ("documents", .int(piece.documents)),
    ])
  }

  private static func json(_ relaxation: QueryReport.Relaxation) -> JSON {
    .object([
      ("without", .string(relaxation.without)),
      ("documents", .int(relaxation.documents)),
    ])
  }

  private func printJSON(
    _ query: Query, _ text: String, _ results: SearchResults, _ report: QueryReport?,
    _ alternatives: [Alternative], _ hits: [(String, JSON)], _ started: Double
  ) {
    Output.line(
      JSON.object(
        [
          ("query", .string(text)),
          ("note", query.note.map { .string($0) } ?? .null),
          ("total", .int(results.total)),
          ("totalIsExact", .bool(results.totalIsExact)),
          ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
          ("pieces", report.map { .array($0.pieces.map(QueryCommand.json)) } ?? .null),
          ("relaxations", report.map { .array($0.relaxations.map(QueryCommand.json)) } ?? .null),
          ("suggestions", report.map { _ in alternatives.json } ?? .null),
        ] + hits
      ).text)
  }
}
