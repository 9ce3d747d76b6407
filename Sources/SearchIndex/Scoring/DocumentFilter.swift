/// What every hit of a query fulfils: literals, by number, combined.
indirect enum DocumentFilter: Equatable {
  case literal(Int)
  case all([DocumentFilter])
  case any([DocumentFilter])
  case not(DocumentFilter)

  /// Which documents of a segment fulfil the filter.
  ///
  /// - Parameters:
  ///   - matches: by number, the documents that hold the literal.
  ///   - documentCount: how many documents the segment has.
  /// - Returns: their numbers, rising.
  func documents(_ matches: [MatchList], of documentCount: Int) -> [DocID] {
    switch self {
    case .literal(let number): return matches[number].docs
    case .all(let filters): return DocumentFilter.common(filters, matches, documentCount)
    case .any(let filters):
      return DocumentFilter.union(filters.map { $0.documents(matches, of: documentCount) })
    case .not(let filter):
      let excluded = filter.documents(matches, of: documentCount)
      return DocumentFilter.difference(Array(0..<DocID(documentCount)), excluded)
    }
  }

  /// What must not be is taken from what must: so nothing is as large as the segment if there is
  /// anything that must be.
  private static func common(
    _ filters: [DocumentFilter], _ matches: [MatchList], _ documentCount: Int
  ) -> [DocID] {
    var required: [[DocID]] = []
    var excluded: [[DocID]] = []
    for filter in filters {
      if case .not(let inner) = filter {
        excluded.append(inner.documents(matches, of: documentCount))
      } else {
        required.append(filter.documents(matches, of: documentCount))
      }
    }
    required.sort { $0.count < $1.count }
    var result = required.first ?? Array(0..<DocID(documentCount))
    for list in required.dropFirst() { result = intersection(result, list) }
    return difference(result, union(excluded))
  }

  private static func intersection(_ left: [DocID], _ right: [DocID]) -> [DocID] {
    var index = 0
    return left.filter { doc in
      while index < right.count, right[index] < doc { index += 1 }
      return index < right.count && right[index] == doc
    }
  }

  private static func difference(_ left: [DocID], _ right: [DocID]) -> [DocID] {
    guard !right.isEmpty else { return left }
    var index = 0
    return left.filter { doc in
      while index < right.count, right[index] < doc { index += 1 }
      return index == right.count || right[index] != doc
    }
  }

  private static func union(_ lists: [[DocID]]) -> [DocID] {
    guard lists.count > 1 else { return lists.first ?? [] }
    var all = lists.flatMap { $0 }
    all.sort()
    var count = 0
    for doc in all where count == 0 || all[count - 1] != doc {
      all[count] = doc
      count += 1
    }
    all.removeLast(all.count - count)
    return all
  }
}
