/// Writes the posting lists of one lane, term after term.
///
/// ```
/// postings of a list  = block… table?            (nothing for a list of one document)
/// block               = packed(doc deltas - 1) packed(frequencies - 1)
/// table               = BlockEntry for each block, then their number:u32, if there are two or more
/// positions of a list = for each block, its positions in packed runs of 128:
///                       the first of a document as it is, then differences
/// ```
///
/// `packed` is ``PackedIntegers``. The first document of a list counts from -1. A list of one block
/// in which the term occurs once a document has no frequencies: the dictionary tells.
final class PostingsWriter {
  private let postings: IndexFileWriter
  private let positions: IndexFileWriter?
  /// The documents' lengths, as ``DocumentLength`` codes them.
  private let lengths: UnsafePointer<UInt8>

  /// The current block: documents, and frequencies less one.
  private let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private let packed = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private var inBlock = 0
  private var deltas = GrowingArray<UInt32>(capacity: 1024)
  private var list = GrowingArray<UInt8>(capacity: 4096)
  private var positionList = GrowingArray<UInt8>(capacity: 4096)
  private var table: [BlockEntry] = []
  /// The last document of the block before, so that the first delta counts from -1.
  private var lastDoc: DocID = .end
  private var documentFrequency = 0
  private var totalTermFrequency: UInt64 = 0

  /// - Parameters:
  ///   - postings: takes the lists.
  ///   - positions: takes the positions, if the lane has them.
  ///   - lengths: of all documents; must stay in place as long as the writer is used.
  init(
    postings: IndexFileWriter, positions: IndexFileWriter?, lengths: UnsafePointer<UInt8>
  ) {
    self.postings = postings
    self.positions = positions
    self.lengths = lengths
  }

  deinit {
    docs.deallocate()
    frequencies.deallocate()
    packed.deallocate()
    deltas.deallocate()
    list.deallocate()
    positionList.deallocate()
  }

  /// Adds all occurrences of the current term in the order of their places.
  ///
  /// Positions of words are doubled, plus one where a separator stands behind the word.
  func add(
    _ occurrences: UnsafeBufferPointer<Occurrence>, ofWord isWord: Bool,
    in documents: DocumentPlaces
  ) {
    let count = occurrences.count
    totalTermFrequency &+= UInt64(count)
    var target = deltas.room(for: count)
    var index = 0
    while index < count {
      let (doc, base, end) = documents.document(at: occurrences[index].place)
      let start = index
      var previous: UInt32 = 0
      repeat {
        var position = occurrences[index].place &- base
        if isWord { position = position &<< 1 | occurrences[index].key }
        target[0] = position &- previous
        target += 1
        previous = position
        index &+= 1
      } while index < count && occurrences[index].place < end
      deltas.extend(by: index &- start)
      if push(doc, frequency: index &- start) { target = deltas.room(for: count &- index) }
    }
  }

  /// Adds occurrences in a lane without positions: the document of each, in rising order.
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

  /// Adds a document with the differences of its positions, if the lane has them.
  @inline(__always)
  func add(doc: DocID, frequency: Int, deltas source: UnsafePointer<UInt32>?) {
    totalTermFrequency &+= UInt64(frequency)
    if let source {
      let target = deltas.room(for: frequency)
      for index in 0..<frequency { target[index] = source[index] }
      deltas.extend(by: frequency)
    }
    push(doc, frequency: frequency)
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

  /// Ends the list and returns what the term dictionary keeps of it.
  func finishTerm() throws(IndexError) -> TermInfo {
    var info = TermInfo()
    info.documentFrequency = UInt32(documentFrequency)
    info.totalTermFrequency = totalTermFrequency
    info.postingsStart = postings.offset
    info.positionsStart = positions?.offset ?? 0
    if documentFrequency == 1 {
      info.onlyDoc = docs[0]
      if positions != nil {
        if deltas.count <= PostingList.inlinePositions {
          for index in 0..<deltas.count { info.inlineDeltas[index] = deltas.base[index] }
        } else {
          packPositions()
        }
      }
    } else {
      if inBlock > 0 { finishBlock(isLast: true) }
      if table.count > 1 { appendTable() }
    }
    guard list.count <= UInt32.max, positionList.count <= UInt32.max else {
      throw .unacceptable(document: postings.path, reason: "a posting list passes 4 GiB")
    }
    info.postingsLength = list.count
    info.positionsLength = positionList.count
    if list.count > 0 { try postings.append(list.bytes) }
    if positionList.count > 0 { try positions?.append(positionList.bytes) }
    startList()
    return info
  }

  private func startList() {
    inBlock = 0
    deltas.removeAll()
    list.removeAll()
    positionList.removeAll()
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
    pack(packed, count, to: &list)
    let isOnlyBlock = isLast && documentFrequency == count
    if largest > 0 || !isOnlyBlock || count == PostingList.blockLength {
      pack(frequencies, count, to: &list)
    }
    packPositions()
    inBlock = 0
    // A list of one block has no table.
    if isOnlyBlock { return }
    table.append(
      BlockEntry(
        lastDoc: previous, blockEnd: UInt32(truncatingIfNeeded: list.count),
        count: UInt8(truncatingIfNeeded: count),
        impacts: Impacts(
          docs: docs, frequencies: frequencies, count: count, largest: largest, lengths: lengths),
        positionsEnd: UInt32(truncatingIfNeeded: positionList.count)))
  }

  /// True if a block can be added as it stands without leaving a short one before it.
  var acceptsBlocks: Bool { inBlock == 0 || inBlock >= PostingList.wholeBlock / 2 }

  /// Adds a block of another list whose documents all move up by `base`.
  func add(_ block: PackedPostings, base: DocID) {
    if inBlock > 0 { finishBlock() }
    // Before the first document of a list stands -1.
    let previous = block.previousDoc &+ base
    if previous == lastDoc {
      list.append(contentsOf: block.docs)
    } else {
      // The first of its list: its first document counts from another one now.
      let count = Int(block.entry.count)
      if let docs = block.docs.baseAddress {
        PackedIntegers.unpack(docs, count: count, into: packed)
      }
      packed[0] = packed[0] &+ previous &- lastDoc
      pack(packed, count, to: &list)
    }
    list.append(contentsOf: block.frequencies)
    positionList.append(contentsOf: block.positions)
    var entry = block.entry
    entry.lastDoc &+= base
    entry.blockEnd = UInt32(truncatingIfNeeded: list.count)
    entry.positionsEnd = UInt32(truncatingIfNeeded: positionList.count)
    table.append(entry)
    lastDoc = entry.lastDoc
    documentFrequency &+= Int(entry.count)
    totalTermFrequency &+= block.totalTermFrequency
  }

  private func packPositions() {
    guard positions != nil else { return }
    var start = 0
    while start < deltas.count {
      let count = min(PackedIntegers.capacity, deltas.count &- start)
      pack(deltas.base + start, count, to: &positionList)
      start &+= count
    }
    deltas.removeAll()
  }

  private func pack(
    _ values: UnsafePointer<UInt32>, _ count: Int, to target: inout GrowingArray<UInt8>
  ) {
    let room = target.room(for: PackedIntegers.maximumLength + PackedIntegers.slack)
    target.extend(
      by: PackedIntegers.pack(values, count: count, into: UnsafeMutableRawPointer(room)))
  }

  private func appendTable() {
    var bytes = ByteWriter()
    for entry in table { entry.append(to: &bytes, withPositions: positions != nil) }
    bytes.append(fixed: UInt32(table.count))
    bytes.bytes.withUnsafeBufferPointer { list.append(contentsOf: $0) }
  }
}
