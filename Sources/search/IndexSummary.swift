import SearchIndex

/// What a run has read, in lines for people and as JSON.
struct IndexSummary {
  let progress: Ingester.Progress

  /// Nothing for what was not met.
  var lines: [String] {
    var lines: [String] = []
    let texts = progress.encodings.values.reduce(0, +)
    if texts > 0 {
      let names = progress.encodings.sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
      }
      .map { "\($0.key) \(Format.count($0.value))" }
      lines.append(
        "\(Format.count(texts, "text")): \(names.joined(separator: ", ")); "
          + "\(Format.count(progress.repairs, "break")) repaired")
    }
    let characters = progress.characters
    if characters.read > 0 {
      let reasons = dropped.filter { $0.count > 0 }.map { "\(Format.count($0.count)) \($0.name)" }
      lines.append(
        "\(Format.count(characters.read, "character")) read = "
          + "\(Format.count(characters.indexed)) indexed + "
          + "\(Format.count(characters.dropped)) left out"
          + (reasons.isEmpty ? "" : ": \(reasons.joined(separator: ", "))"))
    }
    if !skipped.isEmpty {
      let count = skipped.reduce(0) { $0 + $1.count }
      let reasons = skipped.map { "\(Format.count($0.count)) \($0.name)" }
      lines.append(
        "\(Format.count(count)) skipped (\(Format.bytes(progress.skippedBytes))): "
          + reasons.joined(separator: ", "))
    }
    return lines
  }

  private var dropped: [(key: String, name: String, count: Int)] {
    let characters = progress.characters
    return [
      ("whiteSpace", "white space", characters.whiteSpace),
      ("byteOrderMarks", "byte order marks", characters.marks),
      ("broken", "broken", characters.broken),
      ("refused", "in documents that were refused", characters.refused),
      ("lost", "lost", characters.lost),
    ]
  }

  /// What was left out, by its reason.
  private var skipped: [(name: String, count: Int)] {
    IngestionProblem.Kind.allCases.compactMap { kind in
      let count = progress.problems.count { $0.kind == kind && $0.isSkipped }
      return count > 0 ? (kind.rawValue, count) : nil
    }
  }

  var json: [(String, JSON)] {
    [
      ("repairedBreaks", .int(progress.repairs)),
      (
        "encodings",
        .object(progress.encodings.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
      ),
      (
        "characters",
        .object([
          ("read", .int(progress.characters.read)),
          ("indexed", .int(progress.characters.indexed)),
          ("dropped", .object(dropped.map { ($0.key, .int($0.count)) })),
        ])
      ),
      ("skipped", .object(skipped.map { ($0.name, .int($0.count)) })),
      ("skippedBytes", .int(progress.skippedBytes)),
    ]
  }
}
