/// Writes the posting lists of one lane, term after term.
///
/// ```
/// postings of a list  = block… table?            (nothing for a list of one document)
/// block               = packed(doc deltas - 1) packed(frequencies - 1)
/// table               = BlockEntry for each block, if there are two or more
/// positions of a list = for each block, its positions in packed runs of 128:
///                       the first of a document as it is, then differences
/// ```
///
/// `packed` is ``PackedIntegers``. The first document of a list counts from -1.
final class PostingsWriter {
  private let postings: IndexFileWriter
  private let positions: IndexFileWriter?

  private var docs: [UInt32] = []
  private var frequencies: [UInt32] = []
  private var deltas: [UInt32] = []
  private var list = ByteWriter()
  private var positionList = ByteWriter()
  private var table: [BlockEntry] = []
  private var lastDoc: DocID = .end  // so that the first delta counts from -1
  private var firstDoc: DocID = 0
  private var minLength = UInt8.max
  private var documentFrequency = 0
  private var totalTermFrequency: UInt64 = 0

  init(postings: IndexFileWriter, positions: IndexFileWriter?) {
    self.postings = postings
    self.positions = positions
  }

  /// Where the next list begins in the two files.
  var offsets: (postings: Int, positions: Int) { (postings.offset, positions?.offset ?? 0) }

  /// Adds a document; documents come in rising order, and so do the positions in each.
  ///
  /// `length` is the document's length in this lane as ``DocumentLength`` codes it.
  func add(
    doc: DocID, frequency: Int, length: UInt8, positions: (some Sequence<UInt32>)?
  ) throws(IndexError) {
    assert(frequency > 0)
    if documentFrequency == 0 { firstDoc = doc }
    docs.append(doc &- lastDoc &- 1)
    lastDoc = doc
    frequencies.append(UInt32(clamping: frequency - 1))
    minLength = min(minLength, length)
    documentFrequency += 1
    totalTermFrequency += UInt64(frequency)
    if self.positions != nil, let positions {
      var previous: UInt32 = 0
      for position in positions {
        deltas.append(position &- previous)
        previous = position
      }
    }
    if docs.count == PostingList.blockLength { try finishBlock() }
  }

  /// Ends the list and returns what the term dictionary keeps of it.
  func finishTerm() throws(IndexError) -> TermInfo {
    var info = TermInfo()
    info.documentFrequency = UInt32(documentFrequency)
    info.totalTermFrequency = totalTermFrequency
    info.postingsStart = postings.offset
    info.positionsStart = positions?.offset ?? 0

    if documentFrequency == 1 {
      info.onlyDoc = firstDoc
      if positions != nil {
        if deltas.count <= PostingList.inlinePositions {
          for index in deltas.indices { info.inlineDeltas[index] = deltas[index] }
        } else {
          packPositions()
        }
      }
      startList()
    } else {
      if !docs.isEmpty { try finishBlock() }
      if table.count > 1 {
        for entry in table { entry.append(to: &list, withPositions: positions != nil) }
      }
      startList()
    }
    guard list.count <= UInt32.max, positionList.count <= UInt32.max else {
      throw .unacceptable(document: postings.path, reason: "a posting list passes 4 GiB")
    }
    info.postingsLength = list.count
    info.positionsLength = positionList.count
    try postings.append(list.bytes)
    try positions?.append(positionList.bytes)
    list.removeAll()
    positionList.removeAll()
    return info
  }

  private func startList() {
    docs.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    deltas.removeAll(keepingCapacity: true)
    table.removeAll(keepingCapacity: true)
    lastDoc = .end
    documentFrequency = 0
    totalTermFrequency = 0
    minLength = .max
  }

  private func finishBlock() throws(IndexError) {
    docs.withUnsafeBufferPointer { PackedIntegers.append($0, to: &list) }
    frequencies.withUnsafeBufferPointer { PackedIntegers.append($0, to: &list) }
    packPositions()
    let largest = (frequencies.max() ?? 0) &+ 1
    table.append(
      BlockEntry(
        lastDoc: lastDoc, blockEnd: UInt32(truncatingIfNeeded: list.count),
        maxFrequency: UInt8(clamping: largest), minLength: minLength,
        positionsEnd: UInt32(truncatingIfNeeded: positionList.count)))
    docs.removeAll(keepingCapacity: true)
    frequencies.removeAll(keepingCapacity: true)
    minLength = .max
  }

  private func packPositions() {
    guard positions != nil else { return }
    deltas.withUnsafeBufferPointer { all in
      for start in stride(from: 0, to: all.count, by: PackedIntegers.capacity) {
        let run = all[start..<min(start + PackedIntegers.capacity, all.count)]
        PackedIntegers.append(UnsafeBufferPointer(rebasing: run), to: &positionList)
      }
    }
    deltas.removeAll(keepingCapacity: true)
  }
}
