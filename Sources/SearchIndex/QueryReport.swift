/// How a query was cut, and how many documents hold each piece: what is told when nothing is found.
public struct QueryReport: Equatable, Sendable {
  /// A piece of a query.
  public struct Piece: Equatable, Sendable {
    /// The piece, as it is typed.
    public let text: String
    /// True for a string that every hit must hold, or one of those that it is offered with.
    public let isLiteral: Bool
    /// How many documents hold it, or fulfil it if it is a field, alone.
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
  /// Counts the documents of each literal and field of a query and of each word of its texts.
  ///
  /// Literals that hits must not hold are left out, and so are pieces behind the first 32.
  ///
  /// - Complexity: that of a search for each piece.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func report(on query: Query) throws(IndexError) -> QueryReport {
    var pieces: [QueryReport.Piece] = []
    var known: Set<String> = []
    let numbers = query.numbers
    func add(_ text: String, _ filter: Query.Filter, isLiteral: Bool) throws(IndexError) {
      guard pieces.count < QueryReport.maximumCount,
        known.insert((isLiteral ? "\"" : "") + text).inserted
      else { return }
      var query = Query([.filter(filter)])
      query.numbers = numbers
      let results = try rank(QueryPlan(query, analyzer: analyzer), limit: 1)
      pieces.append(
        QueryReport.Piece(text: text, isLiteral: isLiteral, documents: results.total))
    }
    for part in query.parts {
      switch part {
      case .literal(let string): try add(string, .literal(string), isLiteral: true)
      case .pattern(let pattern, _):
        try add(pattern.description, .pattern(pattern), isLiteral: false)
      case .filter(let filter):
        for leaf in filter.positiveLeaves {
          if case .literal(let string) = leaf {
            try add(string, leaf, isLiteral: true)
          } else {
            try add(leaf.description, leaf, isLiteral: false)
          }
        }
      case .text(let string, _):
        let text = AnalyzedText(string, by: analyzer)
        for word in text.words {
          let source = Array(string.utf8)[text.source(word)]
          let text = String(decoding: source, as: UTF8.self)
          try add(text, .literal(text), isLiteral: false)
        }
      }
    }
    return QueryReport(pieces: pieces)
  }
}

extension Query.Filter {
  /// A leaf as it is typed.
  fileprivate var description: String {
    switch self {
    case .literal(let string): "“\(string)”"
    case .pattern(let pattern): pattern.description
    case .near(let strings, let distance, let ordered):
      strings.map { "“\($0)”" }.joined(separator: " \(ordered ? "PRE" : "NEAR")/\(distance) ")
    case .within(let field, let filter): "\(field.rawValue):\(filter.description)"
    case .date(let range): "date:\(range.description)"
    case .path(let pattern): "path:\(pattern)"
    case .id(let pattern): "id:\(pattern)"
    case .boosted, .all, .any, .not: ""
    }
  }
}
