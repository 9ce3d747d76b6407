/// Scores the documents of a posting list of several blocks, and passes over blocks that are not asked for.
final class TermScorer: WindowScorer {
  let weight: Score
  private let cursor: PostingsCursor
  private let saturation: Saturation
  private let lengths: UnsafePointer<UInt8>

  /// Of a frequent term nil until windows are to be bound.
  private var known: BlockBounds?
  /// The first block that is not before what was asked for.
  private var firstBlock = 0
  /// The same for the last group.
  private var groupBlock = 0

  /// Of a frequent term, as long as nothing is known of its blocks, what no saturation passes.
  var maxScore: Score { known?.most ?? .contribution(weight: weight, saturation: .max) }

  /// A block in so few stretches has documents in most of them.
  private static let denseBlock = 16
  /// Of so many documents one at least holds a frequent term.
  private static let frequency = 8

  /// `weight` is in ``Score`` units.
  ///
  /// The best documents of a frequent term hold it so often that it is worth nearly all its weight: what is known
  /// of its blocks, which are many, is read only if windows are bound.
  init(
    _ cursor: PostingsCursor, weight: Float, saturation: Saturation,
    lengths: UnsafePointer<UInt8>, documentCount: Int
  ) {
    let weight = Score(weight)
    self.cursor = cursor
    self.weight = weight
    self.saturation = saturation
    self.lengths = lengths
    if cursor.documentFrequency * TermScorer.frequency <= documentCount { prepare() }
  }

  deinit { known?.deallocate() }

  func prepare() { _ = blocks }

  private var blocks: BlockBounds {
    if let known { return known }
    let blocks = BlockBounds(cursor, weight: weight, saturation: saturation)
    known = blocks
    return blocks
  }

  var documentFrequency: Int { cursor.documentFrequency }

  /// It grows with the frequency and falls with the length.
  @inline(__always)
  private func contribution(_ frequency: Int, _ length: UInt8) -> Score {
    Score.contribution(weight: weight, saturation: saturation[frequency, length])
  }

  func firstDoc(from doc: DocID) -> DocID {
    let blocks = blocks
    pass(before: doc, blocks)
    return firstBlock < blocks.count ? max(doc, blocks.firstDoc(ofBlock: firstBlock)) : .end
  }

  private func pass(before doc: DocID, _ blocks: BlockBounds) {
    while firstBlock < blocks.count, blocks.lastDocs[firstBlock] < doc { firstBlock &+= 1 }
  }

  func bound(_ group: WindowGroup, _ bounds: StretchScores) -> UInt64 {
    let start = firstDoc(from: group.start)
    groupBlock = firstBlock
    guard start < group.end else { return 0 }
    let blocks = blocks
    var first = max(group.start, blocks.firstDoc(ofBlock: firstBlock))
    let firstPlace = group.place(of: first)
    bounds.clear(before: firstPlace)
    var lastPlace = firstPlace &- 1
    var block = firstBlock
    while block < blocks.count, first < group.end {
      let last = min(blocks.lastDocs[block], group.end &- 1)
      var place = group.place(of: first)
      let bound = blocks.bounds[block]
      if place <= lastPlace {
        // The block before ends in the same stretch.
        bounds[place] = max(bounds[place], bound)
        place &+= 1
      }
      // Where windows are not made of 64 stretches, there are none in between.
      if place > lastPlace &+ 1 { bounds.fill(lastPlace &+ 1, through: place &- 1, with: bound) }
      lastPlace = max(lastPlace, group.place(of: last))
      bounds.fill(place, through: lastPlace, with: bound)
      first = last &+ 1
      block &+= 1
    }
    bounds.clear(from: lastPlace &+ 1)
    return WindowGroup.windows(firstPlace, through: lastPlace)
  }

  func rewind() {
    firstBlock = groupBlock
    cursor.rewind(toBlock: groupBlock)
  }

  /// Calls `body` with each block that may hold documents of the window, and the stretches where these are.
  @inline(__always)
  private func forEachBlock(of window: ScoreWindow, _ body: (Int, ClosedRange<Int>) -> Void) {
    let blocks = blocks
    pass(before: window.start, blocks)
    let (start, end) = (window.start, window.end)
    var first = max(start, blocks.firstDoc(ofBlock: firstBlock))
    var block = firstBlock
    while block < blocks.count, first < end {
      let last = min(blocks.lastDocs[block], end &- 1)
      body(block, ScoreWindow.stretch(of: first &- start)...ScoreWindow.stretch(of: last &- start))
      first = last &+ 1
      block &+= 1
    }
  }

  func score(_ window: ScoreWindow, in stretches: UInt64) {
    let scores = window.scores
    let start = window.start
    let lengths = lengths
    let weight = weight
    var touched = window.touched
    let saturation = saturation
    forEachBlock(of: window) { block, range in
      guard stretches & StretchScores.mask(range) != 0 else { return }
      cursor.forRun(ofBlock: block, from: start, before: window.end) { docs, frequencies, count in
        for index in 0..<count {
          let doc = docs[index]
          scores[Int(doc &- start)] &+= Score.contribution(
            weight: weight,
            saturation: saturation[Int(frequencies[index]) &+ 1, lengths[Int(doc)]])
        }
        if range.count <= TermScorer.denseBlock {
          touched |= StretchScores.mask(range)
          return
        }
        var touchedHere: UInt64 = 0
        for index in 0..<count {
          touchedHere |= 1 &<< UInt64(ScoreWindow.stretch(of: docs[index] &- start))
        }
        touched |= touchedHere
      }
    }
    window.touched = touched
  }

  func documents(atLeast minimum: Score) -> ScoredDocuments {
    ScoredDocuments(
      cursor, atLeast: minimum, weight: weight, saturation: saturation, lengths: lengths)
  }

  func add(to scores: UnsafeMutablePointer<Score>, of docs: UnsafeBufferPointer<DocID>) {
    cursor.forEachDocument(among: docs) { number in
      scores[number] &+= contribution(cursor.frequency, lengths[Int(docs[number])])
    }
  }

  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    for doc in candidates {
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      window.add(contribution(cursor.frequency, lengths[Int(doc)]), to: doc)
    }
  }
}
