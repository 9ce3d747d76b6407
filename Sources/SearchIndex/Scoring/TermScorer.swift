/// Scores the documents of a posting list of several blocks, and passes over blocks that are not asked for.
final class TermScorer: WindowScorer {
  let weight: Score
  private let cursor: PostingsCursor
  private let saturation: Saturation
  private let lengths: UnsafePointer<UInt8>

  private let blockCount: Int
  /// By block: its last document.
  private let lastDocs: UnsafeMutablePointer<DocID>
  /// By block: no document gets more.
  private let bounds: UnsafeMutablePointer<Score>
  /// The first block that is not before what was asked for.
  private var firstBlock = 0
  /// The same for the last group.
  private var groupBlock = 0

  let maxScore: Score

  /// A block in so few stretches has documents in most of them.
  private static let denseBlock = 16

  /// `weight` is in ``Score`` units.
  init(
    _ cursor: PostingsCursor, weight: Float, saturation: Saturation,
    lengths: UnsafePointer<UInt8>
  ) {
    let weight = Score(weight)
    let (lastDocs, bounds) = (
      UnsafeMutablePointer<DocID>.allocate(capacity: cursor.blockCount),
      UnsafeMutablePointer<Score>.allocate(capacity: cursor.blockCount)
    )
    var most: Score = 0
    let mostFrequent = cursor.mostFrequent
    let isSound = cursor.forEachEntry { number, lastDoc, impacts in
      var best: UInt32 = 0
      for index in 0..<Impacts.count {
        if index > 0, impacts.isLast(index &- 1) { break }
        let stated = impacts.frequency(index)
        let frequency = stated == .max ? mostFrequent : max(Int(stated), 1)
        best = max(best, saturation[frequency, impacts.length(index)])
      }
      lastDocs[number] = lastDoc
      let bound = Score.contribution(weight: weight, saturation: best)
      bounds[number] = bound
      most = max(most, bound)
    }
    self.cursor = cursor
    self.weight = weight
    self.saturation = saturation
    self.lengths = lengths
    self.lastDocs = lastDocs
    self.bounds = bounds
    blockCount = isSound ? cursor.blockCount : 0
    maxScore = most
  }

  deinit {
    lastDocs.deallocate()
    bounds.deallocate()
  }

  var documentFrequency: Int { cursor.documentFrequency }

  /// It grows with the frequency and falls with the length.
  @inline(__always)
  private func contribution(_ frequency: Int, _ length: UInt8) -> Score {
    Score.contribution(weight: weight, saturation: saturation[frequency, length])
  }

  func firstDoc(from doc: DocID) -> DocID {
    pass(before: doc)
    return firstBlock < blockCount ? max(doc, firstDoc(ofBlock: firstBlock)) : .end
  }

  private func pass(before doc: DocID) {
    while firstBlock < blockCount, lastDocs[firstBlock] < doc { firstBlock &+= 1 }
  }

  /// No document of the block is before this one.
  @inline(__always)
  private func firstDoc(ofBlock block: Int) -> DocID { block == 0 ? 0 : lastDocs[block &- 1] &+ 1 }

  func bound(_ group: WindowGroup, _ bounds: StretchScores) -> UInt64 {
    let start = firstDoc(from: group.start)
    groupBlock = firstBlock
    guard start < group.end else { return 0 }
    var first = max(group.start, firstDoc(ofBlock: firstBlock))
    let firstPlace = group.place(of: first)
    bounds.clear(before: firstPlace)
    var lastPlace = firstPlace &- 1
    var block = firstBlock
    while block < blockCount, first < group.end {
      let last = min(lastDocs[block], group.end &- 1)
      var place = group.place(of: first)
      let bound = self.bounds[block]
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
    pass(before: window.start)
    let (start, end) = (window.start, window.end)
    var first = max(start, firstDoc(ofBlock: firstBlock))
    var block = firstBlock
    while block < blockCount, first < end {
      let last = min(lastDocs[block], end &- 1)
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

  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>) {
    for doc in candidates {
      cursor.seek(to: doc)
      guard cursor.doc == doc else { continue }
      window.add(contribution(cursor.frequency, lengths[Int(doc)]), to: doc)
    }
  }
}
