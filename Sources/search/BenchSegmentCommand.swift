import ArgumentParser
import SearchIndex

struct BenchSegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Measure both segmenters on a file, and compare their words.",
    discussion: """
      The text, or those of a .jsonl file, is folded once; then ICU's iterator and the fast \
      segmenter take turns. Speed is in bytes of the source's UTF-8, by the median of the rounds. \
      The exit code is 2 if a single border differs.
      """)

  @Argument(help: ArgumentHelp("A text file, or JSON Lines.", valueName: "FILE"))
  var path: String

  @Option(help: ArgumentHelp("How often each is measured.", valueName: "N"))
  var rounds = 3

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be 1 or more") }
  }

  func run() throws {
    let trial = try SegmentationTrial(path: path)
    guard trial.bytes > 0 else {
      Terminal.error("\(path) has no text")
      throw ExitCode.error
    }
    var times: [Segmenter: [Double]] = [:]
    var segments = 0
    for _ in 0..<rounds {
      for segmenter in Segmenter.allCases {
        let result = trial.run(segmenter)
        times[segmenter, default: []].append(result.seconds)
        segments = result.segments
      }
    }
    func rate(_ segmenter: Segmenter) -> Double {
      let sorted = (times[segmenter] ?? []).sorted()
      return Double(trial.bytes) / 1e6 / sorted[sorted.count / 2]
    }
    let (icu, fast) = (rate(.icu), rate(.fast))
    let differences = trial.differences()
    if json {
      Output.line(
        JSON.object([
          ("bytes", .int(trial.bytes)),
          ("segments", .int(segments)),
          ("icuMegabytesPerSecond", .number(icu, places: 2)),
          ("fastMegabytesPerSecond", .number(fast, places: 2)),
          ("ratio", .number(fast / icu, places: 2)),
          ("differences", .int(differences.count)),
        ]).text)
    } else {
      Output.line("text         \(Format.bytes(trial.bytes)), \(Format.count(segments)) segments")
      Output.line("icu          \(Format.decimal(icu, 1)) MB/s")
      Output.line(
        "fast         \(Format.decimal(fast, 1)) MB/s, \(Format.decimal(fast / icu, 2)) times")
      Output.line("differences  \(Format.count(differences.count))")
      for difference in differences.first {
        Output.line("  icu   \(difference.icu)")
        Output.line("  fast  \(difference.fast)")
      }
    }
    if differences.count > 0 { throw ExitCode.error }
  }
}
