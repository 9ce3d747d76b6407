import ArgumentParser
import SearchIndex

struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count documents by period.",
    discussion: """
      Counts exactly the documents that 'search query' finds, by the date of issue, by file or by \
      folder, and draws a chart. Words without quotes find documents that hold any part of them; \
      for a string put it in quotes: search count --by month “燃气安全”

      Without a query all documents are counted. Periods without a hit between the first and the \
      last are shown too. What is dated by a year alone is in a row of its own when months or days are \
      counted. An issue is a file.

      The exit code is 0 if something was found, 1 if not, 2 after an error.
      """)

  enum Unit: String, CaseIterable, ExpressibleByArgument {
    case year, month, day, issue, folder

    var unit: CountingUnit {
      switch self {
      case .year: .year
      case .month: .month
      case .day: .day
      case .issue: .issue
      case .folder: .folder
      }
    }
  }

  @OptionGroup var location: IndexLocation

  @Option(
    name: .customLong("by"),
    help: ArgumentHelp(
      "What is counted together: year, month, day, issue or folder.", valueName: "UNIT"))
  var unit = Unit.year

  @Flag(help: "Count how often the query's quoted strings occur, too.")
  var occurrences = false

  @Flag(help: "Show which part of all documents of each period was found.")
  var relative = false

  @OptionGroup var selection: SelectionOptions

  @Flag(help: "Print the counts as JSON.")
  var json = false

  @Flag(help: "Print the counts as comma-separated values.")
  var csv = false

  @Flag(help: "Print the counts as tab-separated values.")
  var tsv = false

  @Argument(help: ArgumentHelp("The query.", valueName: "QUERY"))
  var words: [String] = []

  func validate() throws {
    guard [json, csv, tsv].count(where: { $0 }) < 2 else {
      throw ValidationError("only one of --json, --csv and --tsv is possible")
    }
  }

  func run() throws {
    let started = Terminal.now
    let path = location.existing
    let root = IndexLocation.root(of: path)
    let searcher = try Searcher(path: path)
    let text = words.joined(separator: " ")
    let query = try selection.query(text)
    let counts = try searcher.counts(query, by: unit.unit)
    if occurrences, !counts.hasOccurrences {
      throw ValidationError(
        "--occurrences counts quoted strings, and the query has none: put it in quotes, “燃气”")
    }
    if json {
      Output.line(jsonObject(counts, text, query, root, started).text)
    } else if csv || tsv {
      printValues(counts, root, csv ? SeparatedValues.commas : SeparatedValues.tabs)
    } else if counts.total.documents > 0 {
      printTable(counts, root, (Terminal.now - started) * 1000)
    } else {
      Terminal.error("nothing found")
    }
    if counts.total.documents == 0 { throw ExitCode.nothingFound }
  }

  private var isByDate: Bool { ![.issue, .folder].contains(unit) }
  private var restName: String { isByDate ? "undated" : "no file" }

  // MARK: For people

  private func printTable(_ counts: DocumentCounts, _ root: String, _ milliseconds: Double) {
    var rows = counts.rows.map { (name: label($0, root), row: $0) }
    if counts.rest.documents > 0 { rows.append((restName, counts.rest)) }
    rows.append(("total", counts.total))
    var table = Table([.left, .right] + Array(repeating: .right, count: columns.count))
    table.add([unit.rawValue, "documents"] + columns)
    for (name, row) in rows { table.add([name, Format.count(row.documents)] + cells(row)) }
    let most = counts.rows.map(measure).max() ?? 0
    let room = max(8, Terminal.columns - table.width - 2)
    Output.line(Style.dim(table.line(0)))
    for index in rows.indices {
      var line = table.line(index + 1)
      if index < counts.rows.count {
        let bar = Bar.text(most > 0 ? measure(rows[index].row) / most : 0, columns: room)
        if !bar.isEmpty { line += "  " + Style.bar(bar) }
      } else {
        line = Style.dim(line)
      }
      Output.line(line)
    }
    Output.line(Style.dim("in \(Format.decimal(milliseconds, 1)) ms"))
  }

  /// What a row is called, a file with its date before it.
  private func label(_ row: DocumentCounts.Row, _ root: String) -> String {
    [row.date, name(row, root)].compactMap { $0 }.joined(separator: "  ")
  }

  /// A period; or a path as it can be opened from the current folder.
  private func name(_ row: DocumentCounts.Row, _ root: String) -> String {
    isByDate || row.name == "." ? row.name : IndexLocation.display(row.name, root: root)
  }

  private var columns: [String] {
    (occurrences ? ["occurrences"] : []) + (relative ? ["of", "share"] : [])
  }

  private func cells(_ row: DocumentCounts.Row) -> [String] {
    (occurrences ? [Format.count(row.occurrences)] : [])
      + (relative ? [Format.count(row.all), Format.decimal(row.share * 100, 2) + " %"] : [])
  }

  /// What bars show.
  private func measure(_ row: DocumentCounts.Row) -> Double {
    relative ? row.share : Double(occurrences ? row.occurrences : row.documents)
  }

  // MARK: For programs

  private func printValues(_ counts: DocumentCounts, _ root: String, _ line: ([String]) -> String) {
    Output.line(
      line(
        [unit.rawValue] + (unit == .issue ? ["date"] : []) + ["documents"]
          + (counts.hasOccurrences ? ["occurrences"] : []) + ["all", "share"]))
    for row in counts.rows + (counts.rest.documents > 0 ? [counts.rest] : []) {
      Output.line(
        line(
          [name(row, root)] + (unit == .issue ? [row.date ?? ""] : []) + [String(row.documents)]
            + (counts.hasOccurrences ? [String(row.occurrences)] : [])
            + [String(row.all), Format.decimal(row.share, 6)]))
    }
  }

  private func jsonObject(
    _ counts: DocumentCounts, _ text: String, _ query: Query, _ root: String, _ started: Double
  ) -> JSON {
    func members(_ row: DocumentCounts.Row) -> [(String, JSON)] {
      [
        ("documents", .int(row.documents)),
        ("occurrences", counts.hasOccurrences ? .int(row.occurrences) : .null),
        ("all", .int(row.all)),
        ("share", .number(row.share, places: 6)),
      ]
    }
    let rows = counts.rows.map { row -> JSON in
      var head: [(String, JSON)] = [("name", .string(name(row, root)))]
      if unit == .issue { head.append(("date", row.date.map { .string($0) } ?? .null)) }
      return .object(head + members(row))
    }
    return .object([
      ("query", .string(text)),
      ("note", query.note.map { .string($0) } ?? .null),
      ("by", .string(unit.rawValue)),
      ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
      ("rows", .array(rows)),
      ("rest", .object(members(counts.rest))),
      ("total", .object(members(counts.total))),
    ])
  }
}
