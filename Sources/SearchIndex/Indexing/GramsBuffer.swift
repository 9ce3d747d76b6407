/// The grams lane in memory: the units of all documents as entries of 32 bits, in the order of the texts.
///
/// The entry of a character of the BMP holds the character, its ordinal, and whether a separator stands
/// before it. Two such entries that follow each other are a pair: the first tells the left half, the
/// second the right one, so nothing is stored twice and no table is asked. Behind a character that a word or the end of the
/// text follows stands the entry of a mark, with the ordinal of the word. Words of other scripts, what
/// stands behind them, and pairs with characters beyond the BMP are numbered by a table; in their place
/// stands a mark, and their numbers are kept apart.
///
/// ```
/// entry = (character | mark):16 ordinal:15 gap:1
/// ```
///
/// ``write(to:)`` sorts pairs by the left character and then by the right one (a radix sort, of which
/// the first pass is a counting sort over the characters and the second stays within one character's
/// occurrences), in several rounds over parts of the characters, so that it needs a fraction of the memory
/// that all occurrences would take.
struct GramsBuffer {
  private var entries = GrowingArray<UInt32>(capacity: 1 << 14)
  /// What stands in the places of ``ofTable``, in their order.
  private var ofTable = GrowingArray<TableGram>(capacity: 64)
  /// Both ordinals of each entry of the table that is no word, in their order.
  private var wideOrdinals = GrowingArray<UInt64>(capacity: 64)
  /// By place: the ordinals that 15 bits do not hold.
  private var largeOrdinals: [Int: UInt32] = [:]
  /// The same ordinals of what stands right, by the left character and its place in its document.
  private var largeRights: [UInt64: UInt32] = [:]
  /// By field: where its entries end.
  private var fieldEnds = GrowingArray<Int>(capacity: 2048)
  /// By document: where its fields end.
  private var ends = GrowingArray<Int>(capacity: 1024)
  private var firstInDocument = 0
  /// Entries of the current document beside those of its units.
  private var extraInDocument = 0
  private var counts = UnitCounts()
  /// The last word in `ofTable`, as long as what stands behind it is not known; -1 if there is none.
  private var openWord = -1
  private var openWordOrdinal: UInt32 = 0
  private var openWordHasGap = false
  private var wide = TermTable()
  /// By number in `wide`: whether the ordinals on the right rise.
  private var areRising: [Bool] = []

  /// The mark of an entry of the table; no text holds this character, for it is a control.
  static let table: UInt32 = 1
  static let unit: UInt32 = 0xffff
  /// What stands for ordinals from here up.
  static let large: UInt32 = 0x7fff
  static let ordinalShift: UInt32 = 16
  /// The bit that tells of a separator before a character.
  static let gap: UInt32 = 0x8000_0000

  /// Frees the memory; the buffer must not be used any more.
  func deallocate() {
    entries.deallocate()
    ofTable.deallocate()
    wideOrdinals.deallocate()
    fieldEnds.deallocate()
    ends.deallocate()
    counts.deallocate()
    wide.deallocate()
  }

  /// About how many bytes the buffer takes.
  var memory: Int {
    entries.memory + ofTable.memory + wideOrdinals.memory + fieldEnds.memory + ends.memory
      + wide.memory + (largeOrdinals.count + largeRights.count) * 32
  }

  /// About how many more ``write(to:)`` takes.
  var memoryToWrite: Int {
    // A round, and beside it room to sort the occurrences of one character; those of the most
    // frequent one are about a thirtieth of a text.
    (max(GramsSorter.roundLength, entries.count / GramsSorter.rounds) + scratchLength)
      * MemoryLayout<Occurrence>.stride
  }

  private var scratchLength: Int { entries.count / 30 }

  /// True if the next document, of whatever size, might need more numbers or places than there are.
  var isFull: Bool {
    wide.count >= 1 << 24 || entries.count >= 1 << 30 || ends.count >= 1 << 26
  }

  var count: Int { entries.count }

  /// The units added since the last document ended.
  var countInDocument: Int { entries.count - firstInDocument - extraInDocument }

  /// The ordinal of a character that comes next.
  @inline(__always)
  mutating func nextOrdinal(of character: UInt32) -> UInt32 { counts.next(character) }

  /// Has memory brought near for a character that soon comes.
  @inline(__always)
  func expect(_ character: UInt16) { counts.expect(character) }

  /// The ordinal of a word that comes next, among all words.
  mutating func nextWordOrdinal() -> UInt32 { counts.nextWord() }

  /// Adds a character with its ordinal, and the gram of it and the character before it, which is 0 if
  /// there is none right before it or behind a separator.
  @inline(__always)
  mutating func append(
    _ character: UInt64, _ ordinal: UInt32, behind left: UInt64, _ leftOrdinal: UInt32,
    isAcrossGap: Bool
  ) {
    if left != 0, (left | character) &>> 16 == 0, ordinal < GramsBuffer.large {
      entries.append(
        UInt32(truncatingIfNeeded: character) | ordinal &<< GramsBuffer.ordinalShift
          | (isAcrossGap ? GramsBuffer.gap : 0))
    } else {
      appendUnusual(character, ordinal, left, leftOrdinal, isAcrossGap)
    }
  }

  @inline(never)
  private mutating func appendUnusual(
    _ character: UInt64, _ ordinal: UInt32, _ left: UInt64, _ leftOrdinal: UInt32,
    _ isAcrossGap: Bool
  ) {
    if openWord >= 0 { endWord(before: character, ordinal) }
    if left != 0, (left | character) &>> 16 != 0 {
      appendWide(left, leftOrdinal, character, ordinal, isAcrossGap: isAcrossGap)
      // Beside the entry of the character itself.
      if left &>> 16 == 0 { extraInDocument += 1 }
    }
    guard character &>> 16 == 0 else { return }
    appendRight(character, ordinal, behind: left, leftOrdinal, isAcrossGap: isAcrossGap)
  }

  /// Adds the entry of what has an ordinal of whatever size.
  private mutating func appendRight(
    _ right: UInt64, _ ordinal: UInt32, behind left: UInt64, _ leftOrdinal: UInt32,
    isAcrossGap: Bool
  ) {
    if ordinal >= GramsBuffer.large {
      largeOrdinals[entries.count] = ordinal
      largeRights[left << 32 | UInt64(UInt32(firstInDocument) &+ leftOrdinal)] = ordinal
    }
    entries.append(
      UInt32(right) | min(ordinal, GramsBuffer.large) << GramsBuffer.ordinalShift
        | (isAcrossGap ? GramsBuffer.gap : 0))
  }

  /// Adds the gram of a character that no other follows: on the right stands one of ``Gram``'s marks, with the
  /// ordinal of the word behind it.
  mutating func append(
    mark: UInt64, _ ordinal: UInt32, behind left: UInt64, _ leftOrdinal: UInt32
  ) {
    if left &>> 16 == 0 {
      appendRight(mark, ordinal, behind: left, leftOrdinal, isAcrossGap: false)
      extraInDocument += 1
    } else {
      appendWide(left, leftOrdinal, mark, ordinal, isAcrossGap: false)
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
    append(number, kind: TableGram.gram, areRising: right != 0)
    wideOrdinals.append(UInt64(leftOrdinal) << 32 | UInt64(rightOrdinal))
  }

  /// Adds a word of another script, which has the ordinal among words.
  mutating func append(word units: UnsafeBufferPointer<UInt16>, _ ordinal: UInt32) {
    if openWord >= 0 { closeWord(openWordHasGap ? .gapAndWord : .word) }
    openWord = ofTable.count
    openWordOrdinal = ordinal
    openWordHasGap = false
    append(wide.insert(units), kind: WordEnd.other.rawValue, areRising: false)
  }

  /// A character stands behind the last word, or behind a separator behind it.
  private mutating func endWord(before character: UInt64, _ ordinal: UInt32) {
    let mark = openWordHasGap ? Gram.wordBehindGap : Gram.word
    closeWord(openWordHasGap ? .other : .character)
    appendWide(mark, openWordOrdinal, character, ordinal, isAcrossGap: false)
    extraInDocument += 1
  }

  private mutating func closeWord(_ end: WordEnd) {
    ofTable.base[openWord].set(end)
    openWord = -1
  }

  /// Adds an entry of the table.
  private mutating func append(_ number: UInt32, kind: UInt32, areRising: Bool) {
    if number == self.areRising.count { self.areRising.append(areRising) }
    ofTable.append(TableGram(place: entries.count, number: number, kind: kind))
    entries.append(GramsBuffer.table)
  }

  /// A separator stands behind the last unit.
  @inline(__always)
  mutating func appendGap() { openWordHasGap = true }

  /// The border between title and text, which no literal reaches across.
  mutating func endField() {
    openWord = -1
    fieldEnds.append(entries.count)
  }

  mutating func endDocument() {
    ends.append(fieldEnds.count)
    counts.endDocument(UnsafeBufferPointer(rebasing: entries.elements[firstInDocument...]))
    firstInDocument = entries.count
    extraInDocument = 0
    // The last entries are read together with those behind them.
    _ = entries.room(for: EntryFilter.width)
  }

  /// Writes the lane to a segment, with about so many bytes of memory beside the buffer, or what it takes.
  func write(to segment: SegmentWriter, memory: Int) throws(IndexError) {
    let room = memory / MemoryLayout<Occurrence>.stride - scratchLength
    try segment.writeLane(.grams) { (postings, dictionary) throws(IndexError) in
      var sorter = GramsSorter(self, room: room)
      defer { sorter.deallocate() }
      let documents = sorter.documents
      try sorter.forEachTerm {
        (term, occurrences, following, shift, areRising) throws(IndexError) in
        postings.add(
          occurrences, following: following, shift: shift, areRising: areRising, in: documents)
        let info = try postings.finishTerm()
        try dictionary.add(term, info)
      }
    }
  }

  /// Appends the UTF-8 of a term of the table.
  func appendTerm(_ number: UInt32, to writer: inout ByteWriter) {
    wide.appendTerm(number, to: &writer)
  }

  /// The numbers of the table in the byte order of their terms.
  func sortedWideTerms() -> [UInt32] { wide.sorted() }

  /// True if the ordinals on the right of a term of the table rise.
  func areRising(_ number: UInt32) -> Bool { areRising[Int(number)] }

  /// Both ordinals of an entry of the table that is no word, by its number among those.
  func wideOrdinals(_ number: Int) -> (left: UInt32, right: UInt32) {
    let both = wideOrdinals.base[number]
    return (UInt32(truncatingIfNeeded: both &>> 32), UInt32(truncatingIfNeeded: both))
  }

  /// True if any entry holds ``large``.
  var hasLargeOrdinals: Bool { !largeOrdinals.isEmpty }

  /// The ordinal at a place where the entry holds ``large``.
  func largeOrdinal(at place: Int) -> UInt32 { largeOrdinals[place] ?? 0 }

  /// The ordinal of what stands right of a character, where the entry holds ``large``.
  func largeRight(_ left: Int, at place: UInt32) -> UInt32 {
    largeRights[UInt64(left) << 32 | UInt64(place & Occurrence.places)] ?? 0
  }

  /// Where each document begins, and the end of the last.
  var starts: [UInt32] {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(ends.count + 1)
    for end in ends.elements {
      starts.append(end == 0 ? 0 : UInt32(truncatingIfNeeded: fieldEnds.base[end - 1]))
    }
    return starts
  }

  /// The entries; behind the last ``EntryFilter/width`` more may be read.
  var all: UnsafePointer<UInt32> { UnsafePointer(entries.base) }

  /// The fields, to be gone through in their order.
  var fields: FieldCursor { FieldCursor(fieldEnds.elements, ofDocuments: ends.elements) }

  /// Calls `body` with each entry of the table, and where its document begins, marked in titles.
  func forEachOfTable(_ body: (_ entry: TableGram, _ start: UInt32) -> Void) {
    var document = 0
    var field = 0
    var firstField = 0
    for entry in ofTable.elements {
      while fieldEnds.base[field] <= Int(entry.place) { field += 1 }
      while ends.base[document] <= field {
        firstField = ends.base[document]
        document += 1
      }
      let start = firstField == 0 ? 0 : UInt32(truncatingIfNeeded: fieldEnds.base[firstField - 1])
      body(entry, field == firstField ? start | Occurrence.title : start)
    }
  }
}
