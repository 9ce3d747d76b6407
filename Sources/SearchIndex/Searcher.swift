/// Answers queries from an index as it was at one commit: the one door for reading.
///
/// ```swift
/// let searcher = try Searcher(path: "archive/.search-index")
/// for hit in try searcher.search(Query("燃气安全")).hits { print(hit.title, hit.score) }
/// ```
///
/// A searcher keeps its commit whatever a writer does meanwhile. It may be used from one thread at a
/// time; searchers of the same index do not disturb each other.
public final class Searcher {
  private(set) var segments: [SegmentReader]
  private(set) var manifest: Manifest
  private(set) var analyzer: Analyzer
  private let path: String
  /// See ``pinyin()``.
  var knownPinyin: Pinyin?
  private var saturation: Saturation
  /// Tests make it small.
  var windowLength = ScoreWindow.defaultLength
  /// The same.
  var rarity = SegmentSearch.defaultRarity
  /// The same.
  var listLimits = ListSearch.Limits()

  /// Opens the index in the folder `path`.
  ///
  /// Files are mapped and their frames checked; nothing that queries do not need is read.
  ///
  /// - Throws: ``IndexError/noIndex(path:)`` if there is none; what else is wrong with it.
  public init(path: String) throws(IndexError) {
    self.path = path
    (manifest, segments) = try Searcher.open(path)
    analyzer = try Analyzer(folding: manifest.folding)
    saturation = Saturation(averageLength: Statistics.averageLength(segments))
  }

  /// A searcher of the same commit for another thread: the files are shared, for they do not change.
  init(sharing other: Searcher) throws(IndexError) {
    path = other.path
    (manifest, segments) = (other.manifest, other.segments)
    (windowLength, rarity) = (other.windowLength, other.rarity)
    listLimits = other.listLimits
    analyzer = try Analyzer(folding: manifest.folding)
    saturation = other.saturation
  }

  /// Goes on with the newest commit; what was opened before stays as it was until then, whatever writers
  /// do.
  ///
  /// Segments that are as before are not opened again, so that asking often costs little: the manifest is
  /// read, and for each segment the system asked for a file.
  ///
  /// - Returns: whether there was a newer commit.
  /// - Throws: what opening the index throws; the searcher then stays as it was.
  @discardableResult
  public func refresh() throws(IndexError) -> Bool {
    let isSame = try Manifest(folder: path) == manifest
    // An index that was removed and made anew may have an equal one.
    if isSame, segments.allSatisfy(\.isInPlace) { return false }
    var known: [UInt64: SegmentReader] = [:]
    for segment in segments { known[segment.number] = segment }
    let (newest, opened) = try Searcher.open(path, reusing: known)
    if newest.folding != manifest.folding { analyzer = try Analyzer(folding: newest.folding) }
    (manifest, segments) = (newest, opened)
    saturation = Saturation(averageLength: Statistics.averageLength(opened))
    knownPinyin = nil
    return true
  }

  private static func open(
    _ path: String, reusing known: [UInt64: SegmentReader] = [:]
  ) throws(IndexError) -> (Manifest, [SegmentReader]) {
    var attempts = 0
    while true {
      let manifest = try Manifest(folder: path)
      do throws(IndexError) {
        var segments: [SegmentReader] = []
        for entry in manifest.segments {
          if let segment = known[entry.number], segment.isUpToDate(entry) {
            segments.append(segment)
          } else {
            segments.append(try SegmentReader(folder: path, entry: entry))
          }
        }
        return (manifest, segments)
      } catch {
        // A writer may have replaced the manifest and removed its files in between, again and again if it commits
        // faster than segments are opened.
        attempts += 1
        let isReplaced = try Manifest(folder: path).generation != manifest.generation
        guard error.isMissingFile, isReplaced, attempts < 1000 else {
          if error.isMissingFile, case .io(_, let file, _) = error {
            throw .damaged(file: file, reason: "it is missing, but the manifest names it")
          }
          throw error
        }
      }
    }
  }

  /// The number of documents that can be found.
  public var documentCount: Int {
    manifest.segments.reduce(0) { $0 + $1.documentCount - $1.deletedCount }
  }

  /// Which characters the index takes for one another.
  public var folding: Folding { manifest.folding == .none ? .none : .hans }

  /// The version of ICU that cut the words of the index.
  public var icuVersion: String { manifest.identity.icuVersion }

  /// The version of ICU that cuts the words of queries.
  ///
  /// If it is not ``icuVersion``, the order of hits may be uneven; none are lost.
  public var runningICUVersion: String { ICU.version }

  /// The first `limit` documents for a query in some order, without the first `offset` of all.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - limit: how many hits at most.
  ///   - offset: how many of the first are left out.
  ///   - order: what comes first.
  ///   - explains: whether each hit tells how its score comes about. That costs time for each hit
  ///     shown, none for the others.
  /// - Returns: the hits, and how many documents match.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if a part of the index that the query needs is
  ///   not as it was written. There are no partial answers.
  public func search(
    _ query: Query, limit: Int = 10, offset: Int = 0, order: HitOrder = .score,
    explains: Bool = false
  ) throws(IndexError) -> SearchResults {
    let plan = QueryPlan(query, analyzer: analyzer)
    let offset = max(0, offset)
    let (last, isTooLarge) = limit.addingReportingOverflow(offset)
    let ranked = try rank(plan, limit: isTooLarge ? .max : last, order: order)
    let explainer = explains ? ranked.statistics.map { Explainer(plan, $0, segments) } : nil
    return SearchResults(
      total: ranked.total, totalIsExact: ranked.totalIsExact,
      hits: try hits(ranked.hits.dropFirst(offset), ranked.scale, for: query, explainer),
      hasUnits: !plan.isEmpty)
  }

  /// Reads the documents that were found, to be shown with what the query asks for marked.
  func hits(
    _ ranked: ArraySlice<RankedHit>, _ scale: Float, for query: Query, _ explainer: Explainer?
  ) throws(IndexError) -> [Hit] {
    var hits: [Hit] = []
    let highlighter = Highlighter(query, analyzer: analyzer) { rarity(of: $0) }
    for entry in ranked {
      let document = try segments[entry.segment].documents.document(entry.doc)
      hits.append(
        Hit(
          document: document, score: Double(entry.score) / Double(scale),
          explanation: try explainer?.explanation(of: entry.doc, inSegment: entry.segment),
          highlighter: highlighter))
    }
    return hits
  }

  /// The ids and scores of the best `limit` documents, without anything of their contents.
  public func rank(_ query: Query, limit: Int) throws(IndexError) -> [(id: String, score: Double)] {
    let ranked = try rank(QueryPlan(query, analyzer: analyzer), limit: limit)
    var result: [(id: String, score: Double)] = []
    for entry in ranked.hits {
      let id = try segments[entry.segment].id(of: entry.doc)
      result.append(
        (String(decoding: id, as: UTF8.self), Double(entry.score) / Double(ranked.scale)))
    }
    return result
  }

  /// Ranks and forgets: what ``search(_:limit:offset:)`` does before documents are read, to be timed.
  package func time(_ query: Query, limit: Int) throws(IndexError) {
    _ = try rank(QueryPlan(query, analyzer: analyzer), limit: limit)
  }

  struct RankedHit {
    var segment: Int
    var doc: DocID
    var key: UInt32
    var score: Score
  }

  struct Ranking {
    var hits: [RankedHit] = []
    var total = 0
    var totalIsExact = true
    /// How many ``Score`` units make a score of 1.
    var scale = Score.unit
    /// What the weights come of.
    var statistics: Statistics?
  }

  /// Scores what may be among the best.
  ///
  /// Statistics are those of the whole index, so segments do not show, and neither does `within`: by
  /// segment, the only documents that are looked at; all if nil.
  func rank(
    _ plan: QueryPlan, limit: Int, order: HitOrder = .score, within: [[DocID]]? = nil
  ) throws(IndexError) -> Ranking {
    guard !plan.isEmpty, limit > 0 else { return Ranking() }
    let collected = Statistics(plan, segments, analyzer)
    try throwIfDamaged()
    var ranking = Ranking()
    ranking.scale = collected.scale
    ranking.statistics = collected
    /// The best scores of the segments before, the best first: the last sets the bar.
    var best: [Score] = []
    // The largest segment sets the highest bar for those that follow.
    let largestFirst = segments.indices.sorted {
      (segments[$1].documentCount, $0) < (segments[$0].documentCount, $1)
    }
    for number in largestFirst {
      let segment = segments[number]
      var search = SegmentSearch(segment: segment, saturation: saturation, order: order)
      (search.windowLength, search.rarity) = (windowLength, rarity)
      search.listLimits = listLimits
      var allowed = collected.allowed(ofSegment: number)
      if let within {
        allowed = allowed.map { DocumentFilter.intersection($0, within[number]) } ?? within[number]
      }
      let found = try search.best(
        collected.parts(ofSegment: number), allowed: allowed,
        wantsMatch: plan.wantsMatch, capacity: limit,
        floor: best.count == limit ? best[limit - 1] : 0)
      best = Array((best + found.hits.map(\.score)).sorted(by: >).prefix(limit))
      ranking.total += found.total
      if !found.totalIsExact { ranking.totalIsExact = false }
      ranking.hits += found.hits.map {
        RankedHit(segment: number, doc: $0.doc, key: $0.key, score: $0.score)
      }
    }
    try throwIfDamaged()
    if segments.count > 1 { try sort(&ranking.hits) }
    ranking.hits.removeLast(max(0, ranking.hits.count - limit))
    return ranking
  }

  /// Orders hits of several segments by key and score, and by id where both are equal.
  private func sort(_ hits: inout [RankedHit]) throws(IndexError) {
    hits.sort { ($0.key, $0.score) > ($1.key, $1.score) }
    var start = 0
    while start < hits.count {
      var end = start + 1
      while end < hits.count, hits[end].key == hits[start].key,
        hits[end].score == hits[start].score
      { end += 1 }
      if end - start > 1 {
        var named: [(id: [UInt8], hit: RankedHit)] = []
        for hit in hits[start..<end] {
          named.append((try segments[hit.segment].id(of: hit.doc), hit))
        }
        named.sort { $0.id.lexicographicallyPrecedes($1.id) }
        hits.replaceSubrange(start..<end, with: named.map(\.hit))
      }
      start = end
    }
  }

  /// How much a term of the grams lane tells: its inverse document frequency.
  private func rarity(of term: [UInt8]) -> Float {
    let documents = segments.reduce(0) { $0 + $1.documentCount }
    let frequency = segments.reduce(0) { sum, segment in
      sum + Int(segment.grams.lookup(term)?.documentFrequency ?? 0)
    }
    // A term that is nowhere cannot be marked, whatever it weighs.
    return frequency == 0 ? 1 : BM25.inverseDocumentFrequency(frequency, of: documents)
  }

  func throwIfDamaged() throws(IndexError) {
    for segment in segments {
      if let damage = segment.damage { throw damage }
    }
  }
}
