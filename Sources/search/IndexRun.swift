import ArgumentParser
import SearchIndex

/// One run over some paths: reads what has changed and commits.
struct IndexRun {
  let index: String
  var options: IndexWriter.Options
  var paths: [String]
  /// What was named, if the paths are parts of it.
  var named: [String]?
  var isForced = false
  var isSynced = false
  var isStrict = false
  var reading = ReadingOptions()
  var selection = SourceSelection()

  /// What a run has done.
  struct Outcome {
    var index: String
    var progress: Ingester.Progress
    var seconds: Double
    var documentCount = 0
    var indexBytes = 0
    var segments = 0
    /// Why nothing was changed, if that is an error.
    var failure: String?
  }

  func run() throws -> Outcome {
    let started = Terminal.now
    try check()
    let writer = try IndexWriter(path: index, options: options)
    let line = ProgressBox()
    var sources = Ingester.Options()
    sources.readsAll = isForced
    sources.reading = reading
    sources.selection = selection
    let ingester = try Ingester(
      writer: writer, root: IndexLocation.root(of: index), options: sources
    ) { progress in
      line.value.show(IndexRun.text(progress, Terminal.now - started))
    }
    // The files are counted for people who wait only.
    if Terminal.errorIsTerminal { try ingester.estimate(paths: paths) }
    for path in paths { try ingester.add(path: path, of: base(of: path)) }
    if isSynced { try ingester.removeGone() }
    var outcome = Outcome(index: index, progress: ingester.progress, seconds: 0)
    outcome.failure = failure(ingester.progress)
    if outcome.failure == nil {
      line.value.show("writing the index")
      try writer.commit()
      try writer.finishMerges()
      outcome.documentCount = try writer.documentCount()
      outcome.indexBytes = try IndexStatistics(path: index).bytes
    }
    line.value.clear()
    outcome.segments = writer.segmentCount
    outcome.seconds = Terminal.now - started
    return outcome
  }

  /// Refuses what cannot be done before anything is.
  func check() throws {
    if isSynced { try requirePaths() }
  }

  /// What was named, of which a path is a part.
  private func base(of path: String) -> String? {
    let real = Terminal.realPath(path)
    return named?.first {
      let base = Terminal.realPath($0)
      return real == base || Path.relative(real, to: base) != nil
    }
  }

  /// A path that does not exist may be a disk that is not there: no reason to delete its documents.
  private func requirePaths() throws {
    for path in paths where path != "-" && !Terminal.exists(path) {
      Terminal.error("\(path) does not exist: nothing was changed, because of --sync")
      throw ExitCode.error
    }
  }

  private func failure(_ progress: Ingester.Progress) -> String? {
    let hasSomething =
      progress.documents > 0 || progress.unchangedFiles > 0 || progress.goneFiles > 0
      || progress.deletedDocuments > 0 || progress.changedFiles > 0 && progress.problems.isEmpty
    if hasSomething {
      let isRefused = isStrict && !progress.problems.isEmpty
      return isRefused ? "nothing was changed, because of --strict" : nil
    }
    return progress.problems.isEmpty
      ? "there are no \(SourceSelection.types.map { "." + $0 }.joined(separator: ", ")) files "
        + "\(selection == SourceSelection() ? "" : "that are chosen ")in "
        + paths.joined(separator: ", ")
      : "nothing could be indexed"
  }

  private static func text(_ progress: Ingester.Progress, _ seconds: Double) -> String {
    let rate = Double(progress.bytes) / 1e6 / max(seconds, 0.001)
    let files = Format.count(progress.finishedFiles)
    let expected = progress.expectedFiles.map { " of \(Format.count($0))" } ?? ""
    return "\(Format.count(progress.documents)) documents, \(files)\(expected) files, "
      + "\(Format.bytes(progress.bytes)), \(Format.decimal(rate, 1)) MB/s"
      + timeLeft(progress, seconds)
  }

  /// How long the rest of what was expected takes at the speed so far.
  private static func timeLeft(_ progress: Ingester.Progress, _ seconds: Double) -> String {
    guard let expected = progress.expectedBytes, progress.finishedBytes > 0, seconds > 0.5 else {
      return ""
    }
    let left = Double(max(0, expected - progress.finishedBytes))
    return ", \(Format.duration(left * seconds / Double(progress.finishedBytes))) left"
  }
}

extension IndexRun.Outcome {
  var json: JSON {
    .object(
      [
        ("documents", .int(failure == nil ? progress.documents : 0)),
        ("deletedDocuments", .int(failure == nil ? progress.deletedDocuments : 0)),
        (
          "files",
          .object([
            ("new", .int(progress.newFiles)),
            ("changed", .int(progress.changedFiles)),
            ("unchanged", .int(progress.unchangedFiles)),
            ("gone", .int(progress.goneFiles)),
          ])
        ),
        ("bytes", .int(progress.bytes)),
        ("seconds", .number(seconds, places: 3)),
        ("megabytesPerSecond", .number(Double(progress.bytes) / 1e6 / seconds, places: 2)),
        ("cpuSeconds", .number(Terminal.processorSeconds, places: 3)),
        ("peakMemoryBytes", .int(Terminal.peakMemory)),
        ("indexBytes", .int(indexBytes)),
        ("segments", .int(segments)),
      ] + IndexSummary(progress: progress).json + [
        ("errors", .array(progress.problems.map(\.json)))
      ])
  }

  /// Prints what was done, and on standard error what was not.
  func print() {
    progress.problems.report()
    guard failure == nil else { return }
    Output.line(
      "\(Format.count(progress.documents, "document")) from "
        + "\(Format.count(progress.files - progress.unchangedFiles, "file")), "
        + "\(Format.bytes(progress.bytes)) in \(Format.decimal(seconds, 2)) s "
        + "(\(Format.decimal(Double(progress.bytes) / 1e6 / seconds, 1)) MB/s); \(changes)"
        + "the index \(index) has \(Format.count(documentCount, "document")), "
        + Format.bytes(indexBytes))
    for line in IndexSummary(progress: progress).lines { Output.line("  " + line) }
  }

  /// What became of files that the index had; nothing if it had none.
  private var changes: String {
    let parts = [
      (progress.changedFiles, "changed"), (progress.unchangedFiles, "unchanged"),
      (progress.goneFiles, "gone"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\(Format.count($0.0)) \($0.1)" }
    return told.isEmpty ? "" : "files: \(told.joined(separator: ", ")); "
  }
}

extension IngestionProblem {
  var json: JSON {
    .object([
      ("path", .string(path)),
      ("line", line.map { .int($0) } ?? .null),
      ("kind", .string(kind.rawValue)),
      ("reason", .string(reason)),
    ])
  }
}

extension [IngestionProblem] {
  /// Prints them on standard error.
  func report() {
    for problem in self {
      let place = problem.line.map { "\(problem.path):\($0)" } ?? problem.path
      Terminal.error("\(place): \(problem.reason)\(problem.isSkipped ? " (skipped)" : "")")
    }
  }
}

/// Lets a closure that outlives a call change the progress line.
private final class ProgressBox {
  var value = ProgressLine()
}
