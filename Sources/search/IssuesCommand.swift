import ArgumentParser
import SearchIndex

struct IssuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issues",
    abstract: "List the issues of the index.",
    discussion: """
      Prints date, number, articles, name of the paper and file of each issue, the oldest first and \
      those without a date last. An issue is what one file holds of one date: a text file, or a day of \
      a file of JSON Lines. The date is that by which date:, --from, --to and --sort find its articles.

      The exit code is 0 if there are any, 1 if not, 2 after an error.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var dates: DateOptions

  @Option(
    name: .customLong("path"),
    help: ArgumentHelp(
      "Only files like this, or, without a *, with this in their path.", valueName: "GLOB"))
  var path: String?

  @Flag(help: "Print the issues as JSON.")
  var json = false

  func run() throws {
    let started = Terminal.now
    let index = location.existing
    let issues = try Searcher(path: index).issues(path: path, within: dates.range())
    let root = IndexLocation.root(of: index)
    if json {
      Output.line(
        JSON.object([
          ("total", .int(issues.count)),
          ("articles", .int(issues.reduce(0) { $0 + $1.articles })),
          ("tookMilliseconds", .number((Terminal.now - started) * 1000, places: 3)),
          ("issues", .array(issues.map { json($0, root) })),
        ]).text)
    } else if issues.isEmpty {
      Terminal.error("there are no such issues")
    } else {
      show(issues, root)
    }
    if issues.isEmpty { throw ExitCode.nothingFound }
  }

  private func show(_ issues: [Issue], _ root: String) {
    var table = Table([.left, .right, .right, .left, .left])
    table.add(["date", "number", "articles", "paper", "file"])
    for issue in issues {
      table.add([
        issue.date.isEmpty ? "-" : issue.date, issue.number.map { "\($0)" } ?? "-",
        Format.count(issue.articles), issue.paper ?? "-",
        IndexLocation.display(issue.path, root: root),
      ])
    }
    for row in 0...issues.count {
      var line = Substring(table.line(row))
      while line.last == " " { line.removeLast() }
      Output.line(row == 0 ? Style.dim(line) : String(line))
    }
    let articles = issues.reduce(0) { $0 + $1.articles }
    Output.line(
      Style.dim(
        "\(Format.count(issues.count, "issue")), \(Format.count(articles, "article"))"))
  }

  private func json(_ issue: Issue, _ root: String) -> JSON {
    .object([
      ("path", HitOutput.orNull(IndexLocation.display(issue.path, root: root))),
      ("date", HitOutput.orNull(issue.date)),
      ("number", issue.number.map { .int($0) } ?? .null),
      ("paper", issue.paper.map { .string($0) } ?? .null),
      ("articles", .int(issue.articles)),
      ("documents", .int(issue.documents)),
    ])
  }
}
