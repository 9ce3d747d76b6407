import ArgumentParser
import SearchIndex

/// Whether a text of several articles is one document or several.
enum Splitting: String, ExpressibleByArgument, CaseIterable {
  case none, articles
}

struct SplitOption: ParsableArguments {
  @Option(
    name: .customLong("split"),
    help: ArgumentHelp(
      "Make a document of each article of a text file, or one of the file: articles or none.",
      discussion: "Default: articles. Files that were read otherwise are read again.",
      valueName: "WHAT"))
  var splitting = Splitting.articles
}
