/// Scores the documents of a match list as those of a term.
final class MatchListScorer: WindowScorer {
  private let matches: MatchList
  private let weight: Score
  private let saturation: Saturation
  private let lengths: UnsafePointer<UInt8>
  private var index = 0

  init(
    _ matches: MatchList, weight: Float, saturation: Saturation, lengths: UnsafePointer<UInt8>
  ) {
    self.matches = matches
    self.weight = Score(weight)
    self.saturation = saturation
    self.lengths = lengths
  }

  var documentFrequency: Int { matches.count }

  private(set) lazy var maxScore = Score.contribution(
    weight: weight, saturation: saturation[Int(matches.frequencies.max() ?? 1), 0])

  func maxScore(from start: DocID, to end: DocID) -> Score {
    firstDoc(from: start) < end ? maxScore : 0
  }

  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    for doc in candidates {
      seek(to: doc)
      guard self.doc == doc else { continue }
      addCurrent(to: window)
    }
  }

  private var doc: DocID { index < matches.count ? matches.docs[index] : .end }

  func firstDoc(from doc: DocID) -> DocID {
    seek(to: doc)
    return self.doc
  }

  private func seek(to target: DocID) {
    var high = matches.count
    while index < high {
      let middle = (index + high) / 2
      if matches.docs[middle] < target { index = middle + 1 } else { high = middle }
    }
  }

  func score(_ window: ScoreWindow) {
    seek(to: window.start)
    while index < matches.count, matches.docs[index] < window.end {
      addCurrent(to: window)
      index += 1
    }
  }

  @inline(__always)
  private func addCurrent(to window: ScoreWindow) {
    let doc = matches.docs[index]
    let score = Score.contribution(
      weight: weight, saturation: saturation[Int(matches.frequencies[index]), lengths[Int(doc)]])
    window.add(score, to: doc)
  }
}
