import ArgumentParser
import SearchIndex

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte and every structure of the index.",
    discussion: "The exit code is 0 if the index is sound, 2 if not.")

  @OptionGroup var location: IndexLocation

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let path = location.existing
    let report = try IndexVerifier(path: path).verify()
    if json {
      Output.line(
        JSON.object([
          ("sound", .bool(report.problems.isEmpty)),
          ("files", .int(report.files)),
          ("bytes", .int(report.bytes)),
          ("documents", .int(report.documents)),
          ("terms", .int(report.terms)),
          ("postings", .int(report.postings)),
          ("problems", .array(report.problems.map { .string($0.description) })),
        ]).text)
    } else {
      for problem in report.problems { Terminal.error(problem.description) }
      if report.problems.isEmpty {
        Output.line(
          "the index \(path) is sound: \(Format.count(report.files)) files, "
            + "\(Format.bytes(report.bytes)), \(Format.count(report.documents)) documents, "
            + "\(Format.count(report.terms)) terms, \(Format.count(report.postings)) postings")
      }
    }
    if !report.problems.isEmpty { throw ExitCode.error }
  }
}
