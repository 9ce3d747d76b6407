/// Scores those of the documents that others have found in which a literal stands.
///
/// First it tells what the literal may add to them, by the terms that they hold; ordinals are read
/// only in those that this lifts into the best.
final class LiteralScorer {
  /// Places of scorers that find every document of the literal.
  let terms: [Int]
  /// No more documents than this have all terms.
  let documentFrequency: Int
  let weight: Score
  /// No document gets more than this.
  var maxScore: Score { weight &+ 1 }
  /// Which documents hold all terms.
  private lazy var holders = LiteralCursor(atoms, of: segment, standsOnFirst: false)
  /// Follows behind, to read ordinals.
  private lazy var places = LiteralCursor(atoms, of: segment, standsOnFirst: false)
  /// Whether they have been asked for.
  private var isUsed = false
  private let atoms: [LiteralCursor.Entry]
  private let segment: SegmentReader
  private let saturation: Saturation
  private let lengths: UnsafePointer<UInt8>

  init(
    _ text: SegmentSearch.WeightedText, of segment: SegmentReader, saturation: Saturation,
    lengths: UnsafePointer<UInt8>
  ) {
    terms = text.terms
    atoms = text.atoms
    weight = Score(text.weight)
    documentFrequency = text.atoms.map(\.documentFrequency).min() ?? 0
    self.segment = segment
    self.saturation = saturation
    self.lengths = lengths
  }

  /// Any window may come next.
  func rewind() {
    guard isUsed else { return }
    holders.rewind()
    places.rewind()
  }

  /// Adds to `bounds` what the literal adds at most to each of some documents, which rise.
  func bound(
    _ candidates: UnsafeBufferPointer<DocID>, _ bounds: UnsafeMutablePointer<Score>
  ) {
    isUsed = true
    let holders = holders
    for index in candidates.indices where holders.holds(candidates[index]) {
      bounds[index] &+= contribution(holders.maxFrequency, to: candidates[index])
    }
  }

  /// What it adds to the score of a document, which is not before the last.
  func score(of doc: DocID) -> Score {
    isUsed = true
    guard places.holds(doc) else { return 0 }
    let frequency = places.count()
    return frequency > 0 ? contribution(frequency, to: doc) : 0
  }

  /// Adds to the scores of some documents of the window, which rise.
  ///
  /// Windows come in rising order; see ``rewind()``.
  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    isUsed = true
    let places = places
    for doc in candidates where places.holds(doc) {
      let frequency = places.count()
      if frequency > 0 { window.add(contribution(frequency, to: doc), to: doc) }
    }
  }

  @inline(__always)
  private func contribution(_ frequency: Int, to doc: DocID) -> Score {
    Score.contribution(
      weight: weight, saturation: saturation[frequency, lengths[Int(doc)]])
  }
}
