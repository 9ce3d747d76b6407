/// The words lane in memory: the words of all documents, as ordinals, in the order of the texts.
///
/// Nothing is sorted while documents come in. ``write(to:)`` inverts the stream by a counting sort: one
/// pass counts, one puts the document of each occurrence where its posting list will be read from.
struct WordsBuffer {
  private var terms: TermTable
  private var stream = GrowingArray<UInt32>(capacity: 1 << 14)
  /// By document: where its words end in the stream.
  private var ends = GrowingArray<Int>(capacity: 1024)

  init() { self.init(terms: TermTable(capacity: 1 << 16)) }

  private init(terms: TermTable) { self.terms = terms }

  /// Frees the memory; the buffer must not be used any more.
  func deallocate() {
    terms.deallocate()
    stream.deallocate()
    ends.deallocate()
  }

  /// Frees the memory of a buffer that has been written; nothing is added any more.
  mutating func removeAll() {
    deallocate()
    self = WordsBuffer(terms: TermTable(capacity: 2))
  }

  /// About how many bytes the buffer takes.
  var memory: Int { terms.memory + stream.memory + ends.memory }

  /// About how many more ``write(to:)`` takes.
  var memoryToWrite: Int { stream.count * MemoryLayout<DocID>.stride + terms.count * 24 }

  @inline(__always)
  mutating func append(_ word: UnsafeBufferPointer<UInt16>) { stream.append(terms.insert(word)) }

  mutating func endDocument() { ends.append(stream.count) }

  /// Writes the lane to a segment.
  func write(to segment: SegmentWriter) throws(IndexError) {
    let order = terms.sorted()
    var next = [Int](repeating: 0, count: terms.count)
    for ordinal in stream.elements { next[Int(ordinal)] += 1 }
    // Lists stand in the order in which they will be written, so writing reads straight ahead.
    var sum = 0
    for ordinal in order {
      let count = next[Int(ordinal)]
      next[Int(ordinal)] = sum
      sum += count
    }
    let docs = UnsafeMutablePointer<DocID>.allocate(capacity: max(stream.count, 1))
    defer { docs.deallocate() }
    invert(&next, docs)

    try segment.writeLane(.words) { (postings, dictionary) throws(IndexError) in
      var term = ByteWriter()
      var start = 0
      for ordinal in order {
        // After the inversion `next` is the end of each list.
        let end = next[Int(ordinal)]
        postings.add(documents: UnsafeBufferPointer(start: docs + start, count: end - start))
        start = end
        term.removeAll()
        terms.appendTerm(ordinal, to: &term)
        let info = try postings.finishTerm()
        try dictionary.add(term.bytes, info)
      }
    }
  }

  private func invert(_ next: inout [Int], _ docs: UnsafeMutablePointer<DocID>) {
    next.withUnsafeMutableBufferPointer { next in
      var index = 0
      for doc in 0..<ends.count {
        let end = ends.base[doc]
        while index < end {
          let ordinal = Int(stream.base[index])
          docs[next[ordinal]] = DocID(truncatingIfNeeded: doc)
          next[ordinal] &+= 1
          index &+= 1
        }
      }
    }
  }
}
