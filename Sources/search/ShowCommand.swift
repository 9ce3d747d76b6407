import ArgumentParser
import SearchIndex

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show how a text file is understood, or print a document of the index.",
    discussion: """
      For a text file: its articles, their lines, and how many breaks within sentences are repaired. \
      With --lines every line follows, with its number, its article, what it is taken for, and a + \
      where it continues another line. PATH#3 prints the third article as it would be indexed. Of JSON \
      Lines and tables each document is listed with its line; with --json each is printed as JSON on a \
      line by itself. No index is needed.

      What is no file is the id of a document, which is printed as it is in the index; with --lines \
      each line begins with its number in the source.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var reading: ReadingOption

  @OptionGroup var table: ColumnsOption

  @Flag(help: "Print lines with their numbers.")
  var lines = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("A text file, or the id of a document.", valueName: "PATH|ID"))
  var name: String

  func run() throws {
    if ShowCommand.isFile(name) {
      let file = DocumentName(file: name)
      if let listing = DocumentListing(
        path: name, storedPath: storedPath(of: file), options: table.applied(to: reading.options))
      {
        return try show(listing)
      }
      let text = try text(of: file)
      if json { Output.line(self.json(of: text).text) } else { show(text) }
      return
    }
    let name = DocumentName(name)
    // Lines and rows have numbers that are none of articles, and are looked for in the index only.
    let article = DocumentListing.takes(fileNamed: name.path) ? nil : name.number
    if let number = article, ShowCommand.isFile(name.path) {
      let text = try text(of: name)
      guard let document = text.documents.first(where: { $0.number == number }) else {
        throw noArticle(number, of: name.path, text.layout.articleCount)
      }
      return show(document.document(path: text.path, of: text.layout))
    }
    let index = location.existing
    let root = IndexLocation.root(of: index)
    let searcher = try Searcher(path: index)
    if let document = try name.document(in: searcher, root: root) { return show(document) }
    if let number = article, let count = try name.articleCount(in: searcher, root: root) {
      throw noArticle(number, of: name.path, count)
    }
    Terminal.error("there is no file and no document \(name.name)")
    throw ExitCode.nothingFound
  }

  private func noArticle(_ number: Int, of path: String, _ count: Int) -> ExitCode {
    Terminal.error(
      "\(path) has no article \(number): it has \(Format.count(count, "article"))"
        + (count > 1 ? ", #1 to #\(count)" : ""))
    return .nothingFound
  }

  /// A file as the index would have it, where there is one: its path there may tell the date.
  private func text(of name: DocumentName) throws -> IssueText {
    try IssueText(path: name.path, storedPath: storedPath(of: name), options: reading.options)
  }

  private func storedPath(of name: DocumentName) -> String? {
    let index = location.existing
    return Terminal.exists(index) ? name.storedPath(root: IndexLocation.root(of: index)) : nil
  }

  /// True for a file in an archive too, of which is not known whether it is there: so not with the number of
  /// an article behind it.
  private static func isFile(_ name: String) -> Bool {
    Terminal.exists(name) || ArchivePath(name) != nil && DocumentName(name).number == nil
  }

  // MARK: A file

  private func show(_ listing: DocumentListing) throws {
    var listing = listing
    try listing.forEach { document, line in
      if json { return Output.line(self.json(of: document, line: line).text) }
      let title = document.title.isEmpty ? String(document.text.prefix(40)) : document.title
      Output.line(
        "\(pad(line.map { "\($0)" } ?? "", 6))  \(Style.bold(title))  "
          + Style.dim(
            [document.id, document.date].filter { !$0.isEmpty }.joined(separator: " ")))
    }
    if !json {
      Output.line(
        "\(name): \(Format.count(listing.count, "document"))")
    }
    Output.flush()
    listing.problems.report()
    // As when they are indexed.
    if !listing.problems.isEmpty { throw ExitCode.error }
    if listing.count == 0 { throw ExitCode.nothingFound }
  }

  private func json(of document: Document, line: Int?) -> JSON {
    .object([
      ("line", line.map { .int($0) } ?? .null), ("id", .string(document.id)),
      ("title", .string(document.title)), ("text", .string(document.text)),
      ("date", .string(document.date)),
    ])
  }

  private func show(_ text: IssueText) {
    let layout = text.layout
    Output.line(
      "\(text.path): \(Format.bytes(text.bytes.count)), "
        + "\(Format.count(layout.lines.count, "line")), "
        + "\(Format.count(layout.articleCount, "article")), "
        + Format.count(layout.repairCount, "repaired break")
        + (text.encoding.map { ", \($0)" } ?? "")
        + (text.paper.map { ", \($0)" } ?? "")
        + (text.date.map { ", \($0) by its \($0.source.rawValue)" } ?? ", no date")
        + (text.number.map { ", \($0)" } ?? ""))
    let ranges = text.lineRanges
    for document in text.documents {
      let title = String(decoding: document.title, as: UTF8.self)
      let number = document.number == 0 ? "-" : "\(document.number)"
      Output.line(
        "\(pad(number, 4))  \(Style.bold(title))  "
          + Style.dim("lines \(shortened(ranges[document.number]))"))
    }
    guard lines else { return }
    Output.line()
    let numbers = text.lineNumbers
    var page = 1
    for (index, line) in layout.lines.enumerated() {
      let content = text.string(line.content)
      let number = line.role == .blank ? "" : line.article == 0 ? "-" : "\(line.article)"
      let role = line.role == .blank ? "" : line.role.rawValue
      let mark = line.continued == nil ? " " : "+"
      let padding = String(repeating: " ", count: max(0, 10 - role.count))
      Output.line(
        "\(pad("\(numbers[index])", 5)) \(pad(number, 3)) \(role)\(padding) \(mark) \(content)")
      if text.endsPage(line) {
        page += 1
        Output.line(Style.dim("      page \(page)"))
      }
    }
  }

  /// The first of many parts: of a long file what belongs to no article stands everywhere.
  private func shortened(_ ranges: String) -> String {
    let parts = ranges.split(separator: ",")
    guard parts.count > 12 else { return ranges }
    return parts[..<10].joined(separator: ",") + ", and \(parts.count - 10) more"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func json(of text: IssueText) -> JSON {
    let layout = text.layout
    let numbers = text.lineNumbers
    return .object([
      ("path", .string(text.path)),
      ("bytes", .int(text.bytes.count)),
      ("encoding", text.encoding.map { .string($0) } ?? .null),
      ("date", text.date.map { .string($0.description) } ?? .null),
      ("dateSource", text.date.map { .string($0.source.rawValue) } ?? .null),
      ("number", text.number.map { .int($0.value) } ?? .null),
      ("paper", text.paper.map { .string($0) } ?? .null),
      ("articles", .int(layout.articleCount)),
      ("repairedBreaks", .int(layout.repairCount)),
      (
        "documents",
        .array(
          text.documents.map { document in
            let document = document.document(path: text.path, of: layout)
            return .object([
              ("id", .string(document.id)), ("title", .string(document.title)),
              ("text", .string(document.text)),
            ])
          })
      ),
      (
        "lines",
        .array(
          layout.lines.enumerated().map { index, line in
            .object([
              ("line", .int(numbers[index])), ("byte", .int(line.range.lowerBound)),
              ("article", .int(line.article)), ("role", .string(line.role.rawValue)),
              ("continues", line.continued.map { .int(numbers[$0]) } ?? .null),
            ])
          })
      ),
    ])
  }

  // MARK: A document

  private func show(_ document: Document) {
    if json {
      Output.line(
        JSON.object([
          ("id", .string(document.id)), ("title", .string(document.title)),
          ("text", .string(document.text)), ("path", .string(document.path)),
          ("date", .string(document.date)),
        ]).text)
      return
    }
    var places = OriginPlaces(document)
    print(document.title, at: 0, &places, Style.bold)
    var offset = document.title.utf8.count
    var text = document.text[...]
    while text.first?.isNewline == true { offset += text.removeFirst().utf8.count }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      print(
        String(line),
        at: document.title.utf8.count
          + document.text.utf8.distance(from: document.text.startIndex, to: line.startIndex),
        &places, nil)
    }
  }

  private func print(
    _ line: String, at offset: Int, _ places: inout OriginPlaces?, _ style: Style?
  ) {
    let text = style?(line) ?? line
    guard lines else { return Output.line(text) }
    let place = places?.place(ofByte: offset)
    let number = line.isEmpty ? "" : place.map { "\($0.line)" } ?? ""
    Output.line("\(pad(number, 6))  \(text)")
  }
}
