/// Scores what may be among the best documents of a segment, window by window, and passes over what
/// cannot.
///
/// In each window the scorers that together cannot lift a document into the best are asked only for
/// documents that others have found, and only if these still can get there (Turtle and Flood, "Query
/// Evaluation: Strategies and Optimizations", 1995); what they can add there is known by the blocks of
/// their lists (Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes", 2011).
struct MaxScore {
  private let segment: SegmentReader
  /// By what they can add to a document anywhere, the least first.
  private let scorers: [any WindowScorer]
  /// By scorer: what it and those before it can add anywhere, with whole texts.
  private let bounds: [Score]
  /// By number of scorers: how many documents the others find, if none is found twice.
  private let found: [Int]
  /// Whole texts never find a document: what they add counts with the last of their terms.
  private var texts: [Text]
  private let window: ScoreWindow
  private let hits: HitCollector

  /// By scorer: what it and those before it can add in the window, without whole texts.
  private var windowBounds: [Score]
  private let candidates: Candidates

  private struct Text {
    let scorer: LiteralScorer
    /// Of the scorers that find all its documents; the last of them counts for it.
    let places: [Int]
    /// What it can add in the window.
    var windowBound: Score = 0
  }

  init(
    _ scorers: [any WindowScorer], _ texts: [LiteralScorer], _ window: ScoreWindow,
    _ hits: HitCollector
  ) {
    let maxScores = scorers.map(\.maxScore)
    let ascending = scorers.indices.sorted { maxScores[$0] < maxScores[$1] }
    var places = ascending
    for (place, index) in ascending.enumerated() { places[index] = place }
    self.scorers = ascending.map { scorers[$0] }
    self.texts = texts.map { text in
      Text(scorer: text, places: text.terms.map { places[$0] }.sorted())
    }
    var bounds: [Score] = []
    for index in ascending { bounds.append((bounds.last ?? 0) + maxScores[index]) }
    for text in self.texts {
      for place in (text.places.last ?? 0)..<bounds.count { bounds[place] += text.scorer.maxScore }
    }
    self.bounds = bounds
    var found = [0]
    for scorer in self.scorers.reversed() {
      found.append(found[found.count - 1] + scorer.documentFrequency)
    }
    self.found = found.reversed()
    self.window = window
    self.hits = hits
    segment = hits.segment
    windowBounds = bounds
    candidates = Candidates(capacity: window.capacity)
  }

  /// Hands the documents to the collector; false if it was not told of all that match.
  mutating func run() -> Bool {
    let documentCount = DocID(segment.documentCount)
    /// How many of the scorers, from the first on, find nothing by themselves any more.
    var dependent = 0
    var isExact = true
    var next: DocID = 0
    while true {
      let threshold = hits.threshold
      while dependent < scorers.count, bounds[dependent] < threshold { dependent += 1 }
      var first = DocID.end
      for scorer in scorers[dependent...] { first = min(first, scorer.firstDoc(from: next)) }
      if first == .end { break }
      for scorer in scorers[..<dependent] where isExact {
        isExact = scorer.firstDoc(from: next) >= first
      }
      window.move(to: first, documentCount: documentCount)
      next = window.end
      let textsBound = boundWindow()
      if windowBoundWithTexts(scorers.count) < threshold {
        isExact = false
        continue
      }
      /// Those that find nothing by themselves here.
      let others = others(threshold)
      if windowBound(others) > 0 { isExact = false }
      for scorer in scorers[others...] { scorer.score(window) }
      removeDeleted()
      // From the first that is missed on, a count tells little.
      if isExact { hits.total += window.matchCount }
      score(others, textsBound, threshold)
    }
    for scorer in scorers[..<dependent] where isExact {
      isExact = scorer.firstDoc(from: next) == .end
    }
    return isExact
  }

  /// How many of the scorers, from the first on, need find nothing by themselves in the window.
  ///
  /// As many as do not reach the threshold together. But then most documents that the rest finds
  /// might reach it, and must be looked up in the lists of the others; if these reach half of it at
  /// most, a sixth might (measured with questions). A document that might costs about five times as
  /// much as one that is merely scored.
  private func others(_ threshold: Score) -> Int {
    var few = 0
    while few < scorers.count, windowBoundWithTexts(few + 1) < threshold / 2 { few += 1 }
    var many = few
    while many < scorers.count, windowBoundWithTexts(many + 1) < threshold { many += 1 }
    return 3 * found[many] < found[few] ? many : few
  }

  /// What the first `count` scorers can add in the window.
  private func windowBound(_ count: Int) -> Score { count > 0 ? windowBounds[count - 1] : 0 }

  /// The same with the whole texts that count for them.
  private func windowBoundWithTexts(_ count: Int) -> Score {
    texts.reduce(windowBound(count)) { sum, text in
      sum + (text.places.last ?? 0 < count ? text.windowBound : 0)
    }
  }

  /// Finds what scorers can add in the window; returns what whole texts can.
  private mutating func boundWindow() -> Score {
    var sum: Score = 0
    for (place, scorer) in scorers.enumerated() {
      sum += scorer.maxScore(from: window.start, to: window.end)
      windowBounds[place] = sum
    }
    var textsBound: Score = 0
    for number in texts.indices {
      let holds = texts[number].places.allSatisfy { windowBound($0 + 1) > windowBound($0) }
      texts[number].windowBound = holds ? texts[number].scorer.maxScore : 0
      textsBound += texts[number].windowBound
    }
    return textsBound
  }

  private func removeDeleted() {
    guard segment.live.deletedCount > 0 else { return }
    window.forEachDocument(atLeast: 1) { doc in
      if segment.live.isDeleted(doc) { window.remove(doc) }
    }
  }

  /// Lets the first `count` scorers and whole texts add to those documents of the window that may
  /// still be among the best.
  private mutating func score(_ count: Int, _ textsBound: Score, _ threshold: Score) {
    candidates.find(in: window, atLeast: need(threshold, windowBound(count) + textsBound))
    var rest = textsBound
    if textsBound > 0, areTextsRare {
      boundTexts()
      rest = 0
      candidates.keep(in: window, atLeast: need(threshold, windowBound(count)))
    }
    for place in (0..<count).reversed() where windowBound(place + 1) > windowBound(place) {
      if candidates.count == 0 { return }
      scorers[place].add(to: window, atLeast: candidates.docs, of: segment)
      candidates.keep(in: window, atLeast: need(threshold, windowBound(place) + rest))
    }
    if rest > 0 {
      boundTexts()
      candidates.keep(in: window, atLeast: need(threshold, 0))
    }
    for text in texts where text.windowBound > 0 {
      text.scorer.score(window, only: candidates.docs)
    }
    for doc in candidates.docs { hits.keep(doc, window.score(of: doc)) }
  }

  /// Whether few of the candidates hold all terms of a whole text: then it is worth while to know
  /// these before the other scorers are asked.
  private var areTextsRare: Bool {
    texts.allSatisfy { text in
      text.scorer.documentFrequency * Int(window.length) / segment.documentCount
        < candidates.count / 2
    }
  }

  private func boundTexts() {
    candidates.boundTexts { docs, bounds in
      for text in texts where text.windowBound > 0 { text.scorer.bound(docs, bounds) }
    }
  }

  /// The score from which on a document reaches the threshold if `rest` is what others can add.
  private func need(_ threshold: Score, _ rest: Score) -> Score {
    threshold > rest ? threshold - rest : 1
  }
}
