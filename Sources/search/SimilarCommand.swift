import ArgumentParser
import SearchIndex

struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find documents like one of the index.",
    discussion: """
      Takes the most telling words of the document, up to 30 that are frequent in it and rare in \
      others, and ranks the other documents by them. The id of a document is what 'search query' \
      shows: of a text file its path, relative to the folder that holds the index.

      The exit code is 0 if something was found, 1 if not, 2 after an error; an id that no document \
      has is one.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many documents.", valueName: "N"))
  var limit = 10

  @Flag(help: "Tell how the score of each document comes about.")
  var explain = false

  @Flag(help: "Print the documents as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("The id of the document.", valueName: "ID"))
  var id: String

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard limit <= Int(Int32.max) else { throw ValidationError("-k must be below 2^31") }
  }

  func run() throws {
    let started = Terminal.now
    let path = location.existing
    let similar = try Searcher(path: path).similar(to: id, limit: limit, explains: explain)
    let results = similar.results
    let output = HitOutput(root: IndexLocation.root(of: path))
    if json {
      let hits = output.json(results.hits)
      Output.line(
        JSON.object([
          ("id", .string(id)),
          ("words", .array(similar.words.map { .string($0) })),
          ("total", .int(results.total)),
          ("totalIsExact", .bool(results.totalIsExact)),
          ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
          ("hits", hits),
        ]).text)
    } else if results.total > 0 {
      output.printText(results.hits)
      HitOutput.printTotal(results, (Terminal.now - started) * 1000)
    } else {
      Terminal.error("nothing similar found")
    }
    if results.total == 0 { throw ExitCode.nothingFound }
  }
}
