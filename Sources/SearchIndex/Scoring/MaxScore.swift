/// Scores what may be among the best documents of a segment, window by window, and passes over what
/// cannot.
///
/// What each scorer can add in each stretch of a window is known by the blocks of its list (Ding and Suel,
/// "Faster Top-k Document Retrieval Using Block-Max Indexes", 2011). Only stretches are looked at whose
/// sum reaches the best (Dimopoulos, Nepomnyachiy and Suel, "Optimizing Top-k Document Retrieval
/// Strategies for Block-Max Indexes", 2013). There, the scorers that together cannot lift a document into
/// the best are asked only for documents that others have found, and only if these still can get there
/// (Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995).
struct MaxScore {
  private let segment: SegmentReader
  /// By what they can add to a document anywhere, the least first.
  private let scorers: [any WindowScorer]
  /// By scorer: what it and those before it can add anywhere, with whole texts.
  private let bounds: [Score]
  /// By number of scorers: how many documents the others find, if none is found twice.
  private let found: [Int]
  /// Whole texts never find a document: what they add counts with the last of their terms.
  private let texts: [LiteralScorer]
  private let window: ScoreWindow
  private let hits: HitCollector
  private let bound: WindowBounds
  private let candidates: Candidates

  init(
    _ scorers: [any WindowScorer], _ texts: [LiteralScorer], _ window: ScoreWindow,
    _ hits: HitCollector
  ) {
    for scorer in scorers { scorer.prepare() }
    let maxScores = scorers.map(\.maxScore)
    let ascending = scorers.indices.sorted { maxScores[$0] < maxScores[$1] }
    var places = ascending
    for (place, index) in ascending.enumerated() { places[index] = place }
    self.scorers = ascending.map { scorers[$0] }
    self.texts = texts
    let textPlaces = texts.map { text in text.terms.map { places[$0] }.sorted() }
    var bounds: [Score] = []
    for index in ascending { bounds.append((bounds.last ?? 0) + maxScores[index]) }
    for (text, places) in zip(texts, textPlaces) {
      for place in (places.last ?? 0)..<bounds.count { bounds[place] += text.maxScore }
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
    bound = WindowBounds(
      self.scorers, zip(texts, textPlaces).map { ($0, $1) },
      windowCount: (hits.segment.documentCount - 1) / Int(window.length) + 1)
    candidates = Candidates(capacity: window.capacity)
  }

  /// Hands the documents to the collector; false if it was not told of all that match.
  func run() -> Bool {
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
      let group = WindowGroup(
        from: first, windowLength: window.length, documentCount: documentCount)
      next = group.end
      bound.find(in: group)
      // The best stretches first, as long as there is nothing that the others have to reach.
      if hits.wanted != nil, let bar = bound.bar(in: group) {
        isExact = score(group, from: bar, below: nil, isExact)
        for scorer in scorers { scorer.rewind() }
        for text in texts { text.rewind() }
        isExact = score(group, from: 1, below: bar, isExact)
      } else {
        isExact = score(group, from: 1, below: nil, isExact)
      }
    }
    for scorer in scorers[..<dependent] where isExact {
      isExact = scorer.firstDoc(from: next) == .end
    }
    return isExact
  }

  /// Scores what may be among the best in the stretches of a group that are bound by `low` at least, and by less
  /// than `high` if there is one; false if there may be other documents that match.
  private func score(
    _ group: WindowGroup, from low: Score, below high: Score?, _ wasExact: Bool
  ) -> Bool {
    var isExact = wasExact
    for number in 0..<group.windowCount {
      var wanted = window.stretches
      if let high { wanted &= ~bound.stretches(ofWindow: number, atLeast: high) }
      if !score(number, of: group, wanted, atLeast: low, isExact) { isExact = false }
    }
    return isExact
  }

  /// Scores what may be among the best in some stretches of a window, none of which is bound by less than
  /// `low`; false if there may be other documents that match.
  private func score(
    _ number: Int, of group: WindowGroup, _ wanted: UInt64, atLeast low: Score, _ wasExact: Bool
  ) -> Bool {
    var threshold = max(hits.threshold, 1)
    var live = bound.stretches(ofWindow: number, atLeast: max(threshold, low)) & wanted
    if live == 0 {
      return wasExact && bound.stretches(ofWindow: number, atLeast: low) & wanted == 0
    }
    window.move(to: group.start(ofWindow: number), documentCount: DocID(segment.documentCount))
    bound.enter(number)
    var isExact =
      wasExact && live == bound.missing.stretches(atLeast: low) & wanted
    // Those that find nothing by themselves here.
    let others = others(threshold)
    if others > 0 { isExact = false }
    var isFirst = true
    bound.forEachByDocuments(from: others) { place in
      let scorer = scorers[bound.scorers[place]]
      if !isFirst, isDense(scorer) {
        let reached = window.stretches(live, with: bound.missing, reach: threshold)
        if reached != live { isExact = false }
        live = reached
        if live == 0 { return false }
      }
      isFirst = false
      scorer.score(window, in: live)
      bound.isScored(place)
      return true
    }
    if live == 0 { return false }
    // From the first that is missed on, a count tells little.
    if isExact {
      removeDeleted()
      hits.total += window.matchCount(in: live)
    }
    candidates.find(in: window, live, with: bound.missing, atLeast: threshold)
    if let wanted = hits.wanted {
      let reached = candidates.reached(by: wanted, in: window, of: segment)
      if reached > threshold {
        threshold = reached
        candidates.keep(in: window, with: bound.missing, atLeast: threshold)
      }
    }
    score(others, threshold)
    return isExact
  }

  /// Whether it is worth while to know what has been scored before a scorer is asked.
  private func isDense(_ scorer: any WindowScorer) -> Bool {
    scorer.documentFrequency * Int(window.length) / segment.documentCount > 256
  }

  /// How many of the scorers that find something in the window, from the first on, need find nothing by
  /// themselves.
  ///
  /// As many as do not reach the threshold together. But then most documents that the rest finds
  /// might reach it, and must be looked up in the lists of the others; if these reach half of it at
  /// most, a sixth might (measured with questions). A document that might costs about five times as
  /// much as one that is merely scored.
  private func others(_ threshold: Score) -> Int {
    let few = bound.count(below: threshold / 2, from: 0)
    let many = bound.count(below: threshold, from: few)
    return 3 * documents(from: many) < documents(from: few) ? many : few
  }

  /// How many documents the scorers of the window find, without the first of them.
  private func documents(from place: Int) -> Int {
    place < bound.scorers.count ? found[bound.scorers[place]] : 0
  }

  private func removeDeleted() {
    guard segment.live.deletedCount > 0 else { return }
    window.forEachDocument { doc in
      if segment.live.isDeleted(doc) { window.remove(doc) }
    }
  }

  /// Lets the first `count` scorers of the window and whole texts add to those candidates that may still be
  /// among the best.
  private func score(_ count: Int, _ threshold: Score) {
    var areTextsBound = !bound.hasTexts
    func boundTexts() {
      areTextsBound = true
      candidates.boundTexts { docs, bounds in
        for text in bound.texts { text.bound(docs, bounds) }
      }
      bound.areTextsBound()
      candidates.keep(in: window, with: bound.missing, atLeast: threshold)
    }
    if !areTextsBound, areTextsRare { boundTexts() }
    for place in (0..<count).reversed() {
      if candidates.count == 0 { return }
      let scorer = scorers[bound.scorers[place]]
      scorer.add(
        to: window, atLeast: candidates.docs, in: candidates.stretches(of: window), of: segment)
      bound.isScored(place)
      candidates.keep(in: window, with: bound.missing, atLeast: threshold)
    }
    if !areTextsBound { boundTexts() }
    let hasDeleted = segment.live.deletedCount > 0
    for (number, doc) in candidates.docs.enumerated() {
      var score = window.score(of: doc)
      let textBound = candidates.textBound(number)
      // Those before may have set a higher bar, and to find out whether a text stands there takes long.
      if score &+ textBound < hits.threshold { continue }
      if hasDeleted, segment.live.isDeleted(doc) { continue }
      if textBound > 0 {
        for text in bound.texts { score &+= text.score(of: doc) }
      }
      hits.keep(doc, score)
    }
  }

  /// Whether few of the candidates hold all terms of a whole text: then it is worth while to know
  /// these before the other scorers are asked.
  private var areTextsRare: Bool {
    bound.texts.allSatisfy { text in
      text.documentFrequency * Int(window.length) / segment.documentCount < candidates.count / 2
    }
  }
}
