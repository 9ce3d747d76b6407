extension Query {
  /// The query with every part required: each word between spaces as a string that a document must hold.
  public var requiringAll: Query {
    var query = self
    query.parts = parts.flatMap { part -> [Part] in
      switch part {
      case .text(let string, _):
        string.split(whereSeparator: \.isWhitespace).map { .literal(String($0)) }
      case .pattern(let pattern, _): [.filter(.pattern(pattern))]
      case .literal, .filter: [part]
      }
    }
    return query
  }
}

extension Query.Filter {
  /// True if a path in it has no characters, as all paths do.
  fileprivate var hasEmptyPath: Bool {
    switch self {
    case .path(let pattern): pattern.isEmpty
    case .within(_, let filter), .boosted(let filter, _), .not(let filter): filter.hasEmptyPath
    case .all(let filters), .any(let filters): filters.contains(where: \.hasEmptyPath)
    case .literal, .pattern, .near, .date, .id: false
    }
  }
}

extension Searcher {
  /// Whether the index has a document of this id.
  ///
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func hasDocument(_ id: String) throws(IndexError) -> Bool {
    do throws(IndexError) {
      _ = try place(ofID: id)
      return true
    } catch {
      if case .noDocument = error { return false }
      throw error
    }
  }

  /// What of a query asks for nothing, as it is typed.
  ///
  /// That are strings of marks alone, such as “——”, and paths of no characters. A search passes them over.
  public func emptyParts(of query: Query) -> [String] {
    let plan = QueryPlan(query.requiringAll, analyzer: analyzer)
    let paths = query.parts.contains { part in
      if case .filter(let filter) = part { filter.hasEmptyPath } else { false }
    }
    return plan.emptyFilters.map(\.description) + (paths ? ["path:"] : [])
  }

  /// The ids of all documents that fulfil a query, in their byte order.
  ///
  /// Every part of it is required, see ``Query/requiringAll``: what is found is to be changed, not to be
  /// looked through.
  ///
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func ids(fulfilling query: Query) throws(IndexError) -> [String] {
    try rank(query.requiringAll, limit: .max).map(\.id)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
