import ArgumentParser
import SearchIndex

/// How text files are read: options of every command that reads them.
struct ReadingOption: ParsableArguments {
  @OptionGroup var split: SplitOption

  @Option(
    help: ArgumentHelp(
      "The encoding of text files without a byte order mark: "
        + SourceEncoding.allCases.map { $0.rawValue.lowercased() }.joined(separator: ", ")
        + ", gbk.",
      discussion: "Default: found for each file. A file that is not in it is skipped.",
      valueName: "NAME"))
  var encoding: EncodingName?

  var options: ReadingOptions {
    var options = ReadingOptions()
    options.splitsIssues = split.splitting == .articles
    options.encoding = encoding?.encoding
    return options
  }
}

/// The values of --encoding.
struct EncodingName: ExpressibleByArgument {
  var encoding: SourceEncoding

  init?(argument: String) {
    guard let encoding = SourceEncoding(name: argument) else { return nil }
    self.encoding = encoding
  }
}

/// Which files of folders are read.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read only files like this, by their path below PATH; may be repeated.",
      discussion:
        "* and ? stand within names, ** for folders; a name alone counts in every folder.",
      valueName: "GLOB"))
  var include: [String] = []

  @Option(
    help: ArgumentHelp("Read no files like this; may be repeated.", valueName: "GLOB"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read only files of these types: \(SourceSelection.types.joined(separator: ", ")).",
      valueName: "TYPE,…"))
  var type: [String] = []

  private var types: [String] { type.flatMap { $0.split(separator: ",").map(String.init) } }

  func validate() throws {
    for name in types where !SourceSelection.isType(name) {
      throw ValidationError(
        "--type \(name) is unknown; there are \(SourceSelection.types.joined(separator: ", "))")
    }
  }

  var selection: SourceSelection {
    SourceSelection(includes: include, excludes: exclude, types: types)
  }
}
