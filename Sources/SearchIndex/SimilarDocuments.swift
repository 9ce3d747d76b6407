/// Documents that are like one of the index.
public struct SimilarDocuments {
  /// The most telling words of the document, the first the most, which found the others.
  public let words: [String]
  /// The others, the most similar first.
  public let results: SearchResults
}

extension Searcher {
  /// Finds documents like one of the index, itself left out.
  ///
  /// Its most telling words, up to 30 that other documents hold too, are looked for as a query whose
  /// words all are optional and count by their frequency in the document.
  ///
  /// - Parameters:
  ///   - id: what the document is known by.
  ///   - limit: how many documents at most.
  ///   - explains: whether each hit tells how its score comes about.
  /// - Returns: the words and the documents; none if no other has any of the words.
  /// - Complexity: that of analyzing the document, its first MiB at most, and of a search.
  /// - Throws: ``IndexError/noDocument(id:)`` if there is no document of this id;
  ///   ``IndexError/damaged(file:reason:)`` as a search does.
  public func similar(
    to id: String, limit: Int = 10, explains: Bool = false
  ) throws(IndexError) -> SimilarDocuments {
    let (number, doc) = try place(ofID: id)
    let segment = segments[number]
    guard let lengths = segment.columns.lengths else {
      throw segment.damage ?? .damaged(file: segment.columns.file.path, reason: "no lengths")
    }
    let average = Statistics.averageLength(segments)
    let norm = Saturation(averageLength: average).norms[Int(lengths[Int(doc)])]
    let telling = TellingWords(
      try segment.documents.document(doc), norm: norm, segments, analyzer)
    let plan = QueryPlan(
      terms: telling.words.map {
        let weight = $0.lane == .grams ? TermWeight.pairThatIsWord : TermWeight.word
        return QueryPlan.Term(lane: $0.lane, term: $0.term, weight: weight * $0.saturation)
      }, analyzer: analyzer)

    // It may be among the best itself.
    let (capacity, isTooLarge) = max(0, limit).addingReportingOverflow(1)
    let ranked = try rank(plan, limit: isTooLarge ? .max : capacity)
    let others = ranked.hits.filter { $0.segment != number || $0.doc != doc }.prefix(max(0, limit))

    let words = telling.words.map { String(decoding: $0.term, as: UTF8.self) }
    var query = Query(words.map { .text($0) })
    query.numbers = .none
    let explainer = explains ? ranked.statistics.map { Explainer(plan, $0, segments) } : nil
    let results = SearchResults(
      // The document itself holds its words. A lower bound is still one without it.
      total: max(ranked.total - 1, others.count), totalIsExact: ranked.totalIsExact,
      hits: try hits(others, ranked.scale, for: query, explainer), hasUnits: !plan.isEmpty)
    return SimilarDocuments(words: words, results: results)
  }

  /// The document of an id.
  ///
  /// - Throws: ``IndexError/noDocument(id:)`` if there is none.
  public func document(id: String) throws(IndexError) -> Document {
    let (number, doc) = try place(ofID: id)
    let stored = try segments[number].documents.document(doc)
    return Document(
      id: stored.id, title: stored.title, text: stored.text, path: stored.path, date: stored.date,
      origin: DocumentOrigin(encoded: stored.origin))
  }

  /// Where the document of an id is.
  func place(ofID id: String) throws(IndexError) -> (segment: Int, doc: DocID) {
    let term = Array(id.utf8)
    for (number, segment) in segments.enumerated() {
      let info = segment.identifiers.lookup(term)
      if let damage = segment.identifiers.file.damage { throw damage }
      guard let doc = info?.onlyDoc, Int(doc) < segment.documentCount,
        !segment.live.isDeleted(doc)
      else { continue }
      return (number, doc)
    }
    throw .noDocument(id: id)
  }
}
