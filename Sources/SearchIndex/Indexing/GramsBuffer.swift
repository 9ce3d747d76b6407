/// The grams lane in memory: one entry for each unit of all documents, in the order of the texts.
///
/// An entry is a 32-bit key. A pair of characters of the BMP is its own key, the left one in the high
/// half: no table is asked, and keys compare as the terms do. Words of other scripts and pairs with
/// characters beyond the BMP are keyed by their ordinal in a table, in the range of the surrogates,
/// which no character of the BMP has.
///
/// ``write(to:)`` sorts by the high half and then by the low one (a radix sort, of which the first
/// pass is a counting sort over the characters and the second stays within one character's
/// occurrences), in several rounds over parts of the keys, so that it needs a fraction of the memory
/// that all occurrences would take.
struct GramsBuffer {
  private var keys = GrowingArray<UInt32>(capacity: 1 << 14)
  /// Which entries positions are skipped before: the entry's index, and by how much.
  private var gaps = GrowingArray<Gap>(capacity: 1 << 12)
  /// By document: where its entries and its gaps end.
  private var ends = GrowingArray<End>(capacity: 1024)
  private var wide = TermTable()
  /// By ordinal of `wide`: whether the term is a word.
  private var isWord: [Bool] = []

  struct Gap: BitwiseCopyable {
    var entry: Int
    var width: UInt32
  }

  struct End: BitwiseCopyable {
    var entry: Int
    var gap: Int
  }

  /// The parts of a key in the range of the surrogates.
  enum Wide {
    static let word: UInt32 = 0xd800_0000
    static let gram: UInt32 = 0xdc00_0000
    static let end: UInt32 = 0xe000_0000
    static let range = end - word
    static let ordinal: UInt32 = 0x03ff_ffff
    /// The lowest bit of a word's key, below its ordinal: a separator stands behind the word.
    static let beforeGap: UInt32 = 1
  }

  /// Frees the memory; the buffer must not be used any more.
  func deallocate() {
    keys.deallocate()
    gaps.deallocate()
    ends.deallocate()
    wide.deallocate()
  }

  /// About how many bytes the buffer takes, with what ``write(to:)`` adds to it.
  var memory: Int {
    keys.memory + gaps.memory + ends.memory + wide.memory
      + max(GramsSorter.roundLength, keys.count / GramsSorter.rounds)
      * MemoryLayout<Occurrence>.stride * 2
  }

  /// True if the next document, of whatever size, might need more keys than there are.
  var isFull: Bool { wide.count >= 1 << 24 || keys.count >= 1 << 31 }

  /// The units added since the last document ended.
  var countInDocument: Int { keys.count - (ends.elements.last?.entry ?? 0) }

  /// Adds the gram of two neighbours, each a character or one of ``Gram``'s marks; 0 on the right for
  /// a separator.
  @inline(__always)
  mutating func append(_ left: UInt64, _ right: UInt64) {
    if (left | right) &>> 16 == 0 {
      keys.append(UInt32(truncatingIfNeeded: left &<< 16 | right))
    } else {
      appendWide(left, right)
    }
  }

  @inline(never)
  private mutating func appendWide(_ left: UInt64, _ right: UInt64) {
    let key = right == 0 ? left : left << (right > 0xffff ? 32 : 16) | right
    keys.append(Wide.gram | ordinal(wide.insert(key: key), isWord: false))
  }

  mutating func append(word units: UnsafeBufferPointer<UInt16>) {
    keys.append(Wide.word | ordinal(wide.insert(units), isWord: true) << 1)
  }

  private mutating func ordinal(_ ordinal: UInt32, isWord: Bool) -> UInt32 {
    if ordinal == self.isWord.count { self.isWord.append(isWord) }
    return ordinal
  }

  /// A run of separators behind the last unit.
  @inline(__always)
  mutating func appendGap() { appendGap(width: 1) }

  /// The border between title and text, which no literal reaches across.
  mutating func appendFieldGap() { appendGap(width: Units.fieldGap) }

  private mutating func appendGap(width: UInt32) {
    if countInDocument > 0 {
      let last = keys.base + keys.count - 1
      if last.pointee >= Wide.word, last.pointee < Wide.gram { last.pointee |= Wide.beforeGap }
    }
    gaps.append(Gap(entry: keys.count, width: width))
  }

  mutating func endDocument() { ends.append(End(entry: keys.count, gap: gaps.count)) }

  /// Writes the lane to a segment.
  func write(to segment: SegmentWriter) throws(IndexError) {
    try segment.writeLane(.grams) { (postings, dictionary) throws(IndexError) in
      var sorter = GramsSorter(self, keys.elements)
      defer { sorter.deallocate() }
      try sorter.forEachTerm { (term, occurrences) throws(IndexError) in
        postings.add(occurrences)
        let info = try postings.finishTerm()
        try dictionary.add(term, info)
      }
    }
  }

  /// Appends the UTF-8 of a term of the table.
  func appendTerm(_ ordinal: UInt32, to writer: inout ByteWriter) {
    wide.appendTerm(ordinal, to: &writer)
  }

  /// The ordinals of the table in the byte order of their terms.
  func sortedWideTerms() -> [UInt32] { wide.sorted() }

  /// Calls `body` with the key of each entry, its document and its position, in order.
  @inline(__always)
  func forEachEntry(_ body: (_ key: UInt32, _ doc: DocID, _ position: UInt32) -> Void) {
    var index = 0
    var gap = 0
    for doc in 0..<ends.count {
      let end = ends.base[doc]
      var position: UInt32 = 0
      while index < end.entry {
        while gap < end.gap, gaps.base[gap].entry == index {
          position &+= gaps.base[gap].width
          gap &+= 1
        }
        // Up to the next gap nothing but the entries themselves need be looked at.
        let stop = gap < end.gap ? min(gaps.base[gap].entry, end.entry) : end.entry
        while index < stop {
          body(keys.base[index], DocID(truncatingIfNeeded: doc), position)
          position &+= 1
          index &+= 1
        }
      }
      gap = end.gap
    }
  }
}
