/// A part of a query that is matched before scoring begins, ready to be looked for in segments.
struct MatchPattern: Equatable {
  enum Kind: Equatable {
    /// A string, in one of several forms.
    case literal([LiteralPattern])
    case near([LiteralPattern], distance: Int, ordered: Bool)
    case words(WordMatcher)
  }

  var kind: Kind
  /// Nil for both fields.
  var field: Query.Field?

  /// The documents of a segment that match.
  func matches(_ segment: SegmentReader, _ table: CharacterTable) -> MatchList {
    let selection = PlaceSelection(segment: segment, field: field)
    switch kind {
    case .literal(let forms):
      return MatchList.union(forms.map { LiteralMatcher(selection).matches($0) })
    case .near(let patterns, let distance, let ordered):
      return NearMatcher(patterns, distance: distance, ordered: ordered).matches(selection)
    case .words(let matcher):
      var union = TermUnion(selection, areWords: true)
      matcher.forEachWord(of: segment, table) { union.add($1) }
      return union.matches()
    }
  }
}
