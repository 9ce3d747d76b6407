import ArgumentParser
import SearchIndex

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Show what the index holds and what it takes.")

  @OptionGroup var location: IndexLocation

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    let path = location.existing
    let statistics = try IndexStatistics(path: path)
    if json {
      printJSON(path, statistics)
    } else {
      printText(path, statistics)
    }
  }

  private func printText(_ path: String, _ statistics: IndexStatistics) {
    let text = max(statistics.textBytes, 1)
    func row(_ name: String, _ value: String) {
      Output.line(name + String(repeating: " ", count: max(1, 18 - name.count)) + value)
    }
    func share(_ bytes: Int) -> String {
      "\(Format.bytes(bytes)), \(Format.decimal(Double(bytes) / Double(text), 3)) of the text"
    }
    row("index", "\(path), format \(statistics.formatVersion), commit \(statistics.generation)")
    let deleted = statistics.deleted > 0 ? ", \(Format.count(statistics.deleted)) deleted" : ""
    row("documents", Format.count(statistics.documents) + deleted)
    if statistics.sourceFiles > 0 { row("files", Format.count(statistics.sourceFiles)) }
    row("text", Format.bytes(statistics.textBytes))
    row("units", "\(Format.count(statistics.unitCount)) in the texts")
    row("ICU", statistics.icuVersion)
    if !statistics.hasSameSegmenter {
      row(
        "",
        "words were cut by another ICU than the one that runs (\(statistics.runningICUVersion)): "
          + "the order of hits may be uneven, none are lost; index again to even it")
    }
    row("size", share(statistics.bytes))
    for (kind, bytes) in statistics.fileBytes { row("  \(kind)", share(bytes)) }
    row("segments", Format.count(statistics.segments.count))
    for segment in statistics.segments {
      row(
        "  \(segment.name)",
        "\(Format.count(segment.documents)) documents, \(Format.count(segment.deleted)) deleted, "
          + "\(Format.count(segment.words)) words, \(Format.count(segment.grams)) grams, "
          + Format.bytes(segment.bytes))
    }
  }

  private func printJSON(_ path: String, _ statistics: IndexStatistics) {
    Output.line(
      JSON.object([
        ("path", .string(path)),
        ("formatVersion", .int(statistics.formatVersion)),
        ("generation", .int(statistics.generation)),
        ("documents", .int(statistics.documents)),
        ("deleted", .int(statistics.deleted)),
        ("sourceFiles", .int(statistics.sourceFiles)),
        ("textBytes", .int(statistics.textBytes)),
        ("units", .int(statistics.unitCount)),
        ("icuVersion", .string(statistics.icuVersion)),
        ("runningICUVersion", .string(statistics.runningICUVersion)),
        ("hasSameSegmenter", .bool(statistics.hasSameSegmenter)),
        ("indexBytes", .int(statistics.bytes)),
        ("fileBytes", .object(statistics.fileBytes.map { ($0.kind, .int($0.bytes)) })),
        (
          "segments",
          .array(
            statistics.segments.map { segment in
              .object([
                ("number", .int(segment.number)),
                ("documents", .int(segment.documents)),
                ("deleted", .int(segment.deleted)),
                ("words", .int(segment.words)),
                ("grams", .int(segment.grams)),
                ("bytes", .int(segment.bytes)),
              ])
            })
        ),
      ]).text)
  }
}
