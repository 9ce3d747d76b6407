/// What a query meets in the whole index: the entries of its terms and the documents of its literals,
/// by segment, and the weights that follow from their frequencies.
struct Statistics {
  struct Term {
    /// Its place among the terms of the plan.
    var number: Int
    var lane: Lane
    /// By segment.
    var infos: [TermInfo?]
    var weight: Float = 0
    var documentFrequency: Int { infos.reduce(0) { $0 + Int($1?.documentFrequency ?? 0) } }
  }

  struct Part {
    /// Its place in the plan.
    enum Source {
      case run(Int)
      case scored(Int)
    }

    var source: Source
    /// By segment.
    var matches: [MatchList]
    var weight: Float = 0
    var documentFrequency: Int { matches.reduce(0) { $0 + $1.count } }
  }

  private(set) var terms: [Term] = []
  private var runs: [Part] = []
  /// The literals of the filters that are scored.
  private var literals: [Part] = []
  /// By segment: the documents that fulfil all filters; none if there is no filter.
  private var allowed: [[DocID]] = []
  let documents: Int
  /// Units in a document, on average.
  let averageLength: Float
  /// How many ``Score`` units make a score of 1: fewer for queries so long that sums would not fit.
  private(set) var scale = Score.unit

  init(_ plan: QueryPlan, _ segments: [SegmentReader], _ table: CharacterTable) {
    documents = segments.reduce(0) { $0 + $1.documentCount }
    averageLength = Statistics.averageLength(segments)
    for (number, term) in plan.terms.enumerated() {
      let infos = segments.map { $0.dictionary(term.lane).lookup(term.term) }
      let frequency = infos.reduce(0) { $0 + Int($1?.documentFrequency ?? 0) }
      guard frequency > 0 else { continue }
      let weight = (term.isWord ? 1 : 0) + (term.lane == .grams ? Searcher.gramsWeight : 0)
      terms.append(
        Term(
          number: number, lane: term.lane, infos: infos,
          weight: weight * term.boost * inverseDocumentFrequency(frequency)))
    }
    for (number, run) in plan.runs.enumerated() {
      let matches = segments.map { run.pattern.matches($0, table) }
      if let part = part(.run(number), matches, run.weight) { runs.append(part) }
    }
    let matches = plan.patterns.map { pattern in segments.map { pattern.matches($0, table) } }
    literals = plan.scored.enumerated().compactMap { number, scored in
      part(.scored(number), matches[scored.pattern], scored.boost)
    }
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

  static func averageLength(_ segments: [SegmentReader]) -> Float {
    let documents = segments.reduce(0) { $0 + $1.documentCount }
    let units = segments.reduce(0) { $0 + $1.columns.unitCount }
    return documents > 0 ? Float(Double(units) / Double(documents)) : 1
  }

  private func part(_ source: Part.Source, _ matches: [MatchList], _ weight: Float) -> Part? {
    var part = Part(source: source, matches: matches)
    let frequency = part.documentFrequency
    guard frequency > 0 else { return nil }
    part.weight = weight * inverseDocumentFrequency(frequency)
    return part
  }

  func inverseDocumentFrequency(_ documentFrequency: Int) -> Float {
    BM25.inverseDocumentFrequency(documentFrequency, of: documents)
  }

  func terms(ofSegment number: Int) -> [SegmentSearch.WeightedTerm] {
    terms.compactMap { weighted($0, ofSegment: number) }
  }

  /// A term with its weight; nil where the segment does not hold it.
  func weighted(_ term: Term, ofSegment number: Int) -> SegmentSearch.WeightedTerm? {
    term.infos[number].map { .init(lane: term.lane, info: $0, weight: term.weight * scale) }
  }

  /// Parts of the query whose documents are known.
  func matches(ofSegment number: Int) -> [SegmentSearch.WeightedMatches] {
    parts.map { weighted($0, ofSegment: number) }
  }

  var parts: [Part] { runs + literals }

  func weighted(_ part: Part, ofSegment number: Int) -> SegmentSearch.WeightedMatches {
    .init(matches: part.matches[number], weight: part.weight * scale)
  }

  /// The documents that may be hits; nil if all may.
  func allowed(ofSegment number: Int) -> [DocID]? { allowed.isEmpty ? nil : allowed[number] }
}
