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

  @Option(
    help: ArgumentHelp(
      "utf-8, or mixed: with --plain, issues in UTF-8 and UTF-16 with and without marks, GB18030 and Big5.",
      valueName: "WHICH"))
  var encodings = Encodings.utf8

  @Option(
    help: ArgumentHelp(
      "Name files by days from this one on, as 2008-01-01.txt.", valueName: "YYYY-MM-DD"))
  var firstDay: String?

  enum Encodings: String, ExpressibleByArgument, CaseIterable {
    case utf8 = "utf-8"
    case mixed
  }

  @Argument(help: ArgumentHelp("The folder, which must exist.", valueName: "FOLDER"))
  var folder: String

  func run() throws {
    var writer = try ArticleWriter(seed: 7)
    let encoder = encodings == .mixed ? try IssueEncoder() : nil
    for number in Int(seed)..<(Int(seed) + count) {
      var setter = IssueSetter(number)
      while setter.wantsMore { setter.add(writer.plain(setter.nextArticle)) }
      let text = plain ? setter.text : setter.marked
      let name = try firstDay.map { try day(number - Int(seed), after: $0) } ?? "issue-\(number)"
      let path = "\(folder)/\(name).\(plain ? "txt" : "marked")"
      let bytes = try encoder?.encode(text, number) ?? Array(text.utf8)
      guard let file = fopen(path, "w") else {
        throw GeneratorError(message: "\(path): \(String(cString: strerror(errno)))")
      }
      let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
      guard fclose(file) == 0, isWritten else {
        throw GeneratorError(message: "\(path): \(String(cString: strerror(errno)))")
      }
    }
  }

  func validate() throws {
    if encodings == .mixed, !plain { throw ValidationError("--encodings mixed needs --plain") }
  }

  /// The day so many days after another.
  private func day(_ days: Int, after first: String) throws -> String {
    let parts = first.split(separator: "-").compactMap { Int32($0) }
    guard parts.count == 3 else {
      throw GeneratorError(message: "\(first) is no day like 2008-01-01")
    }
    var date = tm()
    date.tm_year = parts[0] - 1900
    date.tm_mon = parts[1] - 1
    date.tm_mday = parts[2] + Int32(days)
    _ = timegm(&date)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date.tm_year + 1900)-\(two(date.tm_mon + 1))-\(two(date.tm_mday))"
  }
}
