/// What a query meets in the whole index: the entries of its terms and the documents of its literals,
/// by segment, and the weights that follow from their frequencies.
struct Statistics {
  struct Term {
    var lane: Lane
    /// By segment.
    var infos: [TermInfo?]
    /// In the whole index.
    var documentFrequency: Int
    var weight: Float
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
    /// That of which its weight comes.
    var documentFrequency: Int
    var weight: Float
  }

  struct Text {
    /// Its place in the plan.
    var number: Int
    /// By segment: its terms there; nil if one is missing.
    var atoms: [[LiteralCursor.Entry]?]
    /// Places among ``Statistics/terms``.
    var terms: [Int]
    /// Of the rarest term.
    var documentFrequency: Int
    var weight: Float
  }

  /// Those of the plan, in its order.
  private(set) var terms: [Term] = []
  private(set) var texts: [Text] = []
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

  init(_ plan: QueryPlan, _ segments: [SegmentReader], _ analyzer: Analyzer) {
    documents = segments.reduce(0) { $0 + $1.documentCount }
    averageLength = Statistics.averageLength(segments)
    for term in plan.terms {
      let infos = TermLookup.entries(
        of: term.term, in: segments.map { $0.dictionary(term.lane) })
      let frequency = infos.reduce(0) { $0 + Int($1?.documentFrequency ?? 0) }
      terms.append(
        Term(
          lane: term.lane, infos: infos, documentFrequency: frequency,
          weight: frequency > 0 ? term.weight * inverseDocumentFrequency(frequency) : 0))
    }
    for (number, run) in plan.runs.enumerated() {
      let matches = segments.map { run.pattern.matches($0, analyzer) }
      if let part = part(.run(number), matches, run.weight) { runs.append(part) }
    }
    for (number, text) in plan.wholeTexts.enumerated() { add(text, number, plan, segments) }
    let matches = plan.patterns.map { pattern in segments.map { pattern.matches($0, analyzer) } }
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
      + literals.reduce(0) { $0 + $1.weight } + texts.reduce(0) { $0 + $1.weight }
    // With the 1 that each part adds at least, sums stay below 2³¹.
    scale = min(Score.unit, 0x1.ffp30 / max(sum, 1))
  }

  static func averageLength(_ segments: [SegmentReader]) -> Float {
    let documents = segments.reduce(0) { $0 + $1.documentCount }
    let units = segments.reduce(0) { $0 + $1.columns.unitCount }
    return documents > 0 ? Float(Double(units) / Double(documents)) : 1
  }

  private func part(_ source: Part.Source, _ matches: [MatchList], _ weight: Float) -> Part? {
    let frequency = matches.reduce(0) { $0 + $1.count }
    guard frequency > 0 else { return nil }
    return Part(
      source: source, matches: matches, documentFrequency: frequency,
      weight: weight * inverseDocumentFrequency(frequency))
  }

  func inverseDocumentFrequency(_ documentFrequency: Int) -> Float {
    BM25.inverseDocumentFrequency(documentFrequency, of: documents)
  }

  /// A whole text weighs as much as its rarest term tells: its own frequency would have to be
  /// counted first.
  private mutating func add(
    _ text: QueryPlan.WholeText, _ number: Int, _ plan: QueryPlan, _ segments: [SegmentReader]
  ) {
    let frequency = text.terms.map { terms[$0].documentFrequency }.min() ?? 0
    guard frequency > 0 else { return }
    let weight = text.weight * inverseDocumentFrequency(frequency)
    // Most atoms are terms, which have been looked up.
    let places = text.pattern.atoms.map { atom in
      text.terms.first { plan.terms[$0].term == atom.term }
    }
    let atoms = segments.enumerated().map { segmentNumber, segment in
      LiteralCursor.entries(of: text.pattern, in: segment) { atom in
        places[atom].map { terms[$0].infos[segmentNumber] }
      }
    }
    texts.append(
      Text(
        number: number, atoms: atoms, terms: text.terms, documentFrequency: frequency,
        weight: weight))
  }

  /// The parts of the query that a segment holds.
  func parts(ofSegment number: Int) -> SegmentSearch.Parts {
    var parts = SegmentSearch.Parts()
    /// By term: its place among those of the segment.
    var places: [Int?] = []
    for term in terms {
      places.append(term.infos[number] == nil ? nil : parts.terms.count)
      if let weighted = weighted(term, ofSegment: number) { parts.terms.append(weighted) }
    }
    for text in texts {
      let terms = text.terms.compactMap { places[$0] }
      guard var weighted = weighted(text, ofSegment: number), terms.count == text.terms.count
      else { continue }
      weighted.terms = terms
      parts.texts.append(weighted)
    }
    parts.matches = matched.map { weighted($0, ofSegment: number) }
    return parts
  }

  /// The parts whose documents are known.
  var matched: [Part] { runs + literals }

  /// A term with its weight; nil where the segment does not hold it.
  func weighted(_ term: Term, ofSegment number: Int) -> SegmentSearch.WeightedTerm? {
    term.infos[number].map { .init(lane: term.lane, info: $0, weight: term.weight * scale) }
  }

  /// A whole text with its weight, and no places of terms; nil where the segment cannot hold it.
  func weighted(_ text: Text, ofSegment number: Int) -> SegmentSearch.WeightedText? {
    text.atoms[number].map { .init(atoms: $0, terms: [], weight: text.weight * scale) }
  }

  func weighted(_ part: Part, ofSegment number: Int) -> SegmentSearch.WeightedMatches {
    .init(matches: part.matches[number], weight: part.weight * scale)
  }

  /// The documents that may be hits; nil if all may.
  func allowed(ofSegment number: Int) -> [DocID]? { allowed.isEmpty ? nil : allowed[number] }
}
