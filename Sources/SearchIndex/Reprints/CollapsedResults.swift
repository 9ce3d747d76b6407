/// What a search found, near-duplicates of a hit put together with it.
public struct CollapsedResults {
  /// A hit, and those behind it that are nearly the same text.
  public struct Group {
    /// The best of them.
    public let hit: Hit
    /// The others, best first, with how much of their text they have in common with it.
    public let similar: [DuplicateGroup.Member]
  }

  /// The best groups; hits, and how many documents match, are in ``results``.
  public let groups: [Group]
  /// The hit of each group, and how many documents match, near-duplicates counted one by one.
  public let results: SearchResults
  /// How many of the best hits were looked at.
  public let examined: Int
}

extension Searcher {
  /// The first `limit` groups of hits of a query, without the first `offset` groups.
  ///
  /// The hits are read one after the other, the best first. One whose text has at least `similarity` in common
  /// with the first of a group joins it, the first such group; else it begins one. That ends before a group
  /// that is not wanted any more, or when ``maximumExamined(groups:)`` hits were read.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - limit: how many groups at most.
  ///   - offset: how many of the first groups are left out.
  ///   - order: what comes first.
  ///   - explains: whether each group's hit tells how its score comes about.
  ///   - similarity: how much two texts must have in common, from 0 to 1; see ``defaultSimilarity``.
  /// - Returns: the groups, and how many documents match.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func searchCollapsed(
    _ query: Query, limit: Int = 10, offset: Int = 0, order: HitOrder = .score,
    explains: Bool = false, similarity: Double = defaultSimilarity
  ) throws(IndexError) -> CollapsedResults {
    struct Group {
      var ranked: RankedHit
      var shingles: Shingles
      var similar: [DuplicateGroup.Member] = []
    }
    let plan = QueryPlan(query, analyzer: analyzer)
    let (last, isTooLarge) = max(0, limit).addingReportingOverflow(max(0, offset))
    let wanted = isTooLarge ? Int.max : last
    let ranked = try rank(plan, limit: Searcher.maximumExamined(groups: wanted), order: order)
    var groups: [Group] = []
    var examined = 0
    for hit in ranked.hits {
      let document = try segments[hit.segment].documents.document(hit.doc)
      let shingles = Shingles(document.text, by: analyzer)
      var isNew = true
      for number in groups.indices {
        let similar = groups[number].shingles.similarity(to: shingles)
        guard similar >= similarity, similar > 0 else { continue }
        groups[number].similar.append(DuplicateGroup.Member(document, similarity: similar))
        isNew = false
        break
      }
      if isNew, groups.count == wanted { break }
      examined += 1
      if isNew { groups.append(Group(ranked: hit, shingles: shingles)) }
    }
    let shown = groups.dropFirst(max(0, offset))
    let explainer = explains ? ranked.statistics.map { Explainer(plan, $0, segments) } : nil
    let hits = try hits(ArraySlice(shown.map(\.ranked)), ranked.scale, for: query, explainer)
    return CollapsedResults(
      groups: zip(hits, shown).map { CollapsedResults.Group(hit: $0, similar: $1.similar) },
      results: SearchResults(
        total: ranked.total, totalIsExact: ranked.totalIsExact, hits: hits,
        hasUnits: !plan.isEmpty),
      examined: examined)
  }

  /// How many hits are read at most to fill so many groups: ten for each, and 100 more.
  public static func maximumExamined(groups: Int) -> Int {
    let (many, isTooLarge) = groups.multipliedReportingOverflow(by: 10)
    let (all, isTooMany) = many.addingReportingOverflow(100)
    return isTooLarge || isTooMany ? .max : all
  }
}
