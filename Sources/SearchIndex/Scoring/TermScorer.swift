/// Scores the documents of one posting list.
final class TermScorer: WindowScorer {
  private let cursor: PostingsCursor
  private let weight: Score
  private let saturation: Saturation
  private let lengths: UnsafePointer<UInt8>

  /// `weight` is in ``Score`` units.
  init(
    _ cursor: PostingsCursor, weight: Float, saturation: Saturation,
    lengths: UnsafePointer<UInt8>
  ) {
    self.cursor = cursor
    self.weight = Score(weight)
    self.saturation = saturation
    self.lengths = lengths
  }

  var documentFrequency: Int { cursor.documentFrequency }

  private(set) lazy var maxScore: Score = {
    var most: Score = 0
    if cursor.isOneBlock {
      cursor.forEachOfOnlyBlock { doc, frequency in
        most = max(most, contribution(frequency, lengths[Int(doc)]))
      }
    } else {
      cursor.forEachBlock(from: 0, to: .end) {
        most = max(most, contribution($0.maxFrequency, $0.minLength))
      }
    }
    return most
  }()

  func maxScore(from start: DocID, to end: DocID) -> Score {
    if cursor.isOneBlock { return cursor.firstDoc(from: start) < end ? maxScore : 0 }
    var most: Score = 0
    cursor.forEachBlock(from: start, to: end) {
      most = max(most, contribution($0.maxFrequency, $0.minLength))
    }
    return most
  }

  /// It grows with the frequency and falls with the length.
  @inline(__always)
  private func contribution(_ frequency: Int, _ length: UInt8) -> Score {
    Score.contribution(weight: weight, saturation: saturation[frequency, length])
  }

  func firstDoc(from doc: DocID) -> DocID { cursor.firstDoc(from: doc) }

  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    for doc in candidates {
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      window.add(contribution(cursor.frequency, lengths[Int(doc)]), to: doc)
    }
  }

  func score(_ window: ScoreWindow) {
    cursor.seek(to: window.start)
    let scores = window.scores
    let start = window.start
    let lengths = lengths
    let weight = weight
    var touched = window.touched
    let saturation = saturation
    cursor.forEachRun(before: window.end) { docs, frequencies, count in
      // In registers: what a closure captures is not.
      var touchedHere: UInt64 = 0
      for index in 0..<count {
        let doc = docs[index]
        let offset = Int(doc &- start)
        scores[offset] &+= Score.contribution(
          weight: weight,
          saturation: saturation[Int(frequencies[index]) &+ 1, lengths[Int(doc)]])
        touchedHere |= 1 &<< UInt64(truncatingIfNeeded: offset &>> ScoreWindow.stretchShift)
      }
      touched |= touchedHere
    }
    window.touched = touched
  }
}
