import SearchIndex

/// Near-duplicates, as people and programs see them.
struct SimilarOutput {
  /// The folder that the paths in the index are relative to.
  let root: String

  /// How much it has in common, and where it is.
  func line(_ member: DuplicateGroup.Member) -> String {
    let path = IndexLocation.display(member.path, root: root)
    let place = [member.date, path, member.id == member.path ? "" : member.id]
      .filter { !$0.isEmpty }.joined(separator: "  ")
    return "\(Format.decimal(member.similarity, 2))  \(Style.path(place))"
  }

  func json(_ member: DuplicateGroup.Member) -> JSON {
    let path = IndexLocation.display(member.path, root: root)
    return .object([
      ("id", .string(member.id)),
      ("title", .string(member.title)),
      ("path", path.isEmpty ? .null : .string(path)),
      ("date", member.date.isEmpty ? .null : .string(member.date)),
      ("similarity", .number(member.similarity, places: 3)),
    ])
  }
}
