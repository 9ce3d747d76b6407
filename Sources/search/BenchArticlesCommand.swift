import ArgumentParser
import SearchIndex

struct BenchArticlesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "Measure how well issues are split and cut lines repaired.",
    discussion: """
      Reads .marked files, issues with a mark before each line, and compares them with what is made \
      of the lines alone. A boundary is the line that an article begins with. A repair is a line that \
      continues another; breaks behind the end of a sentence do not count. Furniture are the lines of \
      no article.
      """)

  @Argument(help: ArgumentHelp("Folders with .marked files, or files.", valueName: "PATH"))
  var paths: [String]

  @Flag(help: "Tell every line that differs.")
  var differences = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      """
      Tell what each paragraph (boundaries), or every two lines (joins), are judged by, as JSON \
      Lines, for Benchmarks/weights.
      """, valueName: "KIND"))
  var signs: SignKind?

  enum SignKind: String, ExpressibleByArgument, CaseIterable {
    case boundaries, joins
  }

  func run() throws {
    if let signs { return try printSigns(signs) }
    var results: [JSON] = []
    for path in paths {
      let score = try LayoutTrial(path: path).run { name, score in
        guard differences else { return }
        for (line, what) in score.differences { Output.line("\(name):\(line): \(what)") }
      }
      if json {
        results.append(
          .object([
            ("path", .string(path)), ("issues", .int(score.issues)),
            ("boundaries", object(score.boundaries)), ("repairs", object(score.repairs)),
            ("furniture", object(score.furniture)),
          ]))
        continue
      }
      Output.line("\(path): \(Format.count(score.issues, "issue"))")
      Output.line("  boundaries  \(line(score.boundaries))")
      Output.line("  repairs     \(line(score.repairs))")
      Output.line("  furniture   \(line(score.furniture))")
    }
    if json { Output.line(JSON.array(results).text) }
  }

  private func printSigns(_ kind: SignKind) throws {
    for path in paths {
      for file in try LayoutTrial(path: path).files {
        func tell(_ line: Int, _ signs: [String], _ answers: (String, JSON)...) {
          Output.line(
            JSON.object(
              [("file", .string(file.name)), ("line", .int(line))] + answers
                + [("signs", .array(signs.map { .string($0) }))]
            ).text)
        }
        let missed =
          switch kind {
          case .boundaries:
            BoundaryExamples.read(file.text) { line, part, begins, signs in
              tell(line, signs, ("part", .string(part)), ("answer", .bool(begins)))
            }
          case .joins:
            JoinExamples.read(file.text) { line, continues, isCounted, signs in
              tell(line, signs, ("answer", .bool(continues)), ("counts", .bool(isCounted)))
            }
          }
        guard let missed else {
          throw IndexError.unacceptable(
            document: file.name, reason: "a line of it has no known mark")
        }
        Output.line(
          JSON.object([("file", .string(file.name)), ("missed", .int(missed))]).text)
      }
    }
  }

  private func line(_ counts: LayoutScore.Counts) -> String {
    "precision \(Format.decimal(counts.precision, 4))  recall \(Format.decimal(counts.recall, 4))  "
      + "F1 \(Format.decimal(counts.f1, 4))  (\(Format.count(counts.right)) right of "
      + "\(Format.count(counts.found)) found and \(Format.count(counts.expected)) expected)"
  }

  private func object(_ counts: LayoutScore.Counts) -> JSON {
    .object([
      ("found", .int(counts.found)), ("expected", .int(counts.expected)),
      ("right", .int(counts.right)), ("precision", .number(counts.precision, places: 4)),
      ("recall", .number(counts.recall, places: 4)), ("f1", .number(counts.f1, places: 4)),
    ])
  }
}
