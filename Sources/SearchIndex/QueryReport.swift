/// How a query was cut, and how many documents hold each piece: what is told when nothing is found.
public struct QueryReport: Equatable, Sendable {
  /// A piece of a query.
  public struct Piece: Equatable, Sendable {
    /// The piece, as it was typed.
    public let text: String
    /// True if every hit must hold it, or one of those that it is offered with.
    public let isLiteral: Bool
    /// How many documents hold it as a string.
    public let documents: Int
  }

  /// Literals and words, in the order of the query.
  public let pieces: [Piece]
}

extension QueryReport {
  /// More pieces are not told: no person reads them.
  static let maximumCount = 32
}

extension Searcher {
  /// Counts the documents of each literal of a query and of each word of its texts.
  ///
  /// Literals that hits must not hold are left out, and so are pieces behind the first 32.
  ///
  /// - Complexity: that of a search for each piece.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func report(on query: Query) throws(IndexError) -> QueryReport {
    var pieces: [QueryReport.Piece] = []
    var known: Set<String> = []
    func add(_ text: String, isLiteral: Bool) throws(IndexError) {
      guard pieces.count < QueryReport.maximumCount,
        known.insert((isLiteral ? "\"" : "") + text).inserted
      else { return }
      let results = try rank(QueryPlan(Query([.literal(text)]), analyzer: analyzer), limit: 1)
      pieces.append(
        QueryReport.Piece(text: text, isLiteral: isLiteral, documents: results.total))
    }
    for part in query.parts {
      switch part {
      case .literal(let string): try add(string, isLiteral: true)
      case .filter(let filter):
        for string in filter.positiveLiterals { try add(string, isLiteral: true) }
      case .text(let string):
        let text = AnalyzedText(string, by: analyzer)
        for word in text.words {
          let source = Array(string.utf8)[text.source(word)]
          try add(String(decoding: source, as: UTF8.self), isLiteral: false)
        }
      }
    }
    return QueryReport(pieces: pieces)
  }
}
