/// Hits of one issue.
public struct IssueGroup {
  /// The file of the issue, or empty.
  public let path: String
  /// The date of the issue, or empty.
  public let date: String
  /// How many documents of the issue match.
  public let total: Int
  /// The first of them in the order of the search, at least one.
  public let hits: [Hit]
}

/// What a search found, by issue.
public struct GroupedResults {
  /// The issues in the order of their first hits.
  public let groups: [IssueGroup]
  /// How many documents match; its hits are the first of each issue.
  public let results: SearchResults
  /// How many issues have a hit; nil if the search did not need to know.
  public let issueCount: Int?
}

extension Searcher {
  /// The first `limit` issues in which documents match, each with its hits.
  ///
  /// An issue is what one file holds of one date. The first document that matches decides the place of its
  /// issue; documents without a file and a date stand for themselves.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - limit: how many issues at most.
  ///   - offset: how many of the first issues are left out.
  ///   - hitsPerIssue: how many hits of an issue are read.
  ///   - order: what comes first, among documents and so among issues.
  ///   - explains: whether each hit tells how its score comes about.
  /// - Returns: the issues, with how many documents match.
  /// - Complexity: that of a search that goes as deep as it has to for so many issues, and of a look at the
  ///   columns of every document.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func searchIssues(
    _ query: Query, limit: Int = 10, offset: Int = 0, hitsPerIssue: Int = 5,
    order: HitOrder = .score, explains: Bool = false
  ) throws(IndexError) -> GroupedResults {
    let plan = QueryPlan(query, analyzer: analyzer)
    let offset = max(0, offset)
    let (wanted, isTooLarge) = max(0, limit).addingReportingOverflow(offset)
    let last = isTooLarge ? Int.max : wanted
    var ranked = try rank(plan, limit: Searcher.depth(last), order: order)
    var keys = IssueKeys(segments)
    var issues = IssueOrder(ranked, &keys)
    var depth = Searcher.depth(last)
    while ranked.hits.count == depth, issues.keys.count < last {
      depth = depth.multipliedReportingOverflow(by: 8).overflow ? .max : depth * 8
      ranked = try rank(plan, limit: depth, order: order)
      issues = IssueOrder(ranked, &keys)
    }
    let knowsAll = ranked.hits.count < depth
    let shown = issues.keys.dropFirst(offset).prefix(max(0, limit))
    if !knowsAll, !shown.isEmpty {
      // The hits of these issues that are further behind.
      let documents = keys.documents(of: Set(shown))
      var all = try rank(plan, limit: .max, order: order, within: documents)
      (all.total, all.totalIsExact) = (ranked.total, ranked.totalIsExact)
      ranked = all
      issues = IssueOrder(ranked, &keys, count: issues.keys.count)
    }
    try throwIfDamaged()
    let explainer = explains ? ranked.statistics.map { Explainer(plan, $0, segments) } : nil
    var groups: [IssueGroup] = []
    for key in shown {
      let members = issues.hits[key] ?? []
      let hits = try hits(
        members.prefix(max(1, hitsPerIssue)).map { ranked.hits[$0] }[...], ranked.scale, for: query,
        explainer)
      groups.append(
        IssueGroup(
          path: key.path, date: PartialDate(code: key.date)?.description ?? "",
          total: members.count, hits: hits))
    }
    return GroupedResults(
      groups: groups,
      results: SearchResults(
        total: ranked.total, totalIsExact: ranked.totalIsExact,
        hits: groups.compactMap(\.hits.first), hasUnits: !plan.isEmpty),
      issueCount: knowsAll ? issues.count : nil)
  }

  /// How many documents are looked at first for so many issues.
  private static func depth(_ issues: Int) -> Int {
    let (depth, isTooLarge) = issues.multipliedReportingOverflow(by: 8)
    return isTooLarge ? .max : max(depth, 64)
  }
}

/// The issues of a ranking in the order of their first documents.
private struct IssueOrder {
  private(set) var keys: [IssueKey] = []
  /// By issue: places in the ranking.
  private(set) var hits: [IssueKey: [Int]] = [:]
  let count: Int

  init(_ ranking: Searcher.Ranking, _ all: inout IssueKeys, count: Int? = nil) {
    for (place, hit) in ranking.hits.enumerated() {
      let key = all.key(ofSegment: hit.segment, hit.doc)
      if hits[key] == nil { keys.append(key) }
      hits[key, default: []].append(place)
    }
    self.count = count ?? keys.count
  }
}
