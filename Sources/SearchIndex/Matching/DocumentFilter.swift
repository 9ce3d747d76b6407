/// What every hit of a query fulfils: patterns, by number, and facts of documents, combined.
indirect enum DocumentFilter: Equatable {
  /// The documents that match a pattern.
  case matches(Int)
  case date(DateRange)
  case path(String)
  case id(String)
  case all([DocumentFilter])
  case any([DocumentFilter])
  case not(DocumentFilter)

  /// True if only documents fulfil it that match a pattern, which ranks them.
  var isPositive: Bool {
    switch self {
    case .matches: true
    case .date, .path, .id, .not: false
    case .all(let filters): filters.contains(where: \.isPositive)
    case .any(let filters): filters.allSatisfy(\.isPositive)
    }
  }

  /// Which documents of a segment fulfil the filter.
  ///
  /// - Parameters:
  ///   - matches: by number, the documents that match the pattern.
  ///   - segment: the segment.
  /// - Returns: their numbers, rising.
  func documents(_ matches: [MatchList], of segment: SegmentReader) -> [DocID] {
    switch self {
    case .matches(let number): return matches[number].docs
    case .date(let range): return DocumentFilter.documents(dated: range, of: segment)
    case .path(let pattern): return DocumentFilter.documents(withPath: pattern, of: segment)
    case .id(let pattern): return DocumentFilter.documents(withID: pattern, of: segment)
    case .all(let filters): return DocumentFilter.common(filters, matches, segment)
    case .any(let filters):
      return DocumentFilter.union(filters.map { $0.documents(matches, of: segment) })
    case .not(let filter):
      let excluded = filter.documents(matches, of: segment)
      return DocumentFilter.difference(DocumentFilter.all(of: segment), excluded)
    }
  }

  private static func all(of segment: SegmentReader) -> [DocID] {
    Array(0..<DocID(segment.documentCount))
  }

  private static func documents(dated range: DateRange, of segment: SegmentReader) -> [DocID] {
    // Few dates, many documents; and those of a date often stand together.
    var isWithin: [UInt32: Bool] = [0: false]
    var last: (code: UInt32, isIn: Bool) = (0, false)
    return all(of: segment).filter { doc in
      let code = segment.columns.date(doc)
      if code != last.code {
        let isIn =
          isWithin[code] ?? PartialDate(code: code).map { range.contains($0) } ?? false
        isWithin[code] = isIn
        last = (code, isIn)
      }
      return last.isIn
    }
  }

  private static func documents(
    withPath pattern: String, of segment: SegmentReader
  ) -> [DocID] {
    let glob = Glob(pattern)
    // By the number of the path, of which 0 is none.
    var isLike = [false]
    let cursor = TermCursor.over(segment.paths)
    while cursor.advance() {
      isLike.append(glob.isLike(path: cursor.term))
    }
    return all(of: segment).filter { doc in
      let path = Int(segment.columns.path(doc))
      return path < isLike.count && isLike[path]
    }
  }

  private static func documents(withID pattern: String, of segment: SegmentReader) -> [DocID] {
    let glob = Glob(pattern)
    var docs: [DocID] = []
    let cursor = TermCursor.over(segment.identifiers)
    var isFound = glob.prefix.withUnsafeBytes { cursor.seek(to: $0) }
    while isFound, cursor.term.starts(with: glob.prefix) {
      if glob.matches(cursor.term), Int(cursor.info.onlyDoc) < segment.documentCount {
        docs.append(cursor.info.onlyDoc)
      }
      isFound = cursor.advance()
    }
    return docs.sorted()
  }

  /// What must not be is taken from what must: so nothing is as large as the segment if there is
  /// anything that must be.
  private static func common(
    _ filters: [DocumentFilter], _ matches: [MatchList], _ segment: SegmentReader
  ) -> [DocID] {
    var required: [[DocID]] = []
    var excluded: [[DocID]] = []
    for filter in filters {
      if case .not(let inner) = filter {
        excluded.append(inner.documents(matches, of: segment))
      } else {
        required.append(filter.documents(matches, of: segment))
      }
    }
    required.sort { $0.count < $1.count }
    var result = required.first ?? all(of: segment)
    for list in required.dropFirst() { result = intersection(result, list) }
    return difference(result, union(excluded))
  }

  /// What is in both of two rising lists.
  static func intersection(_ left: [DocID], _ right: [DocID]) -> [DocID] {
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
