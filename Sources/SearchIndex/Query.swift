/// A query, cut into its parts.
///
/// Quoted parts are literals: a document must hold each of them as it stands, folding apart. The
/// other parts are text: optional, and ranked by how much of them a document holds.
public struct Query: Equatable, Sendable {
  /// A part of a query.
  public enum Part: Equatable, Sendable {
    /// Words or whole sentences, in any language; no document has to hold all of it.
    case text(String)
    /// A string that every hit holds.
    case literal(String)
  }

  /// The parts in the order in which they were typed.
  public var parts: [Part]

  /// Makes a query of parts.
  public init(_ parts: [Part]) { self.parts = parts }

  /// Reads what a person typed; see <doc:QueryLanguage>.
  ///
  /// No string is an error.
  public init(_ string: String) { self = QueryParser.parse(string) }
}
