import ArgumentParser
import SearchIndex

/// Where numbers are the same however they are written: an option of commands that take a query.
struct NumberFoldingOption: ParsableArguments {
  enum Fold: String, CaseIterable, ExpressibleByArgument {
    case numbers
    case text
    case none
  }

  @Option(
    name: .customLong("fold"),
    help: ArgumentHelp(
      "Where 2021年3月26日 and 二〇二一年三月二十六日 are the same: numbers (everywhere), text (not in "
        + "quoted strings) or none.",
      valueName: "WHERE"))
  var fold = Fold.text

  var numbers: Query.NumberFolding {
    switch fold {
    case .numbers: .all
    case .text: .text
    case .none: .none
    }
  }
}
