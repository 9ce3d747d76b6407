/// A query, cut into its parts.
///
/// Quoted parts are literals: a document must hold each of them as it stands, folding apart. Filters
/// combine literals by operators. The other parts are text: optional, and ranked by how much of them
/// a document holds.
public struct Query: Equatable, Sendable {
  /// A part of a query.
  public enum Part: Equatable, Sendable {
    /// Words or whole sentences, in any language; no document has to hold all of it.
    case text(String)
    /// A string that every hit holds.
    case literal(String)
    /// What every hit fulfils.
    case filter(Filter)
  }

  /// Literals combined by operators.
  public indirect enum Filter: Equatable, Sendable {
    /// The documents that hold a string.
    case literal(String)
    /// The documents that fulfil all of them.
    case all([Filter])
    /// The documents that fulfil one of them at least.
    case any([Filter])
    /// All other documents.
    case not(Filter)
  }

  /// The parts in the order in which they were typed.
  public var parts: [Part]
  /// Why operators of what was typed were taken as text, if they were.
  public var note: String?

  /// Makes a query of parts.
  public init(_ parts: [Part]) { self.parts = parts }

  /// Reads what a person typed; see <doc:QueryLanguage>.
  ///
  /// No string is an error.
  public init(_ string: String) { self = QueryParser.parse(string) }
}

extension Query.Filter {
  /// The strings that documents may be found for holding: all but those that they must not hold.
  var positiveLiterals: [String] {
    switch self {
    case .literal(let string): [string]
    case .all(let filters), .any(let filters): filters.flatMap(\.positiveLiterals)
    case .not: []
    }
  }
}
