/// The postings of one lane in memory: every occurrence of a term as the term's number, in the order
/// of the text, and marks between them.
///
/// Nothing is sorted while documents come in. ``write(to:_:lengths:)`` inverts the stream by a
/// counting sort: the table knows how often each term occurs, so one pass puts each occurrence where
/// its posting list will be read from. That is four bytes an occurrence while gathering, and eight
/// more while writing.
///
/// A position in the grams lane is the ordinal of a unit: each entry advances it by one, except an
/// entry with `stay`, which shares the position of the next. Words of the grams lane double their
/// positions and add one if no separator stands before the word: between two words, `a b` and `a人b`
/// could not be told apart by positions alone.
struct PostingsBuffer {
  let lane: Lane
  var terms = TermTable()
  private var stream: [UInt32] = []
  private(set) var documents = 0

  /// Marks that stand among the ordinals.
  private enum Mark {
    static let endOfDocument: UInt32 = 0xffff_ffff
    static let gap: UInt32 = 0xffff_fffe
    static let fieldGap: UInt32 = 0xffff_fffd
    /// The highest ordinal is below this.
    static let first: UInt32 = 0xffff_fff0
    static let stay: UInt32 = 0x8000_0000
    static let word: UInt32 = 0x4000_0000
    static let adjacent: UInt32 = 0x2000_0000
    static let ordinal: UInt32 = 0x1fff_ffff
  }

  init(lane: Lane) {
    self.lane = lane
    stream.reserveCapacity(1 << 16)
  }

  var count: Int { stream.count }

  /// About how many bytes the buffer takes, and how many more it takes while it is written.
  var memory: Int { terms.memory + stream.capacity * 4 }

  /// Adds an occurrence of a term.
  @inline(__always)
  mutating func append(_ ordinal: UInt32) { stream.append(ordinal) }

  /// Adds an occurrence that shares its position with the next one.
  @inline(__always)
  mutating func append(staying ordinal: UInt32) { stream.append(ordinal | Mark.stay) }

  /// Adds a word behind a separator, or at the beginning.
  mutating func append(word ordinal: UInt32) { stream.append(ordinal | Mark.word) }

  /// Adds a word right behind another unit.
  mutating func append(adjacent ordinal: UInt32) {
    stream.append(ordinal | Mark.word | Mark.adjacent)
  }

  /// A run of separators between two units.
  @inline(__always)
  mutating func appendGap() { stream.append(Mark.gap) }

  /// The border between title and text, which no literal reaches across.
  mutating func appendFieldGap() { stream.append(Mark.fieldGap) }

  mutating func endDocument() {
    stream.append(Mark.endOfDocument)
    documents += 1
  }

  /// Writes the lane to a segment and forgets everything.
  mutating func write(to segment: SegmentWriter) throws(IndexError) {
    let withPositions = lane == .grams
    let sorted = terms.sorted()
    let counts = terms.counts
    let total = counts.reduce(0) { $0 + Int($1) }

    // Lists stand in the order in which they will be written, so writing reads straight ahead.
    var next = [Int](repeating: 0, count: counts.count)
    var sum = 0
    for ordinal in sorted.order {
      next[Int(ordinal)] = sum
      sum += Int(counts[Int(ordinal)])
    }
    let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: max(total, 1))
    let positions = UnsafeMutablePointer<UInt32>.allocate(
      capacity: withPositions ? max(total, 1) : 1)
    defer {
      docs.deallocate()
      positions.deallocate()
    }
    invert(&next, docs, withPositions ? positions : nil)
    stream = []

    let lengths = segment.lengths(lane)
    try segment.writeLane(lane) { (postings, dictionary) throws(IndexError) in
      try sorted.utf8.withSpanOfBytes(sorted.utf8.count) { utf8 throws(IndexError) in
        for ordinal in sorted.order {
          // After the inversion `next` is the end of each list.
          let end = next[Int(ordinal)]
          var start = end - Int(counts[Int(ordinal)])
          while start < end {
            let doc = docs[start]
            var stop = start + 1
            while stop < end, docs[stop] == doc { stop += 1 }
            try postings.add(
              doc: doc, frequency: stop - start, length: lengths[Int(doc)],
              positions: withPositions
                ? UnsafeBufferPointer(start: positions + start, count: stop - start) : nil)
            start = stop
          }
          let term = UnsafeRawBufferPointer(rebasing: utf8[sorted.range(ordinal)])
          try dictionary.add(term, try postings.finishTerm())
        }
      }
    }
    terms.deallocate()
    terms = TermTable()
    documents = 0
  }

  private func invert(
    _ next: inout [Int], _ docs: UnsafeMutablePointer<UInt32>,
    _ positions: UnsafeMutablePointer<UInt32>?
  ) {
    stream.withUnsafeBufferPointer { stream in
      next.withUnsafeMutableBufferPointer { next in
        var doc: UInt32 = 0
        var position: UInt32 = 0
        for entry in stream {
          if entry >= Mark.first {
            switch entry {
            case Mark.endOfDocument:
              doc &+= 1
              position = 0
            case Mark.gap: position &+= 1
            default: position &+= Units.fieldGap
            }
            continue
          }
          let ordinal = Int(entry & Mark.ordinal)
          let place = next[ordinal]
          next[ordinal] = place &+ 1
          docs[place] = doc
          if let positions {
            let isWord = entry >> 30 & 1
            positions[place] = position &<< isWord | (entry >> 29 & isWord)
          }
          position &+= 1 &- (entry >> 31)
        }
      }
    }
  }
}
