/// What a query meets in the whole index: the entries of its terms and the documents of its literals,
/// by segment, and the weights that follow from their frequencies.
struct Statistics {
  private struct Term {
    var lane: Lane
    /// By segment.
    var infos: [TermInfo?]
    /// In the whole index.
    var documentFrequency: Int
    var weight: Float
  }

  private struct Part {
    /// By segment.
    var matches: [MatchList]
    var weight: Float = 0
  }

  private struct Text {
    /// By segment: its terms there; nil if one is missing.
    var atoms: [[LiteralCursor.Entry]?]
    /// Places among ``Statistics/terms``.
    var terms: [Int]
    var weight: Float
  }

  /// Those of the plan, in its order.
  private var terms: [Term] = []
  private var texts: [Text] = []
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
      terms.append(
        Term(
          lane: term.lane, infos: infos, documentFrequency: frequency,
          weight: frequency > 0 ? term.weight * idf(frequency) : 0))
    }
    for run in plan.runs {
      let matches = segments.map { run.pattern.matches($0, table) }
      if let part = part(matches, run.weight) { runs.append(part) }
    }
    for text in plan.wholeTexts { add(text, segments, table) }
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
      + literals.reduce(0) { $0 + $1.weight } + texts.reduce(0) { $0 + $1.weight }
    scale = min(Score.unit, 0x1p31 / max(sum, 1))
  }

  private func part(_ matches: [MatchList], _ weight: Float) -> Part? {
    let frequency = matches.reduce(0) { $0 + $1.count }
    return frequency > 0 ? Part(matches: matches, weight: weight * idf(frequency)) : nil
  }

  private func idf(_ documentFrequency: Int) -> Float {
    BM25.inverseDocumentFrequency(documentFrequency, of: documents)
  }

  /// A whole text weighs as much as its rarest term tells: its own frequency would have to be
  /// counted first.
  private mutating func add(
    _ text: QueryPlan.WholeText, _ segments: [SegmentReader], _ table: CharacterTable
  ) {
    let frequency = text.terms.map { terms[$0].documentFrequency }.min() ?? 0
    guard frequency > 0 else { return }
    let weight = text.weight * idf(frequency)
    if text.pattern.atoms.contains(where: \.isPrefix) {
      let pattern = MatchPattern(kind: .literal([text.pattern]))
      runs.append(Part(matches: segments.map { pattern.matches($0, table) }, weight: weight))
    } else {
      let atoms = segments.map { LiteralCursor.entries(of: text.pattern, in: $0) }
      texts.append(Text(atoms: atoms, terms: text.terms, weight: weight))
    }
  }

  /// The parts of the query that a segment holds.
  func parts(ofSegment number: Int) -> SegmentSearch.Parts {
    var parts = SegmentSearch.Parts()
    /// By term: its place among those of the segment.
    var places: [Int?] = []
    for term in terms {
      places.append(term.infos[number] == nil ? nil : parts.terms.count)
      guard let info = term.infos[number] else { continue }
      parts.terms.append(.init(lane: term.lane, info: info, weight: term.weight * scale))
    }
    for text in texts {
      let terms = text.terms.compactMap { places[$0] }
      guard let atoms = text.atoms[number], terms.count == text.terms.count else { continue }
      parts.texts.append(.init(atoms: atoms, terms: terms, weight: text.weight * scale))
    }
    parts.matches = (runs + literals).map {
      .init(matches: $0.matches[number], weight: $0.weight * scale)
    }
    return parts
  }

  /// The documents that may be hits; nil if all may.
  func allowed(ofSegment number: Int) -> [DocID]? { allowed.isEmpty ? nil : allowed[number] }
}
