import ArgumentParser
import SearchIndex

struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Print where the best hits stand, for an editor.",
    discussion: """
      Prints the file, line and column of the first match of the best hit, as path:line:column, or of \
      several hits one a line. What is the id of a document, such as PATH#3, is not a query: it prints \
      where that document begins. Columns count Unicode scalars. What its source does not tell is left \
      out.

        code -g "$(search open 燃气安全)"
        vim -q <(search open -k 20 燃气安全)      then :cnext goes to the next

      The exit code is 0 if something was found, 1 if not, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @Option(
    name: [.customShort("k"), .customLong("limit")],
    help: ArgumentHelp("How many hits.", valueName: "N"))
  var limit = 1

  @OptionGroup var dates: DateOptions

  @Flag(help: "Print the places as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("The query, or the id of a document.", valueName: "QUERY|ID"))
  var words: [String]

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-k must be 1 or more") }
    guard limit <= Int(Int32.max) else { throw ValidationError("-k must be below 2^31") }
  }

  /// A document and the place in it that is meant.
  private struct Target {
    var id: String
    var path: String
    var place: DocumentOrigin.Place?

    /// The line, which of JSON Lines without ids the id tells.
    var line: Int? {
      if let place { return place.line }
      guard id.utf8.starts(with: (path + "#").utf8) else { return nil }
      return Int(String(decoding: id.utf8.dropFirst(path.utf8.count + 1), as: UTF8.self))
    }
  }

  func run() throws {
    let index = location.existing
    let root = IndexLocation.root(of: index)
    let searcher = try Searcher(path: index)
    let text = words.joined(separator: " ")
    let targets = try targets(text, searcher, root)
    let places = targets.filter { !$0.path.isEmpty }
    if json {
      Output.line(
        JSON.object([
          ("query", .string(text)), ("places", .array(places.map { json($0, root) })),
        ]).text)
    } else {
      for target in places {
        let parts = [target.line, target.place?.column].compactMap { $0 }
        Output.line(
          IndexLocation.display(target.path, root: root) + parts.map { ":\($0)" }.joined())
      }
    }
    guard places.isEmpty else { return }
    if !json {
      Terminal.error(targets.isEmpty ? "nothing found" : "what was found did not come from a file")
    }
    throw ExitCode.nothingFound
  }

  private func targets(_ text: String, _ searcher: Searcher, _ root: String) throws -> [Target] {
    if words.count == 1, let document = try DocumentName(text).document(in: searcher, root: root) {
      return [Target(id: document.id, path: document.path, place: document.start)]
    }
    var query = try Query(validating: text)
    if let note = query.note {
      Terminal.error("\(note): operators and brackets are taken as text")
    }
    if let range = try dates.range() { query.parts.append(.filter(.date(range))) }
    return try searcher.search(query, limit: limit).hits.map { hit in
      Target(id: hit.id, path: hit.path, place: hit.places(of: hit.snippet()).first ?? hit.start)
    }
  }

  private func json(_ target: Target, _ root: String) -> JSON {
    .object([
      ("id", .string(target.id)),
      ("path", .string(IndexLocation.display(target.path, root: root))),
      ("line", target.line.map { .int($0) } ?? .null),
      ("column", target.place.map { .int($0.column) } ?? .null),
      ("byte", target.place?.byte.map { .int($0) } ?? .null),
    ])
  }
}
