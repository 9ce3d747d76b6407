/// Writes the posting lists of one lane, term after term.
///
/// ```
/// postings of a list  = block… table?            (nothing for a list of one document)
/// block               = packed(doc deltas - 1) packed(frequencies - 1)
/// table               = BlockEntry for each block, then their number:u32, if there are two or more
/// ordinals of a list  = for each block, the ordinals of its occurrences in runs of 128
/// ```
///
/// `packed` is ``PackedIntegers``, a run ``OrdinalRun``. The first document of a list counts from -1. A list of one block
/// in which the term occurs once a document has no frequencies: the dictionary tells.
final class PostingsWriter {
  private let postings: IndexFileWriter
  private let ordinals: IndexFileWriter?
  /// The documents' lengths, as ``DocumentLength`` codes them.
  private let lengths: UnsafePointer<UInt8>
  private let documentCount: Int
  /// So many occurrences ahead memory is asked for.
  private static let lookahead = 16

  /// The current block: documents, and frequencies less one.
  private let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private let packed = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private var inBlock = 0
  private var deltas = OrdinalDeltas()
  private var list = GrowingArray<UInt8>(capacity: 4096)
  private var ordinalList = GrowingArray<UInt8>(capacity: 4096)
  private var table: [BlockEntry] = []
  /// The last document of the block before, so that the first delta counts from -1.
  private var lastDoc: DocID = .end
  private var documentFrequency = 0
  private var totalTermFrequency: UInt64 = 0

  /// - Parameters:
  ///   - postings: takes the lists.
  ///   - ordinals: takes the ordinals, if the lane has them.
  ///   - lengths: of all documents; must stay in place as long as the writer is used.
  ///   - documentCount: how many documents the segment has.
  init(
    postings: IndexFileWriter, ordinals: IndexFileWriter?, lengths: UnsafePointer<UInt8>,
    documentCount: Int
  ) {
    self.postings = postings
    self.ordinals = ordinals
    self.lengths = lengths
    self.documentCount = documentCount
  }

  deinit {
    docs.deallocate()
    frequencies.deallocate()
    packed.deallocate()
    deltas.deallocate()
    list.deallocate()
    ordinalList.deallocate()
  }

  /// Adds all occurrences of the current term in the order of their places.
  ///
  /// The ordinals of what stands right rise within a document, unless the term is a word, or a character
  /// before a separator. They stand in the keys, `shift` bits from the lowest.
  ///
  /// Behind them stand `following` others, which are likely to be added next: memory is asked for their documents.
  func add(
    _ occurrences: UnsafeBufferPointer<Occurrence>, following: Int, shift: UInt32,
    areRising: Bool, in documents: DocumentPlaces
  ) {
    let count = occurrences.count
    guard let all = occurrences.baseAddress else { return }
    let foreseeable = count &+ following &- PostingsWriter.lookahead
    totalTermFrequency &+= UInt64(count)
    var (lefts, rights) = (deltas.lefts.room(for: count), deltas.rights.room(for: count))
    let step: UInt32 = areRising ? 1 : 0
    let mask: UInt32 = areRising ? .max : 0
    var index = 0
    while index < count {
      if index < foreseeable {
        documents.expect(
          all[index &+ PostingsWriter.lookahead].place & Occurrence.places,
          near: all[index &+ PostingsWriter.lookahead / 2].place & Occurrence.places)
      }
      let (doc, base, end) = documents.document(at: occurrences[index].place & Occurrence.places)
      let start = index
      var (nextLeft, nextRight) = (base, UInt32(0))
      var place = occurrences[index].place
      repeat {
        if place > Occurrence.places {
          place &= Occurrence.places
          deltas.titles.append(UInt32(truncatingIfNeeded: deltas.count &+ index &- start))
        }
        lefts[0] = place &- nextLeft
        lefts += 1
        nextLeft = place &+ 1
        let right = occurrences[index].key &>> shift
        rights[0] = right &- nextRight
        rights += 1
        nextRight = (right &+ step) & mask
        index &+= 1
        if index == count { break }
        place = occurrences[index].place
      } while place & Occurrence.places < end
      deltas.lefts.extend(by: index &- start)
      deltas.rights.extend(by: index &- start)
      if push(doc, frequency: index &- start) {
        (lefts, rights) = (
          deltas.lefts.room(for: count &- index), deltas.rights.room(for: count &- index)
        )
      }
    }
  }

  /// Adds occurrences in a lane without ordinals: the document of each, in rising order.
  func add(documents: UnsafeBufferPointer<DocID>) {
    let count = documents.count
    totalTermFrequency &+= UInt64(count)
    var index = 0
    while index < count {
      let doc = documents[index]
      let start = index
      repeat { index &+= 1 } while index < count && documents[index] == doc
      push(doc, frequency: index &- start)
    }
  }

  /// Adds a document with the ordinals of its occurrences, if the lane has them: those of `range`, of
  /// which those of `titles` are in titles.
  @inline(__always)
  func add(
    doc: DocID, frequency: Int, deltas source: borrowing OrdinalDeltas, _ range: Range<Int>,
    titles: Range<Int>
  ) {
    totalTermFrequency &+= UInt64(frequency)
    if ordinals != nil { deltas.append(source, range, titles: titles) }
    push(doc, frequency: frequency)
  }

  /// Adds the document of a list that another dictionary holds whole, moved up by `base`.
  func add(_ info: TermInfo, base: DocID) {
    totalTermFrequency &+= info.totalTermFrequency
    if ordinals != nil { deltas.append(info.inline, count: Int(info.totalTermFrequency)) }
    push(info.onlyDoc &+ base, frequency: Int(info.totalTermFrequency))
  }

  /// Adds all documents of a block of another list, moved up by `base`.
  ///
  /// Their occurrences are not counted, see ``add(totalTermFrequency:)``.
  func add(_ block: PostingsBlocks, base: DocID) {
    var (start, title, first) = (0, 0, 0)
    while first < block.count {
      // As many as the current block has room for.
      let number = min(block.count &- first, PostingList.blockLength &- inBlock)
      var end = start &+ number
      for index in 0..<number {
        docs[inBlock &+ index] = block.docs[first &+ index] &+ base
        let frequency = block.frequencies[first &+ index]
        frequencies[inBlock &+ index] = frequency
        end &+= Int(frequency)
      }
      if ordinals != nil {
        let firstTitle = title
        title = block.firstTitle(from: title, at: end)
        deltas.append(block.deltas, start..<end, titles: firstTitle..<title)
      }
      inBlock &+= number
      documentFrequency &+= number
      (start, first) = (end, first &+ number)
      if inBlock == PostingList.blockLength { finishBlock() }
    }
  }

  /// True if the block was full and has been written.
  @inline(__always) @discardableResult
  private func push(_ doc: DocID, frequency: Int) -> Bool {
    docs[inBlock] = doc
    frequencies[inBlock] = UInt32(clamping: frequency &- 1)
    inBlock &+= 1
    documentFrequency &+= 1
    guard inBlock == PostingList.blockLength else { return false }
    finishBlock()
    return true
  }

  /// True if no document was added since the last list.
  var isEmpty: Bool { documentFrequency == 0 }

  /// Ends the list and returns what the term dictionary keeps of it.
  func finishTerm() throws(IndexError) -> TermInfo {
    var info = TermInfo()
    info.documentFrequency = UInt32(documentFrequency)
    // Of a damaged list, which will not be used, it may be less.
    info.totalTermFrequency = max(totalTermFrequency, UInt64(documentFrequency))
    info.postingsStart = postings.offset
    info.ordinalsStart = ordinals?.offset ?? 0
    if documentFrequency == 1 {
      info.onlyDoc = docs[0]
      if ordinals != nil {
        if deltas.count <= PostingList.inlineOccurrences {
          for index in 0..<deltas.count {
            info.inline.set(
              index, left: deltas.lefts.base[index], right: deltas.rights.base[index])
          }
          info.inline.titles = UInt32(truncatingIfNeeded: deltas.titles.count)
        } else {
          packOrdinals()
        }
      }
    } else {
      if inBlock > 0 { finishBlock(isLast: true) }
      if table.count > 1 { appendTable() }
    }
    guard list.count <= UInt32.max, ordinalList.count <= UInt32.max else {
      throw .unacceptable(document: postings.path, reason: "a posting list passes 4 GiB")
    }
    info.postingsLength = list.count
    info.ordinalsLength = ordinalList.count
    if list.count > 0 { try postings.append(list.bytes) }
    if ordinalList.count > 0 { try ordinals?.append(ordinalList.bytes) }
    startList()
    return info
  }

  /// What the term dictionary keeps of a list that another dictionary holds whole, moved up by `base`.
  func finishTerm(_ info: TermInfo, base: DocID) -> TermInfo {
    var info = info
    info.onlyDoc &+= base
    info.postingsStart = postings.offset
    info.ordinalsStart = ordinals?.offset ?? 0
    return info
  }

  private func startList() {
    inBlock = 0
    deltas.removeAll()
    list.removeAll()
    ordinalList.removeAll()
    if !table.isEmpty { table.removeAll(keepingCapacity: true) }
    lastDoc = .end
    documentFrequency = 0
    totalTermFrequency = 0
  }

  private func finishBlock(isLast: Bool = false) {
    let count = inBlock
    var previous = lastDoc
    var largest: UInt32 = 0
    for index in 0..<count {
      let doc = docs[index]
      packed[index] = doc &- previous &- 1
      previous = doc
      largest = max(largest, frequencies[index])
    }
    lastDoc = previous
    PackedIntegers.append(packed, count: count, to: &list)
    let isOnlyBlock = isLast && documentFrequency == count
    if largest > 0 || !isOnlyBlock || count == PostingList.blockLength {
      PackedIntegers.append(frequencies, count: count, to: &list)
    }
    packOrdinals()
    inBlock = 0
    // A list of one block has no table.
    if isOnlyBlock { return }
    table.append(
      BlockEntry(
        lastDoc: previous, blockEnd: UInt32(truncatingIfNeeded: list.count),
        count: UInt8(truncatingIfNeeded: count),
        impacts: Impacts(
          docs: docs, frequencies: frequencies, count: count, largest: largest, lengths: lengths),
        ordinalsEnd: UInt32(truncatingIfNeeded: ordinalList.count)))
  }

  /// True if a block can be added as it stands without leaving a short one before it.
  var isAtBlock: Bool { inBlock == 0 || inBlock >= PostingList.wholeBlock / 2 }

  /// Adds a block of another list whose documents all move up by `base`, to a list that will have several.
  ///
  /// Their occurrences are not counted, see ``add(totalTermFrequency:)``.
  func add(_ block: PackedPostings, base: DocID) {
    if inBlock > 0 { finishBlock() }
    // Before the first document of a list stands -1.
    let previous = block.previousDoc &+ base
    let start = list.count
    list.append(contentsOf: block.docs)
    if previous != lastDoc {
      // The first of its list: its first document counts from another one now.
      let count = Int(block.entry.count)
      if let docs = block.docs.baseAddress {
        let first = PackedIntegers.value(at: 0, of: docs, count: count) &+ previous &- lastDoc
        if !PackedIntegers.replaceFirst(list.base + start, count: count, with: first) {
          PackedIntegers.unpack(docs, count: count, into: packed)
          packed[0] = first
          list.removeLast(list.count - start)
          PackedIntegers.append(packed, count: count, to: &list)
        }
      }
    }
    if block.frequencies.isEmpty {
      PackedIntegers.appendZeros(to: &list)
    } else {
      list.append(contentsOf: block.frequencies)
    }
    ordinalList.append(contentsOf: block.ordinals)
    var entry = block.entry
    entry.lastDoc &+= base
    entry.blockEnd = UInt32(truncatingIfNeeded: list.count)
    entry.ordinalsEnd = UInt32(truncatingIfNeeded: ordinalList.count)
    table.append(entry)
    lastDoc = entry.lastDoc
    documentFrequency &+= Int(entry.count)
  }

  /// Counts the occurrences of a list whose blocks are added.
  func add(totalTermFrequency total: UInt64) { totalTermFrequency &+= total }

  private func packOrdinals() {
    guard ordinals != nil else { return }
    deltas.pack(to: &ordinalList)
    deltas.removeAll()
  }

  private func appendTable() {
    var bytes = ByteWriter()
    let layout = BlockLayout(
      documentCount: documentCount, blocksLength: list.count, blocks: table.count,
      ordinalsLength: ordinals == nil ? nil : ordinalList.count)
    for entry in table { entry.append(to: &bytes, layout) }
    bytes.append(fixed: UInt32(table.count))
    bytes.bytes.withUnsafeBufferPointer { list.append(contentsOf: $0) }
  }
}
