import ArgumentParser

/// Measurements that anyone can repeat.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure speed, memory and quality.",
    subcommands: [
      BenchIndexCommand.self, BenchQueryCommand.self, BenchSegmentCommand.self,
      BenchArticlesCommand.self, BenchWritingCommand.self,
    ])
}

/// Numbers of several rounds.
struct Rounds {
  private var values: [Double] = []

  mutating func append(_ value: Double) { values.append(value) }

  var median: Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  var least: Double { values.min() ?? 0 }
  var most: Double { values.max() ?? 0 }
}
