/// Which places of which documents of a segment a matcher looks at, and what it keeps of them.
struct PlaceSelection {
  let segment: SegmentReader
  /// Nil for both fields.
  var field: Query.Field?
  /// The documents that are looked at, rising; nil for all.
  var among: [DocID]?
  /// Whether places are kept in the match list.
  var keepsPlaces = false

  /// True if documents and frequencies alone do not tell what matches.
  var needsPlaces: Bool { field != nil || keepsPlaces }

  /// Whether a place is in the field.
  func holds(_ place: UInt32, of doc: DocID) -> Bool {
    guard let field else { return true }
    return (place < segment.columns.titleEnd(doc)) == (field == .title)
  }
}
