/// Reads whole posting lists of one segment, block by block, one list after the other: for merges,
/// which need every document and every position once.
///
/// The buffers serve all lists. Damage is kept by the files; a damaged list ends early.
final class PostingsBlocks {
  private let postings: IndexFileReader
  private let positions: IndexFileReader?

  /// The current block: documents, frequencies less one, and all positions as differences.
  let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private(set) var deltas = GrowingArray<UInt32>(capacity: 1024)
  private(set) var count = 0

  private let documentCount: DocID
  /// What was read before these places has been given back.
  private var forgotten = 0
  private var positionsForgotten = 0
  /// How much is read before it is given back.
  private static let window = 128 << 10

  private var info = TermInfo()
  private var block = 0
  private var blockCount = 0
  /// The table of a list of several blocks.
  private var table = 0
  private var lastDoc: DocID = .end
  private var place = 0
  private var positionsPlace = 0

  init(_ segment: SegmentReader, _ lane: Lane) {
    postings = lane == .words ? segment.wordsPostings : segment.gramsPostings
    positions = lane == .grams ? segment.gramsPositions : nil
    documentCount = DocID(segment.documentCount)
  }

  deinit {
    docs.deallocate()
    frequencies.deallocate()
    deltas.deallocate()
  }

  /// Stands before the first block of a list.
  func open(_ info: TermInfo) {
    self.info = info
    block = 0
    blockCount = PostingList.blockCount(info, postings)
    lastDoc = .end
    place = info.postingsStart
    table = info.postingsStart + info.postingsLength
    if blockCount > 1 {
      let entryLength = BlockEntry.length(withPositions: positions != nil)
      let length = blockCount * entryLength + PostingList.trailerLength
      table -= length
      if table < place || !postings.check(table, length) {
        postings.noteOutside(place)
        blockCount = 0
      }
    }
    positionsPlace = info.positionsStart
    PostingsBlocks.forget(postings, before: place, &forgotten)
    if let positions {
      PostingsBlocks.forget(positions, before: positionsPlace, &positionsForgotten)
    }
  }

  private static func forget(_ file: IndexFileReader, before place: Int, _ forgotten: inout Int) {
    guard place - forgotten > window else { return }
    file.forget(forgotten..<place)
    forgotten = place
  }

  private func entry(_ block: Int) -> BlockEntry? {
    guard blockCount > 1, let base = postings.payload.baseAddress else { return nil }
    let length = BlockEntry.length(withPositions: positions != nil)
    return BlockEntry(at: base + table + block * length, withPositions: positions != nil)
  }

  /// The next block as it stands, if the list has several and it is long enough; else nil, and
  /// nothing is passed over.
  ///
  /// Its documents are not looked at one by one: the segment must have no deleted ones.
  func nextPacked() -> PackedPostings? {
    guard block < blockCount, let entry = entry(block), Int(entry.count) >= PostingList.wholeBlock,
      entry.count <= PostingList.blockLength, entry.lastDoc < documentCount,
      let bytes = postings.payload.baseAddress
    else { return nil }
    let count = Int(entry.count)
    let end = info.postingsStart + Int(entry.blockEnd)
    let positionsEnd = info.positionsStart + Int(entry.positionsEnd)
    guard place < end, end <= table, postings.check(place, end - place) else { return nil }
    let docsLength = PackedIntegers.length(at: bytes + place, count: count)
    guard place + docsLength < end,
      PackedIntegers.length(at: bytes + place + docsLength, count: count)
        == end - place - docsLength
    else { return nil }
    PackedIntegers.unpack(bytes + place + docsLength, count: count, into: frequencies)
    var total = UInt64(count)
    for index in 0..<count { total &+= UInt64(frequencies[index]) }
    var positionBytes = UnsafeRawBufferPointer(start: nil, count: 0)
    if let positions {
      guard positionsPlace < positionsEnd,
        positionsEnd <= info.positionsStart + info.positionsLength,
        positions.check(positionsPlace, positionsEnd - positionsPlace)
      else { return nil }
      positionBytes = UnsafeRawBufferPointer(
        rebasing: positions.payload[positionsPlace..<positionsEnd])
    }
    let packed = PackedPostings(
      entry: entry, previousDoc: lastDoc,
      docs: UnsafeRawBufferPointer(start: bytes + place, count: docsLength),
      frequencies: UnsafeRawBufferPointer(
        start: bytes + place + docsLength, count: end - place - docsLength),
      positions: positionBytes, totalTermFrequency: total)
    lastDoc = entry.lastDoc
    place = end
    if positions != nil { positionsPlace = positionsEnd }
    block += 1
    return packed
  }

  /// Reads the next block; false at the end of the list.
  func next() -> Bool {
    guard block < blockCount else { return false }
    deltas.removeAll()
    count = entry(block).map { Int($0.count) } ?? Int(info.documentFrequency)
    guard count > 0, count <= PostingList.blockLength else {
      postings.noteOutside(place)
      return false
    }
    block += 1
    if info.documentFrequency == 1 {
      guard info.onlyDoc < documentCount else {
        postings.noteOutside(place)
        return false
      }
      docs[0] = info.onlyDoc
      frequencies[0] = UInt32(truncatingIfNeeded: info.totalTermFrequency &- 1)
      return readPositions()
    }
    guard unpack(postings, &place, count, info.postingsStart + info.postingsLength, docs) else {
      return false
    }
    for index in 0..<count {
      lastDoc = lastDoc &+ docs[index] &+ 1
      guard lastDoc < documentCount else {
        postings.noteOutside(place)
        return false
      }
      docs[index] = lastDoc
    }
    if info.documentFrequency < PostingList.blockLength,
      info.totalTermFrequency == info.documentFrequency
    {
      frequencies.update(repeating: 0, count: count)
    } else {
      let end = info.postingsStart + info.postingsLength
      guard unpack(postings, &place, count, end, frequencies) else { return false }
    }
    return readPositions()
  }

  private func readPositions() -> Bool {
    guard let positions else { return true }
    if info.documentFrequency == 1, info.positionsLength == 0 {
      let number = min(Int(frequencies[0]) + 1, PostingList.inlinePositions)
      for index in 0..<number { deltas.append(info.inlineDeltas[index]) }
      return true
    }
    var total = count
    for index in 0..<count { total &+= Int(frequencies[index]) }
    let end = info.positionsStart + info.positionsLength
    // Each run takes a byte at least: more positions than that are damage, not to be allocated for.
    guard total <= (end - positionsPlace + 1) * PackedIntegers.capacity else {
      positions.noteOutside(positionsPlace)
      return false
    }
    let target = deltas.room(for: total)
    var done = 0
    while done < total {
      let number = min(PackedIntegers.capacity, total &- done)
      guard unpack(positions, &positionsPlace, number, end, target + done) else { return false }
      done &+= number
    }
    deltas.extend(by: total)
    return true
  }

  /// Unpacks the run at `place`, which must end before `end`, and goes behind it.
  private func unpack(
    _ file: IndexFileReader, _ place: inout Int, _ count: Int, _ end: Int,
    _ target: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard let bytes = file.payload.baseAddress, place < end, end <= file.payload.count,
      file.check(place, min(3, end - place))
    else {
      file.noteOutside(place)
      return false
    }
    let length = PackedIntegers.length(at: bytes + place, count: count)
    guard length <= end - place, file.check(place, length) else {
      file.noteOutside(place)
      return false
    }
    PackedIntegers.unpack(bytes + place, count: count, into: target)
    place += length
    return true
  }
}

/// A block of a posting list as it stands in its files.
struct PackedPostings {
  var entry: BlockEntry
  /// The document before its first; ``DocID/end`` at the beginning of a list.
  var previousDoc: DocID
  var docs: UnsafeRawBufferPointer
  var frequencies: UnsafeRawBufferPointer
  var positions: UnsafeRawBufferPointer
  /// The sum of its frequencies.
  var totalTermFrequency: UInt64
}
