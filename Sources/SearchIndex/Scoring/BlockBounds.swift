/// What no document of each block of a posting list adds more than.
struct BlockBounds {
  /// How many blocks there are; none if what is known of them is damaged.
  let count: Int
  /// By block: its last document.
  let lastDocs: UnsafeMutablePointer<DocID>
  /// By block: no document gets more.
  let bounds: UnsafeMutablePointer<Score>
  /// The largest bound.
  let most: Score

  /// Those of a list of several blocks.
  init(_ cursor: PostingsCursor, weight: Score, saturation: Saturation) {
    let (lastDocs, bounds) = (
      UnsafeMutablePointer<DocID>.allocate(capacity: cursor.blockCount),
      UnsafeMutablePointer<Score>.allocate(capacity: cursor.blockCount)
    )
    var most: Score = 0
    let isSound = cursor.forEachBound(weight: weight, saturation) { number, lastDoc, bound in
      lastDocs[number] = lastDoc
      bounds[number] = bound
      most = max(most, bound)
    }
    self.lastDocs = lastDocs
    self.bounds = bounds
    self.most = most
    count = isSound ? cursor.blockCount : 0
  }

  func deallocate() {
    lastDocs.deallocate()
    bounds.deallocate()
  }

  /// No document of the block is before this one.
  @inline(__always)
  func firstDoc(ofBlock block: Int) -> DocID { block == 0 ? 0 : lastDocs[block &- 1] &+ 1 }
}

extension PostingsCursor {
  /// Calls `body` with the number and the last document of each block of a list of several, and with what no
  /// document of the block adds more than.
  ///
  /// - Returns: false, which the file remembers, if last documents do not rise or are not of the segment.
  @inline(__always)
  func forEachBound(
    weight: Score, _ saturation: Saturation,
    _ body: (_ number: Int, _ lastDoc: DocID, _ bound: Score) -> Void
  ) -> Bool {
    let mostFrequent = mostFrequent
    return forEachEntry { number, lastDoc, impacts in
      var best: UInt32 = 0
      for index in 0..<Impacts.count {
        if index > 0, impacts.isLast(index &- 1) { break }
        let stated = impacts.frequency(index)
        let frequency = stated == .max ? mostFrequent : max(Int(stated), 1)
        best = max(best, saturation[frequency, impacts.length(index)])
      }
      body(number, lastDoc, Score.contribution(weight: weight, saturation: best))
    }
  }
}
