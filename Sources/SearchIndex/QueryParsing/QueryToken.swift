/// A piece of a query with the place where it stands.
struct QueryToken: Equatable {
  enum Kind: Equatable {
    /// What stands between blanks.
    case word
    /// A word with a `*` in it or a `~` behind it.
    case pattern(WordPattern)
    /// What stands between quotes, without them.
    case literal(String)
    /// A field whose value is a filter of its own.
    case filter(Query.Filter)
    /// A field that holds for what follows.
    case field(Query.Field)
    case and
    case or
    case not
    case plus
    case minus
    case near(distance: Int, ordered: Bool)
    /// `~5` behind a literal.
    case proximity(Int)
    /// `^2` behind anything.
    case boost(Float)
    case open
    case close
  }

  var kind: Kind
  /// The whole piece, quotes included.
  var range: Range<String.Index>

  var isOperator: Bool {
    switch kind {
    case .word, .literal, .open, .close: false
    default: true
    }
  }
}
