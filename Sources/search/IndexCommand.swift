import ArgumentParser
import SearchIndex

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Add files to the index, or make one.",
    discussion: """
      Folders are searched for .txt and .jsonl files. A .txt file in UTF-8 is one document, titled \
      by its first line. A line of a .jsonl file is one document: {"id","title","text","date"}. A \
      document whose id (for .txt, its path) is in the index already is replaced.

      What cannot be read is reported and skipped. The exit code is 2 if nothing could be indexed, \
      or, with --strict, if there was any problem; then nothing is committed.
      """)

  @OptionGroup var location: IndexLocation

  @Flag(help: "Fail, and change nothing, if anything cannot be indexed as it is.")
  var strict = false

  @OptionGroup var folding: FoldingOption

  @OptionGroup var resources: IndexingResources

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(
    help: ArgumentHelp("Files and folders; - is JSON Lines on standard input.", valueName: "PATH"))
  var paths: [String]

  func run() throws {
    let started = Terminal.now
    Terminal.returnFreedMemory()
    let path = location.writable
    var options = resources.options
    options.folding = folding.folding
    let writer = try IndexWriter(path: path, options: options)
    let line = ProgressBox()
    let ingester = try Ingester(writer: writer, root: IndexLocation.root(of: path)) { progress in
      line.value.show(IndexCommand.progressText(progress, Terminal.now - started))
    }
    for path in paths { try ingester.add(path: path) }
    let progress = ingester.progress
    let fails =
      strict
      ? !progress.problems.isEmpty || progress.documents == 0
      : progress.documents == 0
    if !fails {
      line.value.show("writing the index")
      try writer.commit()
    }
    line.value.clear()

    let seconds = Terminal.now - started
    let indexBytes = fails ? 0 : try IndexStatistics(path: path).bytes
    if !json { report(progress.problems) }
    if json {
      Output.line(
        JSON.object([
          ("documents", .int(fails ? 0 : progress.documents)),
          ("bytes", .int(progress.bytes)),
          ("seconds", .number(seconds, places: 3)),
          ("megabytesPerSecond", .number(Double(progress.bytes) / 1e6 / seconds, places: 2)),
          ("cpuSeconds", .number(Terminal.processorSeconds, places: 3)),
          ("peakMemoryBytes", .int(Terminal.peakMemory)),
          ("indexBytes", .int(indexBytes)),
          ("segments", .int(writer.segmentCount)),
          ("errors", .array(progress.problems.map(IndexCommand.json))),
        ]).text)
    } else if !fails {
      let total = Format.count(try writer.documentCount(), "document")
      Output.line(
        "\(Format.count(progress.documents, "document")) from \(Format.count(progress.files, "file")), "
          + "\(Format.bytes(progress.bytes)) in \(Format.decimal(seconds, 2)) s "
          + "(\(Format.decimal(Double(progress.bytes) / 1e6 / seconds, 1)) MB/s); "
          + "the index \(path) has \(total), "
          + Format.bytes(indexBytes))
    }
    if fails {
      if progress.documents == 0, progress.problems.isEmpty {
        Terminal.error("there are no .txt or .jsonl files in \(paths.joined(separator: ", "))")
      } else if progress.documents == 0 {
        Terminal.error("nothing could be indexed")
      } else {
        Terminal.error("nothing was changed, because of --strict")
      }
      throw ExitCode.error
    }
  }

  private func report(_ problems: [IngestionProblem]) {
    for problem in problems {
      let place = problem.line.map { "\(problem.path):\($0)" } ?? problem.path
      Terminal.error("\(place): \(problem.reason)\(problem.isSkipped ? " (skipped)" : "")")
    }
  }

  private static func json(_ problem: IngestionProblem) -> JSON {
    .object([
      ("path", .string(problem.path)),
      ("line", problem.line.map { .int($0) } ?? .null),
      ("reason", .string(problem.reason)),
    ])
  }

  private static func progressText(_ progress: Ingester.Progress, _ seconds: Double) -> String {
    let rate = Double(progress.bytes) / 1e6 / max(seconds, 0.001)
    return "\(Format.count(progress.documents)) documents, \(Format.count(progress.files)) files, "
      + "\(Format.bytes(progress.bytes)), \(Format.decimal(rate, 1)) MB/s"
  }
}

/// Lets a closure that outlives a call change the progress line.
private final class ProgressBox {
  var value = ProgressLine()
}
