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
  func matches(_ segment: SegmentReader, _ analyzer: Analyzer) -> MatchList {
    let scope = MatchScope(segment: segment, analyzer: analyzer, field: field)
    switch kind {
    case .literal(let forms):
      return MatchList.union(forms.map { LiteralMatcher(scope).matches($0) })
    case .near(let patterns, let distance, let ordered):
      return NearMatcher(patterns, distance: distance, ordered: ordered).matches(scope)
    case .words(let matcher):
      var union = TermUnion(scope)
      matcher.forEachWord(of: segment, analyzer.normalizer.table) { union.add($1) }
      return union.matches()
    }
  }
}
