import ArgumentParser
import SearchIndex

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte and every structure of the index.",
    discussion: """
      With --literals N, also cuts N random strings from the texts, scans all texts for each, and \
      compares: a quoted query must find exactly the documents that the scan finds.

      The exit code is 0 if the index is sound, 2 if not.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Try this many random quoted strings against a scan.", valueName: "N"))
  var literals = 0

  @Option(
    help: ArgumentHelp("Draws the strings: the same seed, the same strings.", valueName: "SEED"))
  var seed: UInt64 = 1

  func validate() throws {
    // All are in memory at a time.
    guard (0...1_000_000).contains(literals) else {
      throw ValidationError("--literals must be 0 to 1000000")
    }
  }

  func run() throws {
    let path = location.existing
    let report = try IndexVerifier(path: path).verify()
    var check = LiteralCheck.Report()
    if literals > 0, report.problems.isEmpty {
      var checker = LiteralCheck(try Searcher(path: path), seed: seed)
      check = try checker.run(strings: literals)
    }
    if json {
      Output.line(
        JSON.object([
          ("sound", .bool(report.problems.isEmpty && check.differences.isEmpty)),
          ("files", .int(report.files)),
          ("bytes", .int(report.bytes)),
          ("documents", .int(report.documents)),
          ("terms", .int(report.terms)),
          ("postings", .int(report.postings)),
          ("problems", .array(report.problems.map { .string($0.description) })),
          ("literals", .int(check.strings)),
          ("literalDocuments", .int(check.documents)),
          ("literalDifferences", .array(check.differences.map { .string($0.string) })),
        ]).text)
    } else {
      for problem in report.problems { Terminal.error(problem.description) }
      for difference in check.differences {
        Terminal.error(
          "the literal \(difference.string) misses \(difference.missed.count) documents "
            + "and finds \(difference.wrong.count) that do not hold it: "
            + (difference.missed + difference.wrong).prefix(3).joined(separator: ", "))
      }
      if report.problems.isEmpty {
        Output.line(
          "the index \(path) is sound: \(Format.count(report.files)) files, "
            + "\(Format.bytes(report.bytes)), \(Format.count(report.documents)) documents, "
            + "\(Format.count(report.terms)) terms, \(Format.count(report.postings)) postings")
      }
    }
    if !json, check.strings > 0 {
      Output.line(
        "\(Format.count(check.strings)) random strings, found in \(Format.count(check.documents)) "
          + "documents by a scan: \(Format.count(check.differences.count)) differences")
    }
    if !report.problems.isEmpty || !check.differences.isEmpty { throw ExitCode.error }
  }
}
