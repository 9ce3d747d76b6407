/// The words lane in memory: the words of all documents, as ordinals, in the order of the texts.
///
/// Nothing is sorted while documents come in. ``write(to:)`` inverts the stream by a counting sort: one
/// pass counts, the others each put the documents of some words where their posting lists will be read from.
///
/// The stream has two bytes for an ordinal, for few segments have more words than those hold. From
/// ``WordsBuffer/wide`` up an ordinal takes three places: the mark and both halves.
struct WordsBuffer {
  private static let wide: UInt16 = .max
  /// Into how many rounds the work of writing is divided, unless it is little.
  private static let rounds = 5
  private static let roundLength = 1 << 16

  private var terms: TermTable
  /// By word of one UTF-16 unit: its ordinal and one, or 0 if it has none yet, or a larger one than fits.
  private let singles = UnitArray<UInt16>()
  private var stream = GrowingArray<UInt16>(capacity: 1 << 14)
  /// By document: where its words end in the stream.
  private var ends = GrowingArray<Int>(capacity: 1024)

  init() { self.init(terms: TermTable(capacity: 1 << 14)) }

  private init(terms: TermTable) { self.terms = terms }

  /// Frees the memory; the buffer must not be used any more.
  func deallocate() {
    terms.deallocate()
    singles.deallocate()
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
  var memoryToWrite: Int {
    max(stream.count / WordsBuffer.rounds, WordsBuffer.roundLength) * MemoryLayout<DocID>.stride
      + terms.count * 32
  }

  @inline(__always)
  mutating func append(_ word: UnsafeBufferPointer<UInt16>) {
    // The most frequent words with lists are single characters, which need no hashing.
    if word.count == 1 {
      let known = singles[word[0]]
      return append(ordinal: known > 0 ? UInt32(known &- 1) : insertSingle(word))
    }
    append(ordinal: terms.insert(word))
  }

  @inline(never)
  private mutating func insertSingle(_ word: UnsafeBufferPointer<UInt16>) -> UInt32 {
    let ordinal = terms.insert(word)
    if ordinal < UInt32(UInt16.max) { singles[word[0]] = UInt16(ordinal) + 1 }
    return ordinal
  }

  @inline(__always)
  private mutating func append(ordinal: UInt32) {
    if ordinal < UInt32(WordsBuffer.wide) {
      stream.append(UInt16(truncatingIfNeeded: ordinal))
    } else {
      appendWide(ordinal)
    }
  }

  @inline(never)
  private mutating func appendWide(_ ordinal: UInt32) {
    stream.append(WordsBuffer.wide)
    stream.append(UInt16(truncatingIfNeeded: ordinal))
    stream.append(UInt16(truncatingIfNeeded: ordinal &>> 16))
  }

  /// The ordinal at a place of the stream, which moves on to the next.
  @inline(__always)
  private func ordinal(at index: inout Int) -> Int {
    let first = stream.base[index]
    index &+= 1
    guard first == WordsBuffer.wide else { return Int(first) }
    index &+= 2
    return Int(stream.base[index &- 2]) | Int(stream.base[index &- 1]) &<< 16
  }

  mutating func endDocument() { ends.append(stream.count) }

  /// Writes the lane to a segment.
  func write(to segment: SegmentWriter) throws(IndexError) {
    let order = terms.sorted()
    var counts = [UInt32](repeating: 0, count: terms.count)
    var index = 0
    while index < stream.count { counts[ordinal(at: &index)] += 1 }
    let limit = max(stream.count / WordsBuffer.rounds, WordsBuffer.roundLength)
    var docs = GrowingArray<DocID>(capacity: 16)
    defer { docs.deallocate() }
    var lists = [List](repeating: List(), count: terms.count)

    try segment.writeLane(.words) { (postings, dictionary) throws(IndexError) in
      var term = ByteWriter()
      var first = 0
      while first < order.count {
        // Lists stand in the order in which they will be written, so writing reads straight ahead, behind a
        // spare place for the words of other rounds.
        var sum = 1
        var last = first
        while last < order.count {
          let word = Int(order[last])
          if last > first, sum + Int(counts[word]) > limit { break }
          lists[word] = List(end: sum, step: 1)
          sum += Int(counts[word])
          last += 1
        }
        docs.removeAll()
        invert(&lists, docs.room(for: sum))
        var start = 1
        for ordinal in order[first..<last] {
          let end = lists[Int(ordinal)].end
          postings.add(documents: UnsafeBufferPointer(start: docs.base + start, count: end - start))
          start = end
          lists[Int(ordinal)] = List()
          term.removeAll()
          terms.appendTerm(ordinal, to: &term)
          let info = try postings.finishTerm()
          try dictionary.add(term.bytes, info)
        }
        first = last
      }
    }
  }

  /// Where the next document of a word goes, and how far that moves on: not at all in other rounds.
  private struct List {
    var end = 0
    var step = 0
  }

  private func invert(_ lists: inout [List], _ docs: UnsafeMutablePointer<DocID>) {
    lists.withUnsafeMutableBufferPointer { lists in
      var index = 0
      for doc in 0..<ends.count {
        let end = ends.base[doc]
        while index < end {
          let word = ordinal(at: &index)
          let list = lists[word]
          docs[list.end] = DocID(truncatingIfNeeded: doc)
          lists[word].end = list.end &+ list.step
        }
      }
    }
  }
}
