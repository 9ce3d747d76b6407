import SearchIndex

/// Hits by issue, as people and programs see them.
extension HitOutput {
  /// Prints the other hits of an issue below its first.
  func printRest(of issue: IssueGroup) {
    guard issue.total > 1 else { return }
    let rest = issue.total - 1
    Output.line(Style.dim("   \(Format.count(rest)) more in this issue:"))
    for hit in issue.hits.dropFirst() {
      let title = HitOutput.marked(hit.highlightedTitle, otherwise: nil)
      let line = (hit.places(of: hit.snippet()).first ?? hit.start).map { ":\($0.line)" } ?? ""
      let place = hit.id.hasPrefix(hit.path) ? String(hit.id.dropFirst(hit.path.count)) : hit.id
      let told = [place + line, Format.decimal(hit.score, 2)].filter { !$0.isEmpty }
      Output.line("     \(title)  \(Style.dim(told.joined(separator: "  ")))")
    }
    if rest > issue.hits.count - 1 { Output.line(Style.dim("     …")) }
  }

  /// The issues, each with its first hits, as members of an answer.
  func json(_ grouped: GroupedResults) -> [(String, JSON)] {
    let issues = grouped.groups.enumerated().map { index, group in
      JSON.object([
        ("rank", .int(offset + index + 1)),
        ("path", HitOutput.orNull(IndexLocation.display(group.path, root: root))),
        ("date", HitOutput.orNull(group.date)),
        ("total", .int(group.total)),
        ("hits", HitOutput(root: root).json(group.hits)),
      ])
    }
    return [
      ("totalIssues", grouped.issueCount.map { .int($0) } ?? .null),
      ("issues", .array(issues)),
    ]
  }
}
