/// The grams lane in memory: one entry for each unit of all documents, in the order of the texts.
///
/// An entry is a 32-bit key. A pair of characters of the BMP is its own key, the left one in the high
/// half: no table is asked, and keys compare as the terms do. Words of other scripts and pairs with
/// characters beyond the BMP are keyed by their ordinal in a table, in the range of the surrogates,
/// which no character of the BMP has.
///
/// Positions are not kept: each entry is one behind the one before, or two where a separator stands
/// between, which the entry before tells. ``write(to:)`` sorts by the high half and then by the low one
/// (a radix sort, of which the first pass is a counting sort over the characters and the second stays
/// within one character's occurrences), in several rounds over parts of the keys, so that it needs a
/// fraction of the memory that all occurrences would take.
struct GramsBuffer {
  private var keys = GrowingArray<UInt32>(capacity: 1 << 14)
  /// By field: where its entries end.
  private var fieldEnds = GrowingArray<Int>(capacity: 2048)
  /// By document: where its fields end.
  private var ends = GrowingArray<Int>(capacity: 1024)
  private var firstInDocument = 0
  private var gapsInDocument = 0
  private var wide = TermTable()
  /// By ordinal of `wide`: whether the term is a word.
  private var isWord: [Bool] = []

  /// The parts of a key in the range of the surrogates.
  enum Wide {
    static let word: UInt32 = 0xd800_0000
    static let gram: UInt32 = 0xdc00_0000
    static let end: UInt32 = 0xe000_0000
    static let range = end - word
    static let ordinal: UInt32 = 0x03ff_ffff
    /// The lowest bit, below the ordinal: a separator stands behind.
    static let beforeGap: UInt32 = 1
  }

  /// Frees the memory; the buffer must not be used any more.
  func deallocate() {
    keys.deallocate()
    fieldEnds.deallocate()
    ends.deallocate()
    wide.deallocate()
  }

  /// About how many bytes the buffer takes, with what ``write(to:)`` adds to it.
  var memory: Int {
    // A round, and beside it room to sort the occurrences of one character; those of the most
    // frequent one are about a thirtieth of a text.
    keys.memory + fieldEnds.memory + ends.memory + wide.memory
      + (max(GramsSorter.roundLength, keys.count / GramsSorter.rounds) + keys.count / 16)
      * MemoryLayout<Occurrence>.stride
  }

  /// True if the next document, of whatever size, might need more keys or places than there are.
  var isFull: Bool { wide.count >= 1 << 24 || keys.count >= 1 << 30 || ends.count >= 1 << 26 }

  var count: Int { keys.count }

  /// The units added since the last document ended.
  var countInDocument: Int { keys.count - firstInDocument }

  /// How far the positions of the current document reach: all of its units stand before this.
  var lengthInDocument: Int { countInDocument + gapsInDocument }

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
    let ordinal = ordinal(wide.insert(key: key), isWord: false)
    keys.append(Wide.gram | ordinal << 1 | (right == 0 ? Wide.beforeGap : 0))
  }

  mutating func append(word units: UnsafeBufferPointer<UInt16>) {
    keys.append(Wide.word | ordinal(wide.insert(units), isWord: true) << 1)
  }

  private mutating func ordinal(_ ordinal: UInt32, isWord: Bool) -> UInt32 {
    if ordinal == self.isWord.count { self.isWord.append(isWord) }
    return ordinal
  }

  /// A separator stands behind the last unit.
  @inline(__always)
  mutating func appendGap() {
    guard countInDocument > 0 else { return }
    gapsInDocument += 1
    // Other grams than words have told of it.
    let last = keys.base + keys.count - 1
    if last.pointee &- Wide.word < Wide.gram - Wide.word { last.pointee |= Wide.beforeGap }
  }

  /// The border between title and text, which no literal reaches across.
  mutating func endField() {
    appendGap()
    fieldEnds.append(keys.count)
  }

  mutating func endDocument() {
    ends.append(fieldEnds.count)
    firstInDocument = keys.count
    gapsInDocument = 0
  }

  /// Writes the lane to a segment.
  func write(to segment: SegmentWriter) throws(IndexError) {
    try segment.writeLane(.grams) { (postings, dictionary) throws(IndexError) in
      var sorter = GramsSorter(self)
      defer { sorter.deallocate() }
      let documents = sorter.documents
      try sorter.forEachTerm { (term, occurrences, isWord) throws(IndexError) in
        postings.add(occurrences, ofWord: isWord, in: documents)
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

  /// True if a term of the table is a word.
  func isWord(_ ordinal: UInt32) -> Bool { isWord[Int(ordinal)] }

  /// Calls `body` with the key of each entry and its place, in order.
  ///
  /// Places are positions counted through all documents; returned is where each document begins, and
  /// the end of the last.
  @inline(__always) @discardableResult
  func forEachEntry(_ body: (_ key: UInt32, _ place: UInt32) -> Void) -> [UInt32] {
    var starts: [UInt32] = []
    starts.reserveCapacity(ends.count + 1)
    var index = 0
    var field = 0
    var place: UInt32 = 0
    for fieldsEnd in ends.elements {
      starts.append(place)
      while field < fieldsEnd {
        let end = fieldEnds.base[field]
        while index < end {
          let key = keys.base[index]
          body(key, place)
          place &+= 1 &+ GramsBuffer.gap(behind: key)
          index &+= 1
        }
        place &+= Units.fieldGap
        field &+= 1
      }
    }
    starts.append(place)
    return starts
  }

  /// 1 if a separator stands behind the unit that begins the gram of this key.
  @inline(__always)
  private static func gap(behind key: UInt32) -> UInt32 {
    let isOfTable = key &- Wide.word < Wide.range
    return isOfTable ? key & Wide.beforeGap : (key & 0xffff == 0 ? 1 : 0)
  }
}
