/// Walks the documents of one posting list in rising order.
///
/// ``doc`` is the current document; after the last one, or when the list's bytes turn out to be
/// damaged, it is ``DocID/end`` (the damage is kept by the file, see ``IndexFileReader/damage``).
/// Whatever the bytes are, documents rise and are of the segment.
/// A block is decoded when the cursor enters it, its frequencies when they are first asked for.
final class PostingsCursor: DocumentCursor {
  private(set) var doc: DocID = .end
  let documentFrequency: Int
  let info: TermInfo

  private let file: IndexFileReader
  private let layout: BlockLayout
  private let documentCount: Int
  let blockCount: Int
  private let listStart: UnsafeRawPointer
  private let table: UnsafeRawPointer
  private let docs: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>

  private(set) var block = 0
  private var blockLength = 0
  private(set) var indexInBlock = 0
  private var frequenciesStart: UnsafeRawPointer
  /// How many bytes the block has from there on.
  private var frequenciesLength = 0
  private var frequenciesDecoded = false
  /// The occurrences of so many first documents of the block.
  private var summed = (documents: 0, occurrences: 0)

  /// Stands on the first document of the list.
  init(_ info: TermInfo, file: IndexFileReader, withOrdinals: Bool, documentCount: Int) {
    self.info = info
    self.file = file
    self.documentCount = documentCount
    layout = BlockLayout(
      documentCount: documentCount, postingsLength: info.postingsLength,
      ordinalsLength: withOrdinals ? info.ordinalsLength : nil)
    documentFrequency = Int(info.documentFrequency)
    let capacity = documentFrequency == 1 ? 1 : PostingList.blockLength
    docs = .allocate(capacity: 2 * capacity)
    frequencies = docs + capacity
    let start = info.postingsStart
    let base = file.payload.baseAddress ?? UnsafeRawPointer(docs)
    let blocks = PostingList.blockCount(info, file)
    let tableLength = blocks > 1 ? layout.tableLength(blocks) : 0
    guard blocks > 0,
      documentFrequency == 1
        || (tableLength < info.postingsLength
          && file.check(start + info.postingsLength - tableLength, tableLength))
    else {
      file.noteOutside(start)
      blockCount = 0
      listStart = base
      table = base
      frequenciesStart = base
      return
    }
    blockCount = blocks
    listStart = base + (documentFrequency == 1 ? 0 : start)
    table = listStart + (documentFrequency == 1 ? 0 : info.postingsLength - tableLength)
    frequenciesStart = listStart
    enter(block: 0)
  }

  deinit {
    docs.deallocate()
  }

  /// How often the term occurs in the current document.
  var frequency: Int {
    if frequenciesDecoded { return Int(frequencies[indexInBlock]) + 1 }
    // One of them is read alone: of dense lists few documents of a block are asked for.
    guard hasFrequencies, areFrequenciesInside else { return 1 }
    return Int(
      PackedIntegers.value(at: indexInBlock, of: frequenciesStart, count: blockLength)) + 1
  }

  /// A single block of less than full length has none if all are one.
  private var hasFrequencies: Bool {
    documentFrequency >= PostingList.blockLength || info.totalTermFrequency != documentFrequency
  }

  private var areFrequenciesInside: Bool {
    if PackedIntegers.length(at: frequenciesStart, count: blockLength) <= frequenciesLength {
      return true
    }
    file.noteOutside(info.postingsStart)
    return false
  }

  /// All documents of the current block, as long as the cursor is in it.
  var blockDocs: UnsafeBufferPointer<DocID> {
    UnsafeBufferPointer(start: docs, count: blockLength)
  }

  /// Their frequencies less one.
  var blockFrequencies: UnsafePointer<UInt32> {
    if !frequenciesDecoded { decodeFrequencies() }
    return UnsafePointer(frequencies)
  }

  /// ``DocID/end`` behind the last block.
  var lastDocOfBlock: DocID { docs[blockLength - 1] }

  /// Goes to the next document.
  @inline(__always)
  func advance() {
    indexInBlock &+= 1
    if indexInBlock < blockLength {
      doc = docs[indexInBlock]
    } else {
      enter(block: block + 1)
    }
  }

  /// Goes to the first document that is not before `target`; stays if the current one is not.
  func seek(to target: DocID) {
    guard doc < target else { return }
    if docs[blockLength - 1] < target {
      seekBlock(to: target)
      if doc >= target { return }
    }
    indexInBlock = index(of: target, from: indexInBlock)
    doc = docs[indexInBlock]
  }

  /// Goes back to the first document of a block, or stays if the current one is before it.
  func rewind(toBlock number: Int) {
    if block > number {
      enter(block: number)
    } else if block == number, block < blockCount {
      indexInBlock = 0
      doc = docs[0]
      summed = (0, 0)
    }
  }

  /// The place in the block of the first document that is not before `target`, or of the last.
  func index(of target: DocID, from first: Int) -> Int {
    var low = first
    var high = blockLength - 1
    while low < high {
      let middle = (low + high) / 2
      if docs[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Goes to the first document of the first block that reaches `target` or passes it.
  ///
  /// The entries ahead are probed at doubling distances, then halved: near targets cost little.
  private func seekBlock(to target: DocID) {
    var low = block + 1
    var step = 1
    var high = low
    while high < blockCount, entry(high).lastDoc < target {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, blockCount)
    while low < high {
      let middle = (low + high) / 2
      if entry(middle).lastDoc < target { low = middle + 1 } else { high = middle }
    }
    enter(block: low)
  }

  private func entry(_ block: Int) -> BlockEntry {
    BlockEntry(at: table + block &* layout.length, layout)
  }

  /// Where the ordinals of the current block begin, counted from the list's own start.
  var ordinalsOffset: Int { block == 0 ? 0 : Int(entry(block - 1).ordinalsEnd) }

  /// What the block table states of the current block, for a check of the whole list.
  var stated: BlockEntry? { blockCount > 1 ? entry(block) : nil }

  /// The list is one block, which is decoded and has no entry in a table.
  var isOneBlock: Bool { blockCount <= 1 }

  /// Calls `body` with the last document and the impacts of each block of a list of several, and leaves the
  /// cursor where it is.
  ///
  /// - Returns: false, which the file remembers, if last documents do not rise or are not of the segment.
  func forEachEntry(_ body: (_ number: Int, _ lastDoc: DocID, _ impacts: Impacts) -> Void) -> Bool {
    assert(!isOneBlock)
    var isRising = true
    var previous = -1
    for number in 0..<blockCount {
      let entry = entry(number)
      isRising = isRising && Int(entry.lastDoc) > previous
      previous = Int(entry.lastDoc)
      body(number, entry.lastDoc, entry.impacts)
    }
    if isRising && previous < documentCount { return true }
    file.noteOutside(info.postingsStart)
    return false
  }

  /// How often a document may hold the term: all documents but one hold it once at least.
  var mostFrequent: Int { max(1, Int(clamping: info.totalTermFrequency) - documentFrequency + 1) }

  /// The sum of the frequencies of the documents before the current one in its block.
  func occurrencesBefore() -> Int {
    if !frequenciesDecoded { decodeFrequencies() }
    for index in summed.documents..<indexInBlock {
      summed.occurrences &+= Int(frequencies[index]) &+ 1
    }
    summed.documents = indexInBlock
    return summed.occurrences
  }

  /// The number of occurrences of the whole current block.
  var occurrencesInBlock: Int {
    if !frequenciesDecoded { decodeFrequencies() }
    var sum = blockLength
    for index in 0..<blockLength { sum &+= Int(frequencies[index]) }
    return sum
  }

  private func enter(block number: Int) {
    block = number
    indexInBlock = 0
    frequenciesDecoded = false
    summed = (0, 0)
    guard number < blockCount else { return finish() }
    if documentFrequency == 1 {
      guard Int(info.onlyDoc) < documentCount else {
        file.noteOutside(info.postingsStart)
        return finish()
      }
      blockLength = 1
      docs[0] = info.onlyDoc
      frequencies[0] = UInt32(truncatingIfNeeded: info.totalTermFrequency &- 1)
      frequenciesDecoded = true
      doc = info.onlyDoc
      return
    }
    let start = number == 0 ? 0 : Int(entry(number - 1).blockEnd)
    let listLength = info.postingsLength
    let end = blockCount == 1 ? listLength : Int(entry(number).blockEnd)
    guard start < end, end <= listLength, file.check(info.postingsStart + start, end - start) else {
      file.noteOutside(info.postingsStart)
      return finish()
    }
    blockLength = blockCount == 1 ? documentFrequency : Int(entry(number).count)
    guard blockLength > 0, blockLength <= PostingList.blockLength else {
      file.noteOutside(info.postingsStart)
      return finish()
    }
    let source = listStart + start
    // The three bytes of a run's head may lie behind the block: the slack covers them.
    let length = PackedIntegers.length(at: source, count: blockLength)
    guard length <= end - start else {
      file.noteOutside(info.postingsStart)
      return finish()
    }
    PackedIntegers.unpack(source, count: blockLength, into: docs)
    // With 64 bits nothing wraps around: if the last is of the segment, all are, and they rise.
    var previous = number == 0 ? -1 : Int(entry(number - 1).lastDoc)
    for index in 0..<blockLength {
      previous = previous &+ Int(docs[index]) &+ 1
      docs[index] = DocID(truncatingIfNeeded: previous)
    }
    guard previous < documentCount,
      blockCount == 1 || previous == Int(entry(number).lastDoc)
    else {
      file.noteOutside(info.postingsStart)
      return finish()
    }
    frequenciesStart = source + length
    frequenciesLength = end - start - length
    doc = docs[0]
  }

  private func finish() {
    doc = .end
    blockLength = 1
    docs[0] = .end
    frequencies[0] = 0
    frequenciesDecoded = true
    block = blockCount
  }

  private func decodeFrequencies() {
    frequenciesDecoded = true
    guard hasFrequencies, areFrequenciesInside else {
      frequencies.update(repeating: 0, count: blockLength)
      return
    }
    PackedIntegers.unpack(frequenciesStart, count: blockLength, into: frequencies)
  }

  /// Calls `body` with runs of documents before `limit` and their frequencies less one, and leaves
  /// the cursor on the first document not before `limit`.
  @inline(__always)
  func forEachRun(
    before limit: DocID,
    _ body: (_ docs: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, _ count: Int) ->
      Void
  ) {
    while doc < limit {
      if !frequenciesDecoded { decodeFrequencies() }
      var stop = blockLength
      if docs[blockLength - 1] >= limit {
        stop = indexInBlock
        while docs[stop] < limit { stop &+= 1 }
      }
      body(docs + indexInBlock, frequencies + indexInBlock, stop &- indexInBlock)
      if stop < blockLength {
        indexInBlock = stop
        doc = docs[stop]
      } else {
        enter(block: block + 1)
      }
    }
  }

  /// Calls `body` with the documents of one block that are not before `start` and before `limit` and their
  /// frequencies less one, if there are any.
  ///
  /// Blocks come in rising order, none before the current document's; the cursor enters them.
  @inline(__always)
  func forRun(
    ofBlock number: Int, from start: DocID, before limit: DocID,
    _ body: (_ docs: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, _ count: Int) ->
      Void
  ) {
    if block != number { enter(block: number) }
    guard doc < limit else { return }
    if !frequenciesDecoded { decodeFrequencies() }
    let last = docs[blockLength - 1]
    if last < start { return }
    let first = docs[indexInBlock] >= start ? indexInBlock : index(of: start, from: indexInBlock)
    let end = last < limit ? blockLength : index(of: limit, from: first)
    body(docs + first, frequencies + first, end &- first)
  }
}
