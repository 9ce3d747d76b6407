/// The grams lane in memory: one entry for each gram of all documents, in the order of the texts.
///
/// An entry is a 32-bit key, and in 16 bits the ordinal of the character or word on the right, and
/// whether a separator stands between; of a word it is what stands behind it. A pair of
/// characters of the BMP is its own key, the left one in the high half: no table is asked. Words of other scripts, what stands behind them, and pairs with characters
/// beyond the BMP are keyed by their ordinal in a table, in the range of the surrogates, which no
/// character of the BMP has.
///
/// The ordinals of left characters are not kept: occurrences of one character are counted when they
/// stand together. ``write(to:)`` sorts by the high half and then by the low one (a radix sort, of which
/// the first pass is a counting sort over the characters and the second stays within one character's
/// occurrences), in several rounds over parts of the keys, so that it needs a fraction of the memory
/// that all occurrences would take.
struct GramsBuffer {
  private var keys = GrowingArray<UInt32>(capacity: 1 << 14)
  private var rights = GrowingArray<UInt16>(capacity: 1 << 14)
  /// Both ordinals of each entry of the table that is no word, in their order.
  private var wideOrdinals = GrowingArray<UInt64>(capacity: 64)
  /// The right ordinals that 15 bits do not hold, by the left character and the place.
  private var largeRights: [UInt64: UInt32] = [:]
  /// By field: where its entries end.
  private var fieldEnds = GrowingArray<Int>(capacity: 2048)
  /// By document: where its fields end.
  private var ends = GrowingArray<Int>(capacity: 1024)
  private var firstInDocument = 0
  /// Entries of the current document that begin with no unit of their own.
  private var extraInDocument = 0
  private var counts = UnitCounts()
  /// The entry of the last word, as long as what stands behind it is not known; -1 if there is none.
  private var openWord = -1
  private var openWordOrdinal: UInt32 = 0
  private var openWordHasGap = false
  private var wide = TermTable()
  /// By ordinal of `wide`: whether the ordinals on the right rise.
  private var areRising: [Bool] = []

  /// The parts of a key in the range of the surrogates.
  enum Wide {
    static let word: UInt32 = 0xd800_0000
    static let gram: UInt32 = 0xdc00_0000
    static let end: UInt32 = 0xe000_0000
    static let range = end - word
    static let ordinal: UInt32 = 0x03ff_ffff
  }

  /// The right half of a key that only counts its left character: the gram is in the table.
  ///
  /// No text holds this character, for it is a control.
  static let hidden: UInt32 = 1
  /// What stands for right ordinals from here up.
  static let large: UInt16 = 0x7fff
  /// The bit of a right ordinal that tells of a separator before it.
  static let gap: UInt16 = 0x8000

  /// Frees the memory; the buffer must not be used any more.
  func deallocate() {
    keys.deallocate()
    rights.deallocate()
    wideOrdinals.deallocate()
    fieldEnds.deallocate()
    ends.deallocate()
    counts.deallocate()
    wide.deallocate()
  }

  /// About how many bytes the buffer takes.
  var memory: Int {
    keys.count * (MemoryLayout<UInt32>.stride + MemoryLayout<UInt16>.stride) + wideOrdinals.memory
      + fieldEnds.memory + ends.memory + wide.memory
      + largeRights.count * 32
  }

  /// About how many more ``write(to:)`` takes.
  var memoryToWrite: Int {
    // A round, and beside it room to sort the occurrences of one character; those of the most
    // frequent one are about a thirtieth of a text.
    (max(GramsSorter.roundLength, keys.count / GramsSorter.rounds) + keys.count / 16)
      * MemoryLayout<Occurrence>.stride
  }

  /// True if the next document, of whatever size, might need more keys or places than there are.
  var isFull: Bool { wide.count >= 1 << 24 || keys.count >= 1 << 30 || ends.count >= 1 << 26 }

  var count: Int { keys.count }

  /// The units added since the last document ended.
  var countInDocument: Int { keys.count - firstInDocument - extraInDocument }

  /// Whether nothing is known yet of what stands behind the last unit, a word.
  @inline(__always)
  var hasOpenWord: Bool { openWord >= 0 }

  /// The ordinal of a character that comes next.
  @inline(__always)
  mutating func nextOrdinal(of character: UInt32) -> UInt32 { counts.next(character) }

  /// The ordinal of a word that comes next, among all words.
  mutating func nextWordOrdinal() -> UInt32 { counts.nextWord() }

  /// Adds the gram of two neighbours, each a character or on the right one of ``Gram``'s marks, with
  /// their ordinals, and whether a separator stands between two characters.
  @inline(__always)
  mutating func append(
    _ left: UInt64, _ leftOrdinal: UInt32, _ right: UInt64, _ rightOrdinal: UInt32,
    isAcrossGap: Bool
  ) {
    if (left | right) &>> 16 == 0, rightOrdinal < UInt32(GramsBuffer.large) {
      append(
        UInt32(truncatingIfNeeded: left &<< 16 | right),
        UInt16(truncatingIfNeeded: rightOrdinal) | (isAcrossGap ? GramsBuffer.gap : 0))
    } else {
      appendUnusual(left, leftOrdinal, right, rightOrdinal, isAcrossGap)
    }
  }

  /// Adds an entry.
  @inline(__always)
  private mutating func append(_ key: UInt32, _ right: UInt16) {
    if keys.count == keys.capacity { grow() }
    keys.base[keys.count] = key
    rights.base[keys.count] = right
    keys.extend(by: 1)
  }

  /// Makes room for both halves of entries, so that one question does for both.
  @inline(never)
  private mutating func grow() {
    rights.extend(by: keys.count - rights.count)
    _ = keys.room(for: 1)
    _ = rights.room(for: keys.capacity - rights.count)
  }

  @inline(never)
  private mutating func appendUnusual(
    _ left: UInt64, _ leftOrdinal: UInt32, _ right: UInt64, _ rightOrdinal: UInt32,
    _ isAcrossGap: Bool
  ) {
    if (left | right) &>> 16 == 0 {
      append(
        UInt32(truncatingIfNeeded: left &<< 16 | right),
        GramsBuffer.large | (isAcrossGap ? GramsBuffer.gap : 0))
      let place = UInt32(truncatingIfNeeded: firstInDocument) &+ leftOrdinal
      largeRights[left << 32 | UInt64(place)] = rightOrdinal
      return
    }
    appendWide(left, leftOrdinal, right, rightOrdinal, isAcrossGap: isAcrossGap)
    if left &>> 16 == 0 {
      append(UInt32(truncatingIfNeeded: left &<< 16) | GramsBuffer.hidden, 0)
      extraInDocument += 1
    }
  }

  private mutating func appendWide(
    _ left: UInt64, _ leftOrdinal: UInt32, _ right: UInt64, _ rightOrdinal: UInt32,
    isAcrossGap: Bool
  ) {
    let number = withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 5) { units in
      var count = 0
      func add(_ unit: UInt64) {
        guard unit != 0 else { return }
        units.initializeElement(at: count, to: UInt16(truncatingIfNeeded: unit))
        count += 1
      }
      add(left &>> 16)
      add(left & 0xffff)
      if isAcrossGap { add(UInt64(Gram.gap)) }
      add(right &>> 16)
      add(right & 0xffff)
      return wide.insert(UnsafeBufferPointer(rebasing: units[..<count]))
    }
    append(Wide.gram | ordinal(number, areRising: right != 0), 0)
    wideOrdinals.append(UInt64(leftOrdinal) << 32 | UInt64(rightOrdinal))
  }

  /// Adds a word of another script, which has the ordinal among words.
  mutating func append(word units: UnsafeBufferPointer<UInt16>, _ ordinal: UInt32) {
    if hasOpenWord { closeWord(openWordHasGap ? .gapAndWord : .word) }
    openWord = keys.count
    openWordOrdinal = ordinal
    openWordHasGap = false
    let number = self.ordinal(wide.insert(units), areRising: false)
    append(Wide.word | number, UInt16(WordEnd.other.rawValue))
  }

  /// A character stands behind the last word, or behind a separator behind it.
  @inline(never)
  mutating func endWord(before character: UInt64, _ ordinal: UInt32) {
    let mark = openWordHasGap ? Gram.wordBehindGap : Gram.word
    closeWord(openWordHasGap ? .other : .character)
    appendWide(mark, openWordOrdinal, character, ordinal, isAcrossGap: false)
    extraInDocument += 1
  }

  private mutating func closeWord(_ end: WordEnd) {
    rights.base[openWord] = UInt16(end.rawValue)
    openWord = -1
  }

  private mutating func ordinal(_ ordinal: UInt32, areRising: Bool) -> UInt32 {
    if ordinal == self.areRising.count { self.areRising.append(areRising) }
    return ordinal
  }

  /// A separator stands behind the last unit.
  @inline(__always)
  mutating func appendGap() { openWordHasGap = true }

  /// The border between title and text, which no literal reaches across.
  mutating func endField() {
    openWord = -1
    fieldEnds.append(keys.count)
  }

  mutating func endDocument() {
    ends.append(fieldEnds.count)
    counts.endDocument(UnsafeBufferPointer(rebasing: keys.elements[firstInDocument...]))
    firstInDocument = keys.count
    extraInDocument = 0
  }

  /// Writes the lane to a segment.
  func write(to segment: SegmentWriter) throws(IndexError) {
    try segment.writeLane(.grams) { (postings, dictionary) throws(IndexError) in
      var sorter = GramsSorter(self)
      defer { sorter.deallocate() }
      let documents = sorter.documents
      try sorter.forEachTerm { (term, occurrences, shift, areRising) throws(IndexError) in
        postings.add(occurrences, shift: shift, areRising: areRising, in: documents)
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

  /// True if the ordinals on the right of a term of the table rise.
  func areRising(_ ordinal: UInt32) -> Bool { areRising[Int(ordinal)] }

  /// Both ordinals of an entry of the table that is no word, by its number among those.
  func wideOrdinals(_ number: Int) -> (left: UInt32, right: UInt32) {
    let both = wideOrdinals.base[number]
    return (UInt32(truncatingIfNeeded: both &>> 32), UInt32(truncatingIfNeeded: both))
  }

  /// True if any pair's entry holds ``large``.
  var hasLargeRights: Bool { !largeRights.isEmpty }

  /// The right ordinal of a pair of which the entry holds ``large``.
  func largeRight(_ left: Int, at place: UInt32) -> UInt32 {
    largeRights[UInt64(left) << 32 | UInt64(place & Occurrence.places)] ?? 0
  }

  /// Calls `body` with each entry: its key, its right ordinal, and where its document begins, marked in
  /// titles.
  ///
  /// Returned is where each document begins, and the end of the last.
  @inline(__always) @discardableResult
  func forEachEntry(_ body: (_ key: UInt32, _ right: UInt16, _ start: UInt32) -> Void) -> [UInt32] {
    var starts: [UInt32] = []
    starts.reserveCapacity(ends.count + 1)
    var index = 0
    var field = 0
    for fieldsEnd in ends.elements {
      let start = UInt32(truncatingIfNeeded: index)
      starts.append(start)
      var mark = Occurrence.title
      while field < fieldsEnd {
        let end = fieldEnds.base[field]
        while index < end {
          body(keys.base[index], rights.base[index], start | mark)
          index &+= 1
        }
        mark = 0
        field &+= 1
      }
    }
    starts.append(UInt32(truncatingIfNeeded: index))
    return starts
  }
}

/// What stands behind a word of another script, as its occurrences tell instead of an ordinal.
enum WordEnd: UInt32 {
  /// A character: the word before which it stands is told by a gram of its own.
  case character = 0
  /// A separator, and behind it another word: the next one.
  case gapAndWord = 1
  /// A separator and a character, or the end of the field.
  case other = 2
  /// Another word: the rest of a run that is longer than a word may be.
  case word = 3
}
