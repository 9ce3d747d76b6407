internal import ArgumentParser

@main
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Invent newspapers.",
    subcommands: [GenerateArticles.self, GenerateIssues.self],
    defaultSubcommand: GenerateArticles.self)
}

struct GenerateArticles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "Write an invented Chinese newspaper archive of any size to standard output.",
    discussion: """
      Each line is a JSON object with id, title, text and date. The words come from the dictionary \
      of the ICU that is installed; sentences have the shape of news and mean nothing. A seed gives \
      the same bytes on every machine with the same dictionary. Other seeds give other articles in \
      the same language, with other ids.
      """)

  @Option(help: ArgumentHelp("Megabytes, to the end of a line.", valueName: "N"))
  var megabytes: Double

  @Option(help: ArgumentHelp("Which archive.", valueName: "N"))
  var seed: UInt32 = 1

  func validate() throws {
    guard megabytes > 0, megabytes < 1e9 else {
      throw ValidationError("--megabytes must be more than 0")
    }
  }

  func run() throws {
    let size = Int(megabytes * 1e6)
    var writer = try ArticleWriter(seed: UInt64(seed))
    var number = 0
    while writer.output.count < size {
      try writer.write(number)
      number += 1
    }
    try writer.output.flush()
  }
}
