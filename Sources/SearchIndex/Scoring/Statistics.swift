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
  private var required: [Part] = []
  private let documents: Int
  /// Units in a document, on average.
  let averageLength: Float
  /// How many ``Score`` units make a score of 1: fewer for queries so long that sums would not fit.
  private(set) var scale = Score.unit

  init(_ plan: QueryPlan, _ segments: [SegmentReader]) {
    documents = segments.reduce(0) { $0 + $1.documentCount }
    let units = segments.reduce(0) { $0 + $1.columns.unitCount }
    averageLength = documents > 0 ? Float(Double(units) / Double(documents)) : 1
    for term in plan.terms {
      let infos = segments.map { $0.dictionary(term.lane).lookup(term.term) }
      let frequency = infos.reduce(0) { $0 + Int($1?.documentFrequency ?? 0) }
      guard frequency > 0 else { continue }
      let weight = (term.isWord ? 1 : 0) + (term.lane == .grams ? Searcher.gramsWeight : 0)
      terms.append(Term(lane: term.lane, infos: infos, weight: weight * idf(frequency)))
    }
    for pattern in plan.runs {
      let weight = pattern.character == nil ? Searcher.wholeTextWeight : Searcher.gramsWeight
      if let part = part(pattern, weight, segments) { runs.append(part) }
    }
    for pattern in plan.required {
      // A literal that nothing holds still has to be required.
      required.append(
        part(pattern, 1, segments) ?? Part(matches: segments.map { _ in MatchList() }))
    }
    let sum =
      terms.reduce(0) { $0 + $1.weight } + runs.reduce(0) { $0 + $1.weight }
      + required.reduce(0) { $0 + $1.weight }
    scale = min(Score.unit, 0x1p31 / max(sum, 1))
  }

  private func part(
    _ pattern: LiteralPattern, _ weight: Float, _ segments: [SegmentReader]
  ) -> Part? {
    let matches = segments.map { LiteralMatcher(segment: $0).matches(pattern) }
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

  func runs(ofSegment number: Int) -> [SegmentSearch.WeightedMatches] { weighted(runs, number) }

  func required(ofSegment number: Int) -> [SegmentSearch.WeightedMatches] {
    weighted(required, number)
  }

  private func weighted(_ parts: [Part], _ number: Int) -> [SegmentSearch.WeightedMatches] {
    parts.map { .init(matches: $0.matches[number], weight: $0.weight * scale) }
  }
}
