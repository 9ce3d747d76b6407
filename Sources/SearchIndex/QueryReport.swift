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

  /// A query with one of its conditions left out.
  public struct Relaxation: Equatable, Sendable {
    /// The condition, as it is typed.
    public let without: String
    /// How many documents the rest of the query finds, one at least.
    public let documents: Int
  }

  /// Literals and words, in the order of the query.
  public let pieces: [Piece]
  /// What would be found without a condition, in the order of the query.
  ///
  /// It is not told what a rest of a single condition finds, for that is among the pieces, nor what a
  /// rest finds that asks for no string.
  public let relaxations: [Relaxation]
}

extension QueryReport {
  /// More pieces are not told: no person reads them.
  static let maximumCount = 32
}

extension Searcher {
  /// Counts the documents of each literal and field of a query and of each word of its texts, and
  /// those of the query without each of its conditions.
  ///
  /// Literals that hits must not hold are no pieces. What is behind the first 32 is left out.
  ///
  /// - Complexity: that of a search for each piece and each condition.
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
            continue
          }
          for near in leaf.nearStrings { try add(near.description, near, isLiteral: false) }
          try add(leaf.description, leaf, isLiteral: false)
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
    return QueryReport(pieces: pieces, relaxations: try relaxations(of: query))
  }

  private func relaxations(of query: Query) throws(IndexError) -> [QueryReport.Relaxation] {
    let optional = query.parts.filter { $0.conditions.isEmpty }
    let conditions = query.parts.flatMap(\.conditions)
    var relaxations: [QueryReport.Relaxation] = []
    for (place, condition) in conditions.enumerated().prefix(QueryReport.maximumCount) {
      var others = conditions
      others.remove(at: place)
      guard !optional.isEmpty || others.count > 1 && others.contains(where: \.isPositive) else {
        continue
      }
      var rest = query
      rest.parts = optional + others.map { .filter($0) }
      // Without a limit nothing is skipped, so that the number is exact.
      let documents = try rank(QueryPlan(rest, analyzer: analyzer), limit: .max).total
      if documents > 0 {
        relaxations.append(
          QueryReport.Relaxation(without: condition.description, documents: documents))
      }
    }
    return relaxations
  }
}

extension Query.Part {
  /// What every hit fulfils.
  fileprivate var conditions: [Query.Filter] {
    switch self {
    case .text, .pattern: []
    case .literal(let string): [.literal(string)]
    case .filter(.all(let filters)): filters
    case .filter(let filter): [filter]
    }
  }
}

extension Query.Filter {
  /// The strings of a leaf that wants them near each other.
  fileprivate var nearStrings: [Query.Filter] {
    switch self {
    case .near(let strings, _, _): strings.map { .literal($0) }
    case .within(let field, let filter): filter.nearStrings.map { .within(field, $0) }
    default: []
    }
  }

  /// The filter as it is typed, but for what it is worth.
  var description: String {
    switch self {
    case .literal(let string): "“\(string)”"
    case .pattern(let pattern): pattern.description
    case .near(let strings, let distance, let ordered):
      strings.map { "“\($0)”" }.joined(separator: " \(ordered ? "PRE" : "NEAR")/\(distance) ")
    case .within(let field, let filter): "\(field.rawValue):\(filter.description)"
    case .date(let range): "date:\(range.description)"
    case .path(let pattern): "path:\(pattern)"
    case .id(let pattern): "id:\(pattern)"
    case .boosted(let filter, _): filter.description
    case .all(let filters): "(\(filters.map(\.description).joined(separator: " AND ")))"
    case .any(let filters): "(\(filters.map(\.description).joined(separator: " OR ")))"
    case .not(let filter): "-\(filter.description)"
    }
  }
}
