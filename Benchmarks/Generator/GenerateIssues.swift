internal import ArgumentParser
internal import Glibc

struct GenerateIssues: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issues",
    abstract: "Set invented articles as issues of a newspaper, with marks for each line.",
    discussion: """
      Writes one .marked file an issue, for search bench articles. Each has a style of its own: \
      columns and their width, indents, blank lines, headlines, bylines, boxes, captions, slogans. \
      Styles from 1000 on have widths and words that those below never have.
      """)

  @Option(help: ArgumentHelp("How many issues.", valueName: "N"))
  var count = 100

  @Option(help: ArgumentHelp("The style of the first issue; the others follow.", valueName: "N"))
  var seed: UInt32 = 1

  @Flag(help: "Write texts without marks, as .txt files.")
  var plain = false

  @Argument(help: ArgumentHelp("The folder, which must exist.", valueName: "FOLDER"))
  var folder: String

  func run() throws {
    var writer = try ArticleWriter(seed: 7)
    for number in Int(seed)..<(Int(seed) + count) {
      var setter = IssueSetter(number)
      while setter.wantsMore { setter.add(writer.plain(setter.nextArticle)) }
      let text = plain ? setter.text : setter.marked
      let path = "\(folder)/issue-\(number).\(plain ? "txt" : "marked")"
      guard let file = fopen(path, "w") else {
        throw GeneratorError(message: "\(path): \(String(cString: strerror(errno)))")
      }
      let isWritten = fputs(text, file) >= 0
      guard fclose(file) == 0, isWritten else {
        throw GeneratorError(message: "\(path): \(String(cString: strerror(errno)))")
      }
    }
  }
}
