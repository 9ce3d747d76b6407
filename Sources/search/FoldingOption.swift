import ArgumentParser
import SearchIndex

/// Which characters are taken for one another.
struct FoldingOption: ParsableArguments {
  enum Name: String, CaseIterable, ExpressibleByArgument {
    case hans
    case none
  }

  @Option(
    name: .customLong("fold"),
    help: ArgumentHelp(
      "Which characters are the same: hans, traditional and simplified ones, or none.",
      discussion: "Fixed when an index is made. Default: hans.", valueName: "FORMS"))
  private var name: Name?

  var folding: Folding? { name.flatMap { Folding(rawValue: $0.rawValue) } }
}
