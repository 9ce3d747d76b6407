import ArgumentParser
import SearchIndex

struct BenchIndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Measure indexing: speed, memory, size, and where the time goes.",
    discussion: """
      Indexes the files into a folder beside the index that would be used, \
      .search-index.bench, and removes it. Speed is in bytes of the files, from the first byte read \
      to a durable index, by the median of the rounds.
      """)

  @OptionGroup var location: IndexLocation
  @OptionGroup var resources: IndexingResources

  @Option(help: ArgumentHelp("How often it is measured.", valueName: "N"))
  var rounds = 1

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "PATH"))
  var paths: [String]

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be 1 or more") }
  }

  /// What one round has left.
  private struct Result {
    var documents = 0
    var bytes = 0
    var statistics: IndexStatistics?
    var times = StageTimes()
  }

  func run() throws {
    Terminal.returnFreedMemory()
    let path = location.writable + ".bench"
    var seconds = Rounds()
    var processorSeconds = Rounds()
    var result = Result()
    for _ in 0..<rounds {
      try IndexWriter.remove(path: path)
      let started = Terminal.now
      let startedProcessor = Terminal.processorSeconds
      do { result = try measure(path) } catch {
        try IndexWriter.remove(path: path)
        throw error
      }
      seconds.append(Terminal.now - started)
      processorSeconds.append(Terminal.processorSeconds - startedProcessor)
      result.statistics = try IndexStatistics(path: path)
    }
    try IndexWriter.remove(path: path)
    report(result, seconds, processorSeconds)
  }

  private func measure(_ path: String) throws -> Result {
    let writer = try IndexWriter(path: path, options: resources.options)
    let ingester = try Ingester(writer: writer, root: IndexLocation.root(of: path))
    for source in paths { try ingester.add(path: source) }
    try writer.commit()
    try writer.finishMerges()
    let progress = ingester.progress
    guard progress.documents > 0 else {
      progress.problems.report()
      Terminal.error("nothing could be indexed")
      throw ExitCode.error
    }
    return Result(
      documents: progress.documents, bytes: progress.bytes, statistics: nil,
      times: writer.stageTimes)
  }

  private func report(_ result: Result, _ seconds: Rounds, _ processorSeconds: Rounds) {
    guard let statistics = result.statistics else { return }
    let rate = Double(result.bytes) / 1e6 / seconds.median
    let times = result.times
    let known = times.analysis + times.texts + times.flushing + times.merging
    let stages = [
      ("analysis", times.analysis), ("texts", times.texts), ("flushing", times.flushing),
      ("merging", times.merging), ("rest", max(0, processorSeconds.median - known)),
    ]
    let sum = stages.reduce(0) { $0 + $1.1 }
    if json {
      Output.line(
        JSON.object([
          ("documents", .int(result.documents)),
          ("bytes", .int(result.bytes)),
          ("seconds", .number(seconds.median, places: 3)),
          ("secondsLeast", .number(seconds.least, places: 3)),
          ("secondsMost", .number(seconds.most, places: 3)),
          ("megabytesPerSecond", .number(rate, places: 2)),
          ("cpuSeconds", .number(processorSeconds.median, places: 3)),
          ("peakMemoryBytes", .int(Terminal.peakMemory)),
          ("indexBytes", .int(statistics.bytes)),
          ("textBytes", .int(statistics.textBytes)),
          ("segments", .int(statistics.segments.count)),
          ("fileBytes", .object(statistics.fileBytes.map { ($0.kind, .int($0.bytes)) })),
          ("stageShares", .object(stages.map { ($0.0, .number($0.1 / sum, places: 3)) })),
        ]).text)
      return
    }
    Output.line(
      "input     \(Format.count(result.documents, "document")), \(Format.bytes(result.bytes))")
    Output.line(
      "speed     \(Format.decimal(rate, 1)) MB/s: \(Format.decimal(seconds.median, 2)) s "
        + "(\(Format.decimal(seconds.least, 2)) to \(Format.decimal(seconds.most, 2))), "
        + "\(Format.decimal(processorSeconds.median, 2)) s of processors")
    Output.line("memory    \(Format.bytes(Terminal.peakMemory)) at most")
    let text = Double(max(1, statistics.textBytes))
    Output.line(
      "index     \(Format.bytes(statistics.bytes)) in "
        + "\(Format.count(statistics.segments.count, "segment")), "
        + "\(Format.decimal(Double(statistics.bytes) / text, 3)) of the text")
    for (kind, bytes) in statistics.fileBytes {
      let name = kind + String(repeating: " ", count: max(1, 16 - kind.count))
      Output.line("  \(name)\(Format.decimal(Double(bytes) / text, 3))  \(Format.bytes(bytes))")
    }
    Output.line("stages, of the time of all threads")
    for (name, seconds) in stages {
      let label = name + String(repeating: " ", count: max(1, 16 - name.count))
      Output.line("  \(label)\(Format.decimal(seconds / sum * 100, 1)) %")
    }
  }
}
