import ArgumentParser
import SearchIndex

/// Which documents a command of research looks at, beside its query.
struct SelectionOptions: ParsableArguments {
  @OptionGroup var dates: DateOptions

  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "Only documents of files like this, or, without a *, with this in their path.",
      valueName: "GLOB"))
  var path: String?

  @OptionGroup var folding: NumberFoldingOption

  /// What was typed, with what the options ask for; without any part if there is nothing of both.
  ///
  /// Says on standard error what could not be read as it stands.
  func query(_ text: String) throws -> Query {
    var query = text.isEmpty ? Query([]) : try Query(validating: text)
    query.numbers = folding.numbers
    if let note = query.note {
      Terminal.error("\(note): operators and brackets are taken as text")
    }
    if let range = try dates.range() { query.parts.append(.filter(.date(range))) }
    if let path { query.parts.append(.filter(.path(path))) }
    return query
  }
}

/// How many threads read texts.
struct ReadingThreads: ParsableArguments {
  @Option(
    name: .customLong("threads"),
    help: ArgumentHelp("How many threads read (default: all processors).", valueName: "N"))
  var number: Int?

  func validate() throws {
    if let number, !(1...1024).contains(number) {
      throw ValidationError("--threads must be 1 to 1024")
    }
  }

  var count: Int { number ?? IndexWriter.Options().threads }
}

/// Tells how far the reading of texts has come, on a terminal.
final class ReadingProgress {
  private var line = ProgressLine()
  private let started = Terminal.now

  func show(_ read: Int, _ all: Int) {
    // What is done at once is not announced.
    guard Terminal.now - started > 0.5 else { return }
    line.show("\(Format.count(read)) of \(Format.count(all, "document")) read")
  }

  func clear() { line.clear() }
}
