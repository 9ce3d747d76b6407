/// All documents that a query finds, exactly, by segment: without scores.
struct MatchedDocuments {
  /// By segment: the numbers of documents that are not deleted, rising.
  private(set) var docs: [[DocID]] = []
  /// By segment: the documents of each string, word or row of strings that the query asks for.
  private var strings: [[MatchList]] = []
  /// False if the query has no string whose occurrences could be counted.
  private(set) var hasStrings = false

  /// How many documents there are.
  var count: Int { docs.reduce(0) { $0 + $1.count } }

  /// All documents of some segments.
  init(allOf segments: [SegmentReader]) {
    docs = segments.map { segment in
      (0..<DocID(segment.documentCount)).filter { !segment.live.isDeleted($0) }
    }
    strings = segments.map { _ in [] }
  }

  /// The documents that ``Searcher/search(_:limit:offset:order:explains:)`` counts for a plan.
  init(_ plan: QueryPlan, _ segments: [SegmentReader], _ analyzer: Analyzer) {
    guard !plan.isEmpty else {
      docs = segments.map { _ in [] }
      strings = docs.map { _ in [] }
      return
    }
    hasStrings = !plan.scored.isEmpty
    let statistics = Statistics(plan, segments, analyzer)
    let scored = statistics.matched.filter { if case .scored = $0.source { true } else { false } }
    for (number, segment) in segments.enumerated() {
      strings.append(scored.map { $0.matches[number] })
      let allowed = statistics.allowed(ofSegment: number)
      if let allowed, !plan.wantsMatch {
        docs.append(allowed.filter { !segment.live.isDeleted($0) })
        continue
      }
      let holding = MatchedDocuments.holding(statistics.parts(ofSegment: number), of: segment)
      if let allowed {
        docs.append(allowed.filter { holding.contains($0) && !segment.live.isDeleted($0) })
      } else {
        docs.append(holding.documents(in: segment.live))
      }
    }
  }

  /// The documents that hold any part of a query.
  private static func holding(
    _ parts: SegmentSearch.Parts, of segment: SegmentReader
  ) -> DocumentBits {
    var bits = DocumentBits(documentCount: segment.documentCount)
    for term in parts.terms {
      segment.cursor(term.info, term.lane).forEachRun(before: .end) { docs, _, count in
        for index in 0..<count { bits.insert(docs[index]) }
      }
    }
    for part in parts.matches {
      for doc in part.matches.docs { bits.insert(doc) }
    }
    return bits
  }

  /// Calls `body` with each document of a segment in which strings occur, and how often, string by string.
  func forEachOccurrences(ofSegment number: Int, _ body: (DocID, Int) -> Void) {
    for list in strings[number] {
      var next = 0
      for doc in docs[number] {
        while next < list.count, list.docs[next] < doc { next += 1 }
        guard next < list.count else { break }
        if list.docs[next] == doc { body(doc, Int(list.frequencies[next])) }
      }
    }
  }
}

extension Searcher {
  /// All documents that a query finds; all of the index for a query without any part.
  func matched(_ query: Query) throws(IndexError) -> MatchedDocuments {
    if query.parts.isEmpty { return MatchedDocuments(allOf: segments) }
    let plan = QueryPlan(query, analyzer: analyzer)
    let matched = MatchedDocuments(plan, segments, analyzer)
    try throwIfDamaged()
    return matched
  }
}
