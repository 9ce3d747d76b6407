import ArgumentParser
import SearchIndex

struct DuplicatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "Find articles that are printed more than once.",
    discussion: """
      Lists groups of documents whose texts are nearly the same, the largest first: reprints with \
      another headline, other line breaks and punctuation, traditional for simplified characters, or \
      some changed words. Each is told with how much of its text it has in common with the oldest of \
      its group, as the share of rows of three characters.

      The exit code is 0 if there are any, 1 if not, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many groups.", valueName: "N"))
  var limit = 20

  @Option(
    help: ArgumentHelp("How much two texts have in common, 0.4 to 1.", valueName: "SHARE"))
  var similarity = Searcher.defaultSimilarity

  @Option(
    name: .customLong("min-length"),
    help: ArgumentHelp("Leave out texts of fewer characters.", valueName: "N"))
  var minimumLength = 50

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var threads: ReadingThreads

  @Flag(help: "Print the groups as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("Only documents that this finds.", valueName: "QUERY"))
  var words: [String] = []

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard limit <= Int(Int32.max) else { throw ValidationError("-k must be below 2^31") }
    guard (0.4...1).contains(similarity) else {
      throw ValidationError("--similarity must be 0.4 to 1")
    }
    guard minimumLength > 0 else { throw ValidationError("--min-length must be 1 or more") }
  }

  func run() throws {
    let started = Terminal.now
    let path = location.existing
    let searcher = try Searcher(path: path)
    let text = words.joined(separator: " ")
    let progress = ReadingProgress()
    let duplicates = try searcher.duplicates(
      try selection.query(text), similarity: similarity, minimumLength: minimumLength,
      limit: limit, threads: threads.count, progress: progress.show)
    progress.clear()
    let output = SimilarOutput(root: IndexLocation.root(of: path))
    if json {
      Output.line(
        JSON.object([
          ("query", text.isEmpty ? .null : .string(text)),
          ("compared", .int(duplicates.comparedCount)),
          ("groups", .int(duplicates.groupCount)),
          ("documents", .int(duplicates.documentCount)),
          ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
          (
            "duplicates",
            .array(duplicates.groups.map { .array($0.members.map { output.json($0) }) })
          ),
        ]).text)
    } else if duplicates.groupCount > 0 {
      for (number, group) in duplicates.groups.enumerated() {
        let title = group.members.first?.title ?? ""
        Output.line(
          "\(Style.dim("\(number + 1).")) \(Style.bold(title))  "
            + Style.dim(Format.count(group.members.count, "document")))
        for member in group.members { Output.line("   \(output.line(member))") }
        Output.line()
      }
      Output.line(
        Style.dim(
          "\(Format.count(duplicates.documentCount, "document")) in "
            + "\(Format.count(duplicates.groupCount, "group")), "
            + "\(Format.count(duplicates.comparedCount)) compared in "
            + "\(Format.decimal(Terminal.now - started, 2)) s"))
    } else {
      Terminal.error("no near-duplicates found")
    }
    if duplicates.groupCount == 0 { throw ExitCode.nothingFound }
  }
}
