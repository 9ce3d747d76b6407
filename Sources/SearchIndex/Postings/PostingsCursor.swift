/// Walks the documents of one posting list in rising order.
///
/// ``doc`` is the current document; after the last one, or when the list's bytes turn out to be
/// damaged, it is ``DocID/end`` (the damage is kept by the file, see ``IndexFileReader/damage``).
/// A block is decoded when the cursor enters it, its frequencies when they are first asked for.
final class PostingsCursor {
  private(set) var doc: DocID = .end
  let documentFrequency: Int
  let info: TermInfo

  private let file: IndexFileReader
  private let withPositions: Bool
  private let blockCount: Int
  private let listStart: UnsafeRawPointer
  private let table: UnsafeRawPointer
  private let docs: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>

  private(set) var block = 0
  private var blockLength = 0
  private(set) var indexInBlock = 0
  private var frequenciesStart: UnsafeRawPointer
  private var frequenciesDecoded = false

  /// Stands on the first document of the list.
  init(_ info: TermInfo, file: IndexFileReader, withPositions: Bool) {
    self.info = info
    self.file = file
    self.withPositions = withPositions
    documentFrequency = Int(info.documentFrequency)
    let capacity = documentFrequency == 1 ? 1 : PostingList.blockLength
    docs = .allocate(capacity: capacity)
    frequencies = .allocate(capacity: capacity)
    let start = info.postingsStart
    let base = file.payload.baseAddress ?? UnsafeRawPointer(docs)
    let blocks = PostingList.blockCount(info, file)
    let tableLength =
      blocks > 1
      ? blocks * BlockEntry.length(withPositions: withPositions) + PostingList.trailerLength : 0
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
    frequencies.deallocate()
  }

  /// How often the term occurs in the current document.
  var frequency: Int {
    if !frequenciesDecoded { decodeFrequencies() }
    return Int(frequencies[indexInBlock]) + 1
  }

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
    var low = indexInBlock
    var high = blockLength - 1
    while low < high {
      let middle = (low + high) / 2
      if docs[middle] < target { low = middle + 1 } else { high = middle }
    }
    indexInBlock = low
    doc = docs[low]
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
    let length = BlockEntry.length(withPositions: withPositions)
    return BlockEntry(at: table + block * length, withPositions: withPositions)
  }

  /// Where the positions of the current block begin, counted from the list's own start.
  var positionsOffset: Int { block == 0 ? 0 : Int(entry(block - 1).positionsEnd) }

  /// The bounds that the block table states, for a check of the whole list.
  var statedBounds: (lastDoc: DocID, maxFrequency: UInt8, minLength: UInt8)? {
    guard blockCount > 1 else { return nil }
    let entry = entry(block)
    return (entry.lastDoc, entry.maxFrequency, entry.minLength)
  }

  /// A frequency that no document of the list passes, and a coded length that none falls below.
  ///
  /// - Complexity: O(blocks).
  var bounds: (maxFrequency: Int, minLength: UInt8) {
    // All documents but one hold the term once at least.
    let most = Int(clamping: info.totalTermFrequency) - documentFrequency + 1
    guard blockCount > 1 else { return (max(most, 1), 0) }
    var frequency: UInt8 = 0
    var length = UInt8.max
    for block in 0..<blockCount {
      let entry = entry(block)
      frequency = max(frequency, entry.maxFrequency)
      length = min(length, entry.minLength)
    }
    return (frequency == .max ? max(most, 1) : Int(frequency), length)
  }

  /// The sum of the frequencies of the documents before the current one in its block.
  var positionsBefore: Int {
    if !frequenciesDecoded { decodeFrequencies() }
    var sum = indexInBlock
    for index in 0..<indexInBlock { sum &+= Int(frequencies[index]) }
    return sum
  }

  /// The number of positions of the whole current block.
  var positionsInBlock: Int {
    if !frequenciesDecoded { decodeFrequencies() }
    var sum = blockLength
    for index in 0..<blockLength { sum &+= Int(frequencies[index]) }
    return sum
  }

  private func enter(block number: Int) {
    block = number
    indexInBlock = 0
    frequenciesDecoded = false
    guard number < blockCount else { return finish() }
    if documentFrequency == 1 {
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
    let length = PackedIntegers.unpack(source, count: blockLength, into: docs)
    var previous = number == 0 ? DocID.end : entry(number - 1).lastDoc
    for index in 0..<blockLength {
      previous = previous &+ docs[index] &+ 1
      docs[index] = previous
    }
    frequenciesStart = source + length
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
    // A single block of less than full length has none if all are one.
    if documentFrequency < PostingList.blockLength, info.totalTermFrequency == documentFrequency {
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
}
