/// Where a matcher looks: in a field of the documents of a segment, or of some of them.
struct MatchScope {
  let segment: SegmentReader
  /// For what only the texts tell.
  let analyzer: Analyzer
  /// Nil for both fields.
  var field: Query.Field?
  /// The documents that are looked at, rising; nil for all.
  var among: [DocID]?

  /// The fields in which something may stand.
  var fields: [Query.Field] { field.map { [$0] } ?? [.title, .text] }

  /// Which of the occurrences that an ordinals cursor stands on are in the field: those of the title
  /// come first.
  func range(_ ordinals: OrdinalsCursor) -> Range<Int> {
    let frequency = ordinals.postings.frequency
    guard let field else { return 0..<frequency }
    let titles = ordinals.countInTitle()
    return field == .title ? 0..<titles : titles..<frequency
  }
}
