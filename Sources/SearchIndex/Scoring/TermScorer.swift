/// Scores the documents of one posting list.
final class TermScorer: WindowScorer {
  private let cursor: PostingsCursor
  private let weight: Float
  private let norms: [Float]
  private let lengths: UnsafePointer<UInt8>

  /// `weight` is in ``Score`` units, `norms` are by the `lengths`' codes.
  init(
    _ cursor: PostingsCursor, weight: Float, norms: [Float], lengths: UnsafePointer<UInt8>
  ) {
    self.cursor = cursor
    self.weight = weight
    self.norms = norms
    self.lengths = lengths
  }

  var doc: DocID { cursor.doc }

  var documentFrequency: Int { cursor.documentFrequency }

  var maxScore: Score {
    // A contribution grows with the frequency and falls with the length.
    let (frequency, length) = cursor.bounds
    return Score.contribution(
      weight: weight, frequency: Float(frequency), norm: norms[Int(length)])
  }

  func seek(to target: DocID) { cursor.seek(to: target) }

  func score(_ window: ScoreWindow, only candidates: [DocID]) {
    for doc in candidates {
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      window.scores[Int(doc &- window.start)] &+= Score.contribution(
        weight: weight, frequency: Float(cursor.frequency), norm: norms[Int(lengths[Int(doc)])])
    }
  }

  func score(_ window: ScoreWindow) {
    cursor.seek(to: window.start)
    let scores = window.scores
    let start = window.start
    let lengths = lengths
    let weight = weight
    norms.withUnsafeBufferPointer { norms in
      cursor.forEachRun(before: window.end) { docs, frequencies, count in
        for index in 0..<count {
          let doc = docs[index]
          scores[Int(doc &- start)] &+= Score.contribution(
            weight: weight, frequency: Float(frequencies[index] &+ 1),
            norm: norms[Int(lengths[Int(doc)])])
        }
      }
    }
  }
}
