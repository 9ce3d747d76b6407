/// What a query meets in the whole index: the entries of its terms and the documents of its literals,
/// by segment, and the weights that follow from their frequencies.
struct Statistics {
  private struct Term {
    var lane: Lane
    /// By segment.
    var infos: [TermInfo?]
    var weight: Float = 0
  }

  private struct Part {
    /// By segment.
    var matches: [MatchList]
    var weight: Float = 0
  }

  private var terms: [Term] = []
  private var runs: [Part] = []
  /// The literals of the filters that are scored.
  private var literals: [Part] = []
  /// By segment: the documents that fulfil all filters; none if there is no filter.
  private var allowed: [[DocID]] = []
  private let documents: Int
  /// Units in a document, on average.
  let averageLength: Float
  /// How many ``Score`` units make a score of 1: fewer for queries so long that sums would not fit.
  private(set) var scale = Score.unit

  init(_ plan: QueryPlan, _ segments: [SegmentReader], _ table: CharacterTable) {
    documents = segments.reduce(0) { $0 + $1.documentCount }
    let units = segments.reduce(0) { $0 + $1.columns.unitCount }
    averageLength = documents > 0 ? Float(Double(units) / Double(documents)) : 1
    for term in plan.terms {
      let infos = segments.map { $0.dictionary(term.lane).lookup(term.term) }
      let frequency = infos.reduce(0) { $0 + Int($1?.documentFrequency ?? 0) }
      guard frequency > 0 else { continue }
      let weight = (term.isWord ? 1 : 0) + (term.lane == .grams ? Searcher.gramsWeight : 0)
      terms.append(
        Term(lane: term.lane, infos: infos, weight: weight * term.boost * idf(frequency)))
    }
    for run in plan.runs {
      let matches = segments.map { run.pattern.matches($0, table) }
      if let part = part(matches, run.weight) { runs.append(part) }
    }
    let matches = plan.patterns.map { pattern in segments.map { pattern.matches($0, table) } }
    literals = plan.scored.compactMap { part(matches[$0.pattern], $0.boost) }
    if !plan.filters.isEmpty {
      let filter = DocumentFilter.all(plan.filters)
      allowed = segments.indices.map { number in
        filter.documents(matches.map { $0[number] }, of: segments[number])
      }
    }
    let sum =
      terms.reduce(0) { $0 + $1.weight } + runs.reduce(0) { $0 + $1.weight }
      + literals.reduce(0) { $0 + $1.weight }
    scale = min(Score.unit, 0x1p31 / max(sum, 1))
  }

  private func part(_ matches: [MatchList], _ weight: Float) -> Part? {
    let frequency = matches.reduce(0) { $0 + $1.count }
    return frequency > 0 ? Part(matches: matches, weight: weight * idf(frequency)) : nil
  }

  private func idf(_ documentFrequency: Int) -> Float {
    BM25.inverseDocumentFrequency(documentFrequency, of: documents)
  }

  func terms(ofSegment number: Int) -> [SegmentSearch.WeightedTerm] {
    terms.compactMap { term in
      term.infos[number].map {
        SegmentSearch.WeightedTerm(lane: term.lane, info: $0, weight: term.weight * scale)
      }
    }
  }

  /// Parts of the query whose documents are known.
  func matches(ofSegment number: Int) -> [SegmentSearch.WeightedMatches] {
    (runs + literals).map { .init(matches: $0.matches[number], weight: $0.weight * scale) }
  }

  /// The documents that may be hits; nil if all may.
  func allowed(ofSegment number: Int) -> [DocID]? { allowed.isEmpty ? nil : allowed[number] }
}
