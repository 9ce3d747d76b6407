import ArgumentParser
import SearchIndex

struct TermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Show the most frequent words.",
    discussion: """
      Counts the words of all documents, or of those that a query finds, as ICU cuts them, folded: in \
      how many documents each is, and how often. With --distinctive those come first that are typical \
      of these documents, compared with the rest of the index by the log-likelihood ratio.

      The exit code is 0 if there are words, 1 if not, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @Option(help: ArgumentHelp("Only documents that this finds.", valueName: "QUERY"))
  var query: String?

  enum Period: String, CaseIterable, ExpressibleByArgument {
    case year
    case month
    case day

    var unit: CountingUnit {
      switch self {
      case .year: .year
      case .month: .month
      case .day: .day
      }
    }
  }

  @Option(
    name: .customLong("by"),
    help: ArgumentHelp("Each year, month or day by itself.", valueName: "UNIT"))
  var period: Period?

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many words.", valueName: "N"))
  var limit = 20

  @Flag(help: "Words that are typical of these documents first.")
  var distinctive = false

  @Option(
    name: .customLong("min-length"),
    help: ArgumentHelp("Leave out words of fewer characters.", valueName: "N"))
  var minimumLength = 2

  @Flag(help: "Count numbers in digits too.")
  var numbers = false

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var threads: ReadingThreads

  @Flag(help: "Print the words as JSON.")
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard limit <= Int(Int32.max) else { throw ValidationError("-k must be below 2^31") }
    guard (1...64).contains(minimumLength) else {
      throw ValidationError("--min-length must be 1 to 64")
    }
  }

  func run() throws {
    let started = Terminal.now
    let searcher = try Searcher(path: location.existing)
    let selected = try selection.query(query ?? "")
    if distinctive, selected.parts.isEmpty, period == nil {
      throw ValidationError(
        "--distinctive compares some documents with the rest: tell which by --query, --from, --to, "
          + "--path or --by")
    }
    var options = Vocabulary.Options()
    options.limit = limit
    options.minimumLength = minimumLength
    options.includesNumbers = numbers
    options.isDistinctive = distinctive
    options.threads = threads.count
    let progress = ReadingProgress()
    let vocabularies = try searcher.vocabularies(
      selected, by: period?.unit, options: options, progress: progress.show)
    progress.clear()
    if json {
      Output.line(
        JSON.object([
          ("query", query.map { .string($0) } ?? .null),
          ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
          ("periods", .array(vocabularies.map(TermsCommand.json))),
        ]).text)
    } else {
      for vocabulary in vocabularies where !vocabulary.words.isEmpty { print(vocabulary) }
    }
    if vocabularies.allSatisfy({ $0.words.isEmpty }) {
      if !json { Terminal.error("no words found") }
      throw ExitCode.nothingFound
    }
  }

  private func print(_ vocabulary: Vocabulary) {
    var table = Table([.left, .right, .right] + (distinctive ? [.right] : []))
    table.add(["word", "documents", "occurrences"] + (distinctive ? ["likelihood"] : []))
    for word in vocabulary.words {
      table.add(
        [
          word.text, Format.count(word.documents),
          Format.count(word.occurrences),
        ] + (word.distinctiveness.map { [Format.decimal($0, 1)] } ?? []))
    }
    if let period = vocabulary.period { Output.line(Style.bold(period)) }
    Output.line(Style.dim(table.line(0)))
    for index in vocabulary.words.indices { Output.line(table.line(index + 1)) }
    Output.line(
      Style.dim(
        "\(Format.count(vocabulary.occurrences, "word")) in "
          + Format.count(vocabulary.documents, "document")))
    if vocabulary.period != nil { Output.line() }
  }

  private static func json(_ vocabulary: Vocabulary) -> JSON {
    .object([
      ("period", vocabulary.period.map { .string($0) } ?? .null),
      ("documents", .int(vocabulary.documents)),
      ("occurrences", .int(vocabulary.occurrences)),
      (
        "words",
        .array(
          vocabulary.words.map { word in
            .object([
              ("text", .string(word.text)),
              ("documents", .int(word.documents)),
              ("occurrences", .int(word.occurrences)),
              (
                "distinctiveness",
                word.distinctiveness.map { .number($0, places: 3) } ?? .null
              ),
            ])
          })
      ),
    ])
  }
}
