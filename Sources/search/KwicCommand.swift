import ArgumentParser
import SearchIndex

struct KwicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kwic",
    abstract: "Show each occurrence in its context.",
    discussion: """
      A line for each place in which what the query asks for occurs, in all documents that \
      'search query' finds: what is before it, the keyword, what is behind it, and where it is. \
      Quoted strings are shown wherever they occur; of other text words of the query are.

      --sort left and right put occurrences side by side that stand behind, or before, the same \
      characters.

      The exit code is 0 if something was found, 1 if not, 2 after an error.
      """)

  enum Sort: String, CaseIterable, ExpressibleByArgument {
    case date, path, left, right, none

    var order: Concordance.Order {
      switch self {
      case .date: .date
      case .path: .path
      case .left: .left
      case .right: .right
      case .none: .none
      }
    }
  }

  @OptionGroup var location: IndexLocation

  @Option(
    help: ArgumentHelp("How many columns of context on each side.", valueName: "N"))
  var width = 30

  @Option(
    help: ArgumentHelp(
      "What comes first: date (the oldest), path, left or right (by that context), or none (as "
        + "documents are ranked).",
      valueName: "ORDER"))
  var sort = Sort.date

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many lines.", valueName: "N"))
  var limit = 100

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var threads: ReadingThreads

  @Flag(help: "Print the lines as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("The query.", valueName: "QUERY"))
  var words: [String]

  func validate() throws {
    guard (1...1000).contains(width) else { throw ValidationError("--width must be 1 to 1000") }
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard limit <= Int(Int32.max) else { throw ValidationError("-k must be below 2^31") }
  }

  func run() throws {
    let started = Terminal.now
    let path = location.existing
    let searcher = try Searcher(path: path)
    let text = words.joined(separator: " ")
    let query = try selection.query(text)
    let progress = ReadingProgress()
    let concordance = try searcher.concordance(
      query, order: sort.order, width: width, limit: limit, threads: threads.count,
      progress: progress.show)
    progress.clear()
    let root = IndexLocation.root(of: path)
    if json {
      Output.line(
        JSON.object([
          ("query", .string(text)),
          ("note", query.note.map { .string($0) } ?? .null),
          ("total", .int(concordance.total)),
          ("documents", .int(concordance.documents)),
          ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
          ("lines", .array(concordance.lines.map { KwicCommand.json($0, root) })),
        ]).text)
    } else if concordance.total > 0 {
      print(concordance, root)
      let more = concordance.total - concordance.lines.count
      Output.line(
        Style.dim(
          "\(Format.count(concordance.total, "occurrence")) in "
            + "\(Format.count(concordance.documents, "document")), "
            + "\(Format.decimal((Terminal.now - started) * 1000, 1)) ms"))
      if more > 0 {
        Output.flush()
        Terminal.error(
          "\(Format.count(more)) more \(more == 1 ? "occurrence is" : "occurrences are") not "
            + "shown: -k \(concordance.total) shows all")
      }
    } else {
      Terminal.error("nothing found")
    }
    if concordance.total == 0 { throw ExitCode.nothingFound }
  }

  private func print(_ concordance: Concordance, _ root: String) {
    let lines = concordance.lines
    // Brackets where there are no colours.
    let middle = lines.map {
      let keyword = Terminal.harmless($0.keyword)
      return Terminal.usesColour ? " \(Style.match(keyword)) " : "【\(keyword)】"
    }
    func width(_ line: Concordance.Line) -> Int {
      Columns.width(Terminal.harmless(line.keyword)) + Columns.width(Terminal.harmless(line.right))
    }
    let leftWidth = lines.map { Columns.width(Terminal.harmless($0.left)) }.max() ?? 0
    let rightWidth = lines.map(width).max() ?? 0
    for (line, keyword) in zip(lines, middle) {
      let left = Table.padded(Terminal.harmless(line.left), leftWidth, .right)
      let right =
        Terminal.harmless(line.right)
        + String(repeating: " ", count: rightWidth - width(line))
      Output.line(
        "\(left)\(keyword)\(right)  \(Style.path(KwicCommand.place(line, root)))"
      )
    }
  }

  private static func place(_ line: Concordance.Line, _ root: String) -> String {
    var path = IndexLocation.display(line.path, root: root)
    if let place = line.place {
      path += ":\(place.line)"
    } else if line.id != line.path {
      path = line.id
    }
    return [line.date, path].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func json(_ line: Concordance.Line, _ root: String) -> JSON {
    func orNull(_ text: String) -> JSON { text.isEmpty ? .null : .string(text) }
    return .object([
      ("id", .string(line.id)),
      ("title", .string(line.title)),
      ("path", orNull(IndexLocation.display(line.path, root: root))),
      ("date", orNull(line.date)),
      ("field", .string(line.field.rawValue)),
      ("line", line.place.map { .int($0.line) } ?? .null),
      ("column", line.place.map { .int($0.column) } ?? .null),
      ("byte", line.place?.byte.map { .int($0) } ?? .null),
      ("left", .string(line.left)),
      ("keyword", .string(line.keyword)),
      ("right", .string(line.right)),
    ])
  }
}
