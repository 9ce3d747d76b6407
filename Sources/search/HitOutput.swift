import SearchIndex

/// Hits, as people and programs see them.
struct HitOutput {
  /// The folder that the paths in the index are relative to.
  let root: String
  /// How many better hits were left out.
  var offset = 0
  /// By hit: the issue whose other hits are shown with it; nil if hits are not grouped.
  var issues: [IssueGroup]?
  /// By hit: near-duplicates that are shown with it; nil if that was not asked for.
  var similar: [[DuplicateGroup.Member]]?

  /// Prints a page of hits, each with one or two passages.
  func printText(_ hits: [Hit]) {
    for (index, hit) in hits.enumerated() {
      let title = HitOutput.marked(hit.highlightedTitle, otherwise: .bold)
      let number = Style.dim("\(offset + index + 1).")
      Output.line("\(number) \(title)  \(Style.dim(Format.decimal(hit.score, 2)))")
      var path = IndexLocation.display(hit.path, root: root)
      if let place = hit.places(of: hit.snippet()).first ?? hit.start {
        path += ":\(place.line)" + (place.page.map { "  page \($0)" } ?? "")
      }
      let place = [hit.date, path, hit.id == hit.path ? "" : hit.id].filter { !$0.isEmpty }
      Output.line("   \(Style.path(place.joined(separator: "  ")))")
      // A passage that is only the title again says nothing new.
      for snippet in hit.snippets(length: 100, limit: 2) where snippet.text != hit.title {
        let passage =
          (snippet.isCutAtStart ? "…" : "") + HitOutput.marked(snippet, otherwise: nil)
          + (snippet.isCutAtEnd ? "…" : "")
        for line in passage.split(whereSeparator: \.isNewline) { Output.line("   \(line)") }
      }
      if let explanation = hit.explanation { HitOutput.print(explanation) }
      if let issue = issues?[index] { printRest(of: issue) }
      if let similar = similar?[index], !similar.isEmpty {
        Output.line(Style.dim("   \(Format.count(similar.count)) similar:"))
        let output = SimilarOutput(root: root)
        for member in similar { Output.line("     \(output.line(member))") }
      }
      Output.line()
    }
  }

  /// Prints how many documents were found, and in what time.
  static func printTotal(
    _ results: SearchResults, _ milliseconds: Double, issues: Int? = nil
  ) {
    let documents = results.total == 1 ? "document" : "documents"
    Output.line(
      Style.dim(
        "\(results.totalIsExact ? "" : "at least ")\(Format.count(results.total)) \(documents) "
          + (issues.map { "of \(Format.count($0, "issue")) " } ?? "")
          + "in \(Format.decimal(milliseconds, 1)) ms"))
  }

  private static func print(_ explanation: Explanation) {
    func line(_ contribution: Double, _ text: String) {
      let number = Format.decimal(contribution, 4)
      let indent = String(repeating: " ", count: max(3, 12 - number.count))
      Output.line(Style.dim("\(indent)\(number)  \(text)"))
    }
    for part in explanation.parts {
      let field = part.field.map { " in the \($0.rawValue)" } ?? ""
      line(
        part.contribution,
        "\(part.text): \(part.kind.rawValue)\(field), "
          + "\(Format.count(part.frequency, "time")), in \(Format.count(part.documentFrequency)) of "
          + "\(Format.count(explanation.documentCount, "document")), "
          + "weight \(Format.decimal(part.weight, 4)) × idf "
          + Format.decimal(part.inverseDocumentFrequency, 4))
    }
    line(
      explanation.score,
      "the sum; \(Format.count(explanation.length, "unit")) long, "
        + "\(Format.decimal(explanation.averageLength, 1)) on average")
  }

  /// A snippet with its matches coloured on a terminal, in 【brackets】 elsewhere.
  static func marked(_ snippet: Snippet, otherwise style: Style?) -> String {
    var result = ""
    snippet.forEachPart { part, isMatch in
      if isMatch {
        result += Terminal.usesColour ? Style.match(part) : "【\(part)】"
      } else {
        result += style?(part) ?? String(part)
      }
    }
    return result
  }

  /// The hits with the best passage of each.
  func json(_ hits: [Hit]) -> JSON {
    .array(
      hits.enumerated().map { index, hit in
        let snippet = hit.snippet(length: 100)
        let places = hit.places(of: snippet)
        var members: [(String, JSON)] = [
          ("rank", .int(offset + index + 1)),
          ("id", .string(hit.id)),
          ("score", .number(hit.score, places: 6)),
          ("title", .string(hit.title)),
          ("path", HitOutput.orNull(IndexLocation.display(hit.path, root: root))),
          ("date", HitOutput.orNull(hit.date)),
          ("line", (places.first ?? hit.start).map { .int($0.line) } ?? .null),
          ("page", (places.first ?? hit.start)?.page.map { .int($0) } ?? .null),
          ("snippet", .string(snippet.text)),
          (
            "highlights",
            .array(
              snippet.highlights.enumerated().map { number, highlight in
                let place = number < places.count ? places[number] : nil
                return .object([
                  ("start", .int(highlight.start)), ("length", .int(highlight.length)),
                  ("line", place.map { .int($0.line) } ?? .null),
                  ("column", place.map { .int($0.column) } ?? .null),
                  ("byte", place?.byte.map { .int($0) } ?? .null),
                  ("page", place?.page.map { .int($0) } ?? .null),
                ])
              })
          ),
        ]
        if let explanation = hit.explanation {
          members.append(("explanation", HitOutput.json(explanation)))
        }
        if let similar {
          let output = SimilarOutput(root: root)
          members.append(("similar", .array(similar[index].map { output.json($0) })))
        }
        return .object(members)
      })
  }

  static func orNull(_ text: String) -> JSON { text.isEmpty ? .null : .string(text) }

  private static func json(_ explanation: Explanation) -> JSON {
    .object([
      ("documents", .int(explanation.documentCount)),
      ("length", .int(explanation.length)),
      ("averageLength", .number(explanation.averageLength, places: 6)),
      (
        "parts",
        .array(
          explanation.parts.map { part in
            .object([
              ("text", .string(part.text)),
              ("kind", .string(part.kind.rawValue)),
              ("field", part.field.map { .string($0.rawValue) } ?? .null),
              ("weight", .number(part.weight, places: 6)),
              ("idf", .number(part.inverseDocumentFrequency, places: 6)),
              ("frequency", .int(part.frequency)),
              ("documentFrequency", .int(part.documentFrequency)),
              ("contribution", .number(part.contribution, places: 6)),
            ])
          })
      ),
    ])
  }
}
