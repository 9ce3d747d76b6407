/// Tells for single documents what each part of a query added to their scores.
///
/// It asks the scorers that found them, one after the other, each for a window of this document only:
/// so there is no second formula, and nothing is noted while a search runs.
struct Explainer {
  private let plan: QueryPlan
  private let statistics: Statistics
  private let segments: [SegmentReader]
  private let saturation: Saturation

  init(_ plan: QueryPlan, _ statistics: Statistics, _ segments: [SegmentReader]) {
    self.plan = plan
    self.statistics = statistics
    self.segments = segments
    saturation = Saturation(averageLength: statistics.averageLength)
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
    let search = SegmentSearch(segment: segment, saturation: saturation)
    let window = ScoreWindow(length: 1)
    var parts: [(part: Explanation.Part, score: Score)] = []
    func add(_ subject: Subject, _ part: SegmentSearch.Parts, _ frequency: Int) throws(IndexError) {
      let (scorers, texts) = try search.scorers(part)
      window.move(to: doc, documentCount: DocID(segment.documentCount))
      for scorer in scorers { scorer.score(window, in: .max) }
      [doc].withUnsafeBufferPointer { doc in
        for text in texts { text.score(window, only: doc) }
      }
      let score = window.score(of: doc)
      guard score > 0 else { return }
      let idf = statistics.inverseDocumentFrequency(subject.documentFrequency)
      let part = Explanation.Part(
        text: subject.text, kind: subject.kind, field: subject.field,
        weight: Double(subject.weight) / Double(idf), inverseDocumentFrequency: Double(idf),
        frequency: frequency, documentFrequency: subject.documentFrequency,
        contribution: Double(score) / Double(statistics.scale))
      parts.append((part, score))
    }
    for (place, term) in statistics.terms.enumerated() {
      guard let weighted = statistics.weighted(term, ofSegment: number) else { continue }
      let cursor = segment.cursor(weighted.info, weighted.lane)
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      try add(subject(term, place), .init(terms: [weighted]), cursor.frequency)
    }
    for text in statistics.texts {
      guard let weighted = statistics.weighted(text, ofSegment: number) else { continue }
      let cursor = LiteralCursor(weighted.atoms, of: segment)
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      try add(subject(text), .init(texts: [weighted]), cursor.count())
    }
    for part in statistics.matched {
      let weighted = statistics.weighted(part, ofSegment: number)
      let frequency = weighted.matches.frequency(of: doc)
      guard frequency > 0 else { continue }
      try add(subject(part), .init(matches: [weighted]), frequency)
    }
    if let damage = segment.damage { throw damage }
    // Of equal ones the first of the query comes first.
    let order = parts.indices.sorted { (parts[$1].score, $0) < (parts[$0].score, $1) }
    return Explanation(
      parts: order.map { parts[$0].part },
      length: segment.columns.lengths.map { Int(DocumentLength.length($0[Int(doc)])) } ?? 0,
      averageLength: Double(statistics.averageLength), documentCount: statistics.documents)
  }

  private func subject(_ term: Statistics.Term, _ place: Int) -> Subject {
    var text = String(decoding: plan.terms[place].term, as: UTF8.self)
    // A mark for any word of a script with spaces.
    if text.utf8.count > 1, text.utf8.last == UInt8(Gram.word) {
      text.unicodeScalars.removeLast()
      text += "…"
    }
    return Subject(
      text: text,
      kind: term.lane == .words ? .word : .gram, weight: term.weight,
      documentFrequency: term.documentFrequency)
  }

  private func subject(_ text: Statistics.Text) -> Subject {
    Subject(
      text: plan.wholeTexts[text.number].pattern.description, kind: .string, weight: text.weight,
      documentFrequency: text.documentFrequency)
  }

  private func subject(_ part: Statistics.Part) -> Subject {
    var subject = Subject(
      text: "", kind: .string, weight: part.weight, documentFrequency: part.documentFrequency)
    let pattern: MatchPattern
    switch part.source {
    case .run(let number): pattern = plan.runs[number].pattern
    case .scored(let number):
      pattern = plan.patterns[plan.scored[number].pattern]
      subject.kind = .literal
    }
    subject.text = pattern.description
    subject.field = pattern.field
    switch pattern.kind {
    case .literal: break
    case .near: subject.kind = .near
    case .words: subject.kind = .pattern
    }
    return subject
  }
}
