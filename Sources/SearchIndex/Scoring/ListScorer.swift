/// Scores documents that are known beforehand: those of a match list, or of a posting list of few documents.
final class ListScorer: WindowScorer {
  let documentFrequency: Int
  let weight: Score
  let maxScore: Score
  private let docs: UnsafeMutablePointer<DocID>
  private let scores: UnsafeMutablePointer<Score>
  /// The first document that is not before what was asked for.
  private var index = 0
  /// The same for the last group.
  private var groupIndex = 0

  /// `weight` is in ``Score`` units.
  convenience init(
    _ matches: MatchList, weight: Float, saturation: Saturation, lengths: UnsafePointer<UInt8>
  ) {
    let weight = Score(weight)
    self.init(weight, capacity: matches.count) { add in
      for (doc, frequency) in zip(matches.docs, matches.frequencies) {
        add(
          doc,
          .contribution(
            weight: weight, saturation: saturation[Int(frequency), lengths[Int(doc)]]))
      }
    }
  }

  /// `weight` is in ``Score`` units.
  convenience init(
    _ cursor: PostingsCursor, weight: Float, saturation: Saturation,
    lengths: UnsafePointer<UInt8>
  ) {
    let weight = Score(weight)
    self.init(weight, capacity: cursor.documentFrequency) { add in
      cursor.forEachRun(before: .end) { docs, frequencies, count in
        for index in 0..<count {
          let doc = docs[index]
          add(
            doc,
            .contribution(
              weight: weight,
              saturation: saturation[Int(frequencies[index]) &+ 1, lengths[Int(doc)]]))
        }
      }
    }
  }

  @inline(__always)
  private init(_ weight: Score, capacity: Int, _ fill: ((DocID, Score) -> Void) -> Void) {
    let (docs, scores) = (
      UnsafeMutablePointer<DocID>.allocate(capacity: capacity),
      UnsafeMutablePointer<Score>.allocate(capacity: capacity)
    )
    var count = 0
    var most: Score = 0
    fill { doc, score in
      // Blocks that are damaged may have more documents than the dictionary tells.
      guard count < capacity else { return }
      docs[count] = doc
      scores[count] = score
      count &+= 1
      most = max(most, score)
    }
    self.docs = docs
    self.scores = scores
    self.weight = weight
    documentFrequency = count
    maxScore = most
  }

  deinit {
    docs.deallocate()
    scores.deallocate()
  }

  func firstDoc(from doc: DocID) -> DocID {
    seek(to: doc)
    return index < documentFrequency ? docs[index] : .end
  }

  /// The documents ahead are probed at doubling distances, then halved: near targets cost little.
  private func seek(to target: DocID) {
    var step = 1
    var high = index
    while high < documentFrequency, docs[high] < target {
      index = high + 1
      high += step
      step *= 2
    }
    high = min(high, documentFrequency)
    while index < high {
      let middle = (index + high) / 2
      if docs[middle] < target { index = middle + 1 } else { high = middle }
    }
  }

  /// Calls `body` with the number of each document of the window.
  @inline(__always)
  private func forEachDocument(of window: ScoreWindow, _ body: (Int) -> Void) {
    seek(to: window.start)
    var index = index
    while index < documentFrequency, docs[index] < window.end {
      body(index)
      index &+= 1
    }
  }

  func bound(_ group: WindowGroup, _ bounds: StretchScores) -> UInt64 {
    let first = firstDoc(from: group.start)
    groupIndex = index
    guard first < group.end else { return 0 }
    bounds.clear()
    var windows: UInt64 = 0
    var index = index
    while index < documentFrequency, docs[index] < group.end {
      let place = group.place(of: docs[index])
      bounds[place] = max(bounds[place], scores[index])
      windows |= WindowGroup.windows(place, through: place)
      index &+= 1
    }
    return windows
  }

  func rewind() { index = groupIndex }

  func score(_ window: ScoreWindow, in stretches: UInt64) {
    forEachDocument(of: window) { window.add(scores[$0], to: docs[$0]) }
  }

  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    for doc in candidates {
      seek(to: doc)
      guard index < documentFrequency else { return }
      if docs[index] == doc { window.add(scores[index], to: doc) }
    }
  }
}
