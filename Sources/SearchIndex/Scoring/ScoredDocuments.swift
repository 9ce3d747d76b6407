/// Documents that rise, with what a list adds to each.
final class ScoredDocuments {
  /// What loops over windows hold on to, so that no references are counted.
  ///
  /// It does not keep the memory.
  struct Columns {
    let docs: UnsafeMutablePointer<DocID>
    let scores: UnsafeMutablePointer<Score>
    let count: Int
  }

  private(set) var count = 0
  /// Behind the last stands ``DocID/end``.
  let docs: UnsafeMutablePointer<DocID>
  let scores: UnsafeMutablePointer<Score>
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    docs = .allocate(capacity: capacity + 1)
    scores = .allocate(capacity: capacity + 1)
    docs[0] = .end
    scores[0] = 0
  }

  deinit {
    docs.deallocate()
    scores.deallocate()
  }

  /// Those of a posting list in blocks of which a document may add `minimum` at least.
  ///
  /// The cursor, which stands on the first document, goes behind them.
  convenience init(
    _ cursor: PostingsCursor, atLeast minimum: Score, weight: Score, saturation: Saturation,
    lengths: UnsafePointer<UInt8>
  ) {
    self.init(capacity: cursor.documentFrequency)
    func append(
      _ docs: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, _ count: Int
    ) {
      // Blocks that are damaged may have more documents than the dictionary tells.
      let count = min(count, capacity &- self.count)
      let (target, scores) = (self.docs + self.count, self.scores + self.count)
      for index in 0..<count {
        let doc = docs[index]
        target[index] = doc
        scores[index] = .contribution(
          weight: weight,
          saturation: saturation[Int(frequencies[index]) &+ 1, lengths[Int(doc)]])
      }
      self.count &+= count
    }
    if minimum <= 1 || cursor.isOneBlock {
      cursor.forEachRun(before: .end, append)
    } else {
      _ = cursor.forEachBound(weight: weight, saturation) { number, _, bound in
        if bound >= minimum { cursor.forRun(ofBlock: number, from: 0, before: .end, append) }
      }
    }
    end()
  }

  /// Adds a document behind all others, for which there is room.
  func append(_ doc: DocID, _ score: Score) {
    docs[count] = doc
    scores[count] = score
    count &+= 1
    end()
  }

  private func end() {
    docs[count] = .end
    scores[count] = 0
  }

  var columns: Columns { Columns(docs: docs, scores: scores, count: count) }

  /// The largest score; 0 if there are no documents.
  var most: Score {
    var most: Score = 0
    for index in 0..<count { most = max(most, scores[index]) }
    return most
  }
}
