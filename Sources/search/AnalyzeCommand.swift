import ArgumentParser
import SearchIndex

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show how a text is cut.",
    discussion: """
      Prints the folded text, ICU's words, and the units with their positions; a unit is what \
      literals are made of. No index is needed.
      """)

  @OptionGroup var folding: FoldingOption

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("The text.", valueName: "TEXT"))
  var words: [String]

  func run() throws {
    let analysis = try TextAnalysis(
      words.joined(separator: " "), folding: folding.folding ?? .hans)
    if json {
      func tokens(_ tokens: [TextAnalysis.Token]) -> JSON {
        .array(
          tokens.map { token in
            .object(
              [("text", .string(token.text))]
                + (token.position.map { [("position", .int($0))] } ?? [])
                + [("start", .int(token.start)), ("length", .int(token.length))])
          })
      }
      Output.line(
        JSON.object([
          ("text", .string(analysis.text)),
          ("folded", .string(analysis.folded)),
          ("words", tokens(analysis.words)),
          ("units", tokens(analysis.units)),
          ("grams", tokens(analysis.grams)),
        ]).text)
      return
    }
    Output.line("folded  \(analysis.folded)")
    Output.line("words   \(analysis.words.map(\.text).joined(separator: " | "))")
    let units = analysis.units.map { "\($0.text)@\($0.position ?? 0)" }
    Output.line("units   \(units.joined(separator: " "))")
    let grams = analysis.grams.map { "\($0.text)@\($0.position ?? 0)" }
    Output.line("grams   \(grams.joined(separator: " "))")
  }
}
