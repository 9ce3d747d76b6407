/// Tells for single documents what each part of a query added to their scores.
///
/// It asks the scorers that found them, one after the other, each for a window of this document only:
/// so there is no second formula, and nothing is noted while a search runs.
struct Explainer {
  private let plan: QueryPlan
  private let statistics: Statistics
  private let segments: [SegmentReader]
  private let norms: [Float]

  init(_ plan: QueryPlan, _ statistics: Statistics, _ segments: [SegmentReader]) {
    self.plan = plan
    self.statistics = statistics
    self.segments = segments
    norms = BM25.norms(averageLength: statistics.averageLength)
  }

  /// What is told of a part whatever the document.
  private struct Subject {
    var text: String
    var kind: Explanation.Kind
    var field: Query.Field?
    /// With the idf.
    var weight: Float
    var documentFrequency: Int
  }

  /// Explains the score of a document.
  ///
  /// - Complexity: that of finding the document in the list of each part.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if a list cannot be read.
  func explanation(of doc: DocID, inSegment number: Int) throws(IndexError) -> Explanation {
    let segment = segments[number]
    let search = SegmentSearch(segment: segment, norms: norms)
    let window = ScoreWindow(length: 1)
    var parts: [(part: Explanation.Part, score: Score)] = []
    func add(_ subject: Subject, _ scorers: [any WindowScorer], frequency: Int) {
      window.move(to: doc, end: doc + 1)
      for scorer in scorers { scorer.score(window) }
      guard window.scores[0] > 0 else { return }
      let idf = statistics.inverseDocumentFrequency(subject.documentFrequency)
      parts.append(
        (
          Explanation.Part(
            text: subject.text, kind: subject.kind, field: subject.field,
            weight: Double(subject.weight) / Double(idf), inverseDocumentFrequency: Double(idf),
            frequency: frequency, documentFrequency: subject.documentFrequency,
            contribution: Double(window.scores[0]) / Double(statistics.scale)),
          window.scores[0]
        ))
    }
    for term in statistics.terms {
      guard let weighted = statistics.weighted(term, ofSegment: number) else { continue }
      let cursor = segment.cursor(weighted.info, weighted.lane)
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      add(
        subject(term), try search.scorers(terms: [weighted], matches: []),
        frequency: cursor.frequency)
    }
    for part in statistics.parts {
      let weighted = statistics.weighted(part, ofSegment: number)
      let frequency = weighted.matches.frequency(of: doc)
      guard frequency > 0 else { continue }
      add(
        subject(part), try search.scorers(terms: [], matches: [weighted]),
        frequency: frequency)
    }
    if let damage = segment.damage { throw damage }
    // Of equal ones the first of the query comes first.
    let order = parts.indices.sorted { (parts[$1].score, $0) < (parts[$0].score, $1) }
    return Explanation(
      parts: order.map { parts[$0].part },
      length: segment.columns.lengths.map { Int(DocumentLength.length($0[Int(doc)])) } ?? 0,
      averageLength: Double(statistics.averageLength), documentCount: statistics.documents)
  }

  private func subject(_ term: Statistics.Term) -> Subject {
    Subject(
      text: String(decoding: plan.terms[term.number].term, as: UTF8.self),
      kind: term.lane == .words ? .word : .gram, weight: term.weight,
      documentFrequency: term.documentFrequency)
  }

  private func subject(_ part: Statistics.Part) -> Subject {
    let pattern: MatchPattern
    switch part.source {
    case .run(let number): pattern = plan.runs[number].pattern
    case .scored(let number): pattern = plan.patterns[plan.scored[number].pattern]
    }
    let kind: Explanation.Kind
    switch (pattern.kind, part.source) {
    case (.literal, .run): kind = .string
    case (.literal, .scored): kind = .literal
    case (.near, _): kind = .near
    case (.words, _): kind = .pattern
    }
    return Subject(
      text: pattern.description, kind: kind, field: pattern.field, weight: part.weight,
      documentFrequency: part.documentFrequency)
  }
}
