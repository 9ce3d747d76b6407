import ArgumentParser
import SearchIndex

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Complete what has been typed.",
    discussion: """
      Prints strings of the texts that begin with the last part of PREFIX, with the number of \
      documents that hold them, and titles that hold it. Letters complete words, and are read as \
      pinyin: ranqi, rq, ranqaq and 燃气anq are all understood. What stands before the last blank \
      stays.

      The exit code is 0 if there are suggestions, 1 if not, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many suggestions.", valueName: "N"))
  var limit = 10

  @Flag(help: "Print the suggestions as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("What has been typed.", valueName: "PREFIX"))
  var words: [String]

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
  }

  func run() throws {
    let started = Terminal.now
    let searcher = try Searcher(path: location.existing)
    let prefix = words.joined(separator: " ")
    let suggestions = try searcher.suggestions(for: prefix, limit: limit)
    let milliseconds = (Terminal.now - started) * 1000
    if json {
      Output.line(
        JSON.object([
          ("prefix", .string(prefix)),
          ("tookMilliseconds", .number(milliseconds, places: 3)),
          (
            "suggestions",
            .array(
              suggestions.map {
                .object([
                  ("text", .string($0.text)),
                  ("kind", .string($0.kind.rawValue)),
                  ("documents", .int($0.documents)),
                ])
              })
          ),
        ]).text)
    } else {
      for suggestion in suggestions {
        let kind = suggestion.kind == .title ? "title, " : ""
        let documents = Format.count(suggestion.documents, "document")
        Output.line("\(suggestion.text)  \(Style.dim(kind + documents))")
      }
    }
    if suggestions.isEmpty {
      if !json { Terminal.error("nothing to suggest") }
      throw ExitCode.nothingFound
    }
  }
}
