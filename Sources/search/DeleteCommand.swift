import ArgumentParser
import SearchIndex

struct DeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete documents from the index.",
    discussion: """
      Names the documents by their ids, or by a query that they must fulfil in every part: words are \
      taken as quoted. Files stay as they are; 'search index' does not bring the documents of a file \
      back before the file changes, or --force reads it again.

      Asks before it deletes; without a terminal it wants --yes. The exit code is 0 if documents were \
      deleted, 1 if there were none, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @Option(help: ArgumentHelp("Delete what fulfils a query.", valueName: "QUERY"))
  var query: String?

  @Option(help: ArgumentHelp("Delete what comes from files with such a path.", valueName: "GLOB"))
  var path: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Only print the ids of what would be deleted.")
  var dryRun = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("Ids of documents.", valueName: "ID"))
  var ids: [String] = []

  func validate() throws {
    guard [!ids.isEmpty, query != nil, path != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("name documents by IDs, or by --query, or by --path")
    }
    // It would be in all paths.
    guard path != "" else { throw ValidationError("--path names no path") }
    guard yes || dryRun || Terminal.inputIsTerminal else {
      throw ValidationError("without a terminal to ask on, --yes or --dry-run is needed")
    }
  }

  func run() throws {
    let index = location.existing
    var searcher = try Searcher(path: index)
    let writer = dryRun ? nil : try IndexWriter(path: index)
    // Nobody else writes from here on: what is chosen is what will be deleted.
    if writer != nil { searcher = try Searcher(path: index) }
    let chosen = try choose(searcher)
    if let writer, !chosen.isEmpty, try yes || isConfirmed(chosen.count) {
      for id in chosen { try writer.delete(id: id) }
      try writer.commit()
      try writer.finishMerges()
    } else if writer != nil, !chosen.isEmpty {
      Terminal.error("nothing was deleted")
      throw ExitCode.nothingFound
    }
    if json {
      Output.line(
        JSON.object([
          ("deleted", .int(dryRun ? 0 : chosen.count)), ("ids", .array(chosen.map { .string($0) })),
        ]).text)
    } else {
      if dryRun { for id in chosen { Output.line(id) } }
      let count = Format.count(chosen.count, "document")
      Output.line(dryRun ? "\(count) would be deleted" : "\(count) deleted")
    }
    if chosen.isEmpty { throw ExitCode.nothingFound }
  }

  /// The ids of documents that are in the index.
  private func choose(_ searcher: Searcher) throws -> [String] {
    if let path { return try searcher.ids(fulfilling: Query([.filter(.path(path))])) }
    guard let query else {
      return try Set(ids).sorted().filter { id in
        let isThere = try searcher.hasDocument(id)
        if !isThere { Terminal.error("no document has the id \(id)") }
        return isThere
      }
    }
    let parsed = try Query(validating: query)
    if let note = parsed.note { throw ValidationError("\(note); nothing is deleted by guess") }
    // Without it more would be deleted than was asked for.
    if let empty = searcher.emptyParts(of: parsed).first {
      throw ValidationError(
        "\(empty) holds nothing that is looked for; nothing is deleted by guess")
    }
    return try searcher.ids(fulfilling: parsed)
  }

  private func isConfirmed(_ count: Int) throws -> Bool {
    Terminal.write("delete \(Format.count(count, "document"))? [y/N] ", toStandardError: true)
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }
}
