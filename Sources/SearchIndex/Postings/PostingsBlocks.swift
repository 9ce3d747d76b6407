/// Reads whole posting lists of one segment, block by block, one list after the other: for merges,
/// which need every document and every ordinal once.
///
/// The buffers serve all lists. Damage is kept by the files; a damaged list ends early.
final class PostingsBlocks {
  private let postings: IndexFileReader
  private let ordinals: IndexFileReader?
  private let unownedOrdinals: Unmanaged<IndexFileReader>?

  /// The current block: documents, frequencies less one, and all ordinals as differences.
  let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private(set) var deltas = OrdinalDeltas()
  private(set) var count = 0

  private let documentCount: DocID
  /// The documents' lengths, as ``DocumentLength`` codes them; nil if they are damaged.
  private let lengths: UnsafePointer<UInt8>?
  /// What was read before these places has been given back.
  private var forgotten = 0
  private var ordinalsForgotten = 0
  /// How much is read before it is given back.
  private static let window = 128 << 10

  private var info = TermInfo()
  /// How many documents of the list have been read.
  private var documentsRead = 0
  private var block = 0
  private var blockCount = 0
  /// The table of a list of several blocks.
  private var table = 0
  private var layout = BlockLayout(documentCount: 0, postingsLength: 0, ordinalsLength: nil)
  private var lastDoc: DocID = .end
  private var place = 0
  private var ordinalsPlace = 0

  init(_ segment: SegmentReader, _ lane: Lane) {
    postings = lane == .words ? segment.wordsPostings : segment.gramsPostings
    ordinals = lane == .grams ? segment.gramsOrdinals : nil
    unownedOrdinals = ordinals.map { Unmanaged.passUnretained($0) }
    documentCount = DocID(segment.documentCount)
    lengths = segment.columns.lengths
  }

  deinit {
    docs.deallocate()
    frequencies.deallocate()
    deltas.deallocate()
  }

  /// Stands before the first block of a list.
  func open(_ info: TermInfo) {
    self.info = info
    documentsRead = 0
    block = 0
    blockCount = PostingList.blockCount(info, postings)
    lastDoc = .end
    place = info.postingsStart
    table = info.postingsStart + info.postingsLength
    if blockCount > 1 {
      layout = BlockLayout(
        documentCount: Int(documentCount), postingsLength: info.postingsLength,
        ordinalsLength: ordinals == nil ? nil : info.ordinalsLength)
      let length = layout.tableLength(blockCount)
      table -= length
      if table < place || !postings.check(table, length) {
        postings.noteOutside(place)
        blockCount = 0
      }
    }
    ordinalsPlace = info.ordinalsStart
    PostingsBlocks.forget(postings, before: place, &forgotten)
    if let ordinals {
      PostingsBlocks.forget(ordinals, before: ordinalsPlace, &ordinalsForgotten)
    }
  }

  private static func forget(_ file: IndexFileReader, before place: Int, _ forgotten: inout Int) {
    guard place - forgotten > window else { return }
    file.forget(forgotten..<place)
    forgotten = place
  }

  private func entry(_ block: Int) -> BlockEntry? {
    guard blockCount > 1, let base = postings.payload.baseAddress else { return nil }
    return BlockEntry(at: base + table + block * layout.length, layout)
  }

  var totalTermFrequency: UInt64 { info.totalTermFrequency }

  /// True if the list had as many documents as the dictionary tells; if not, the file remembers.
  var isWhole: Bool {
    if documentsRead == Int(info.documentFrequency) { return true }
    postings.noteOutside(info.postingsStart)
    return false
  }

  /// Whether the list is one block.
  var isOneBlock: Bool { blockCount == 1 }

  /// The next block as it stands, if it is long enough; else nil, and nothing is passed over.
  ///
  /// The segment must have no deleted documents: ordinals are not looked at, and nothing else is of a list of
  /// several blocks.
  func nextPacked() -> PackedPostings? {
    if isOneBlock { return onlyPacked() }
    guard block < blockCount, let entry = entry(block), Int(entry.count) >= PostingList.wholeBlock,
      entry.count <= PostingList.blockLength, entry.lastDoc < documentCount,
      let bytes = postings.payload.baseAddress
    else { return nil }
    let count = Int(entry.count)
    let end = info.postingsStart + Int(entry.blockEnd)
    guard place < end, end <= table, postings.check(place, end - place) else { return nil }
    let docsLength = PackedIntegers.length(at: bytes + place, count: count)
    guard place + docsLength < end,
      PackedIntegers.length(at: bytes + place + docsLength, count: count)
        == end - place - docsLength
    else { return nil }
    guard let ordinals = packedOrdinals(until: Int(entry.ordinalsEnd)) else { return nil }
    let packed = PackedPostings(
      entry: entry, previousDoc: lastDoc,
      docs: UnsafeRawBufferPointer(start: bytes + place, count: docsLength),
      frequencies: UnsafeRawBufferPointer(
        start: bytes + place + docsLength, count: end - place - docsLength),
      ordinals: ordinals)
    documentsRead += count
    lastDoc = entry.lastDoc
    place = end
    ordinalsPlace += ordinals.count
    block += 1
    return packed
  }

  /// The block of a list of one, which has no entry in a table yet.
  private func onlyPacked() -> PackedPostings? {
    guard block < blockCount, let lengths, let bytes = postings.payload.baseAddress,
      Int(info.documentFrequency) >= PostingList.wholeBlock,
      let ordinals = packedOrdinals(until: info.ordinalsLength)
    else { return nil }
    count = Int(info.documentFrequency)
    let docsStart = place
    block += 1
    guard readDocs() else { return nil }
    let frequenciesStart = place
    guard readFrequencies() else { return nil }
    documentsRead += count
    var largest: UInt32 = 0
    for index in 0..<count { largest = max(largest, frequencies[index]) }
    ordinalsPlace += ordinals.count
    return PackedPostings(
      entry: BlockEntry(
        lastDoc: lastDoc, blockEnd: 0, count: UInt8(truncatingIfNeeded: count),
        impacts: Impacts(
          docs: docs, frequencies: frequencies, count: count, largest: largest, lengths: lengths),
        ordinalsEnd: 0),
      previousDoc: .end,
      docs: UnsafeRawBufferPointer(start: bytes + docsStart, count: frequenciesStart - docsStart),
      frequencies: UnsafeRawBufferPointer(
        start: bytes + frequenciesStart, count: place - frequenciesStart),
      ordinals: ordinals)
  }

  /// The ordinals of the next block, which end so many bytes behind the first of the list; nil if that is not so.
  private func packedOrdinals(until length: Int) -> UnsafeRawBufferPointer? {
    guard let ordinals else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let end = info.ordinalsStart + length
    guard ordinalsPlace < end, length <= info.ordinalsLength,
      ordinals.check(ordinalsPlace, end - ordinalsPlace)
    else { return nil }
    return UnsafeRawBufferPointer(rebasing: ordinals.payload[ordinalsPlace..<end])
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
    documentsRead += count
    if info.documentFrequency == 1 {
      guard info.onlyDoc < documentCount else {
        postings.noteOutside(place)
        return false
      }
      docs[0] = info.onlyDoc
      frequencies[0] = UInt32(truncatingIfNeeded: info.totalTermFrequency &- 1)
      return readOrdinals()
    }
    return readDocs() && readFrequencies() && readOrdinals()
  }

  private func readDocs() -> Bool {
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
    return true
  }

  private func readFrequencies() -> Bool {
    if info.documentFrequency < PostingList.blockLength,
      info.totalTermFrequency == info.documentFrequency
    {
      frequencies.update(repeating: 0, count: count)
      return true
    }
    return unpack(
      postings, &place, count, info.postingsStart + info.postingsLength, frequencies)
  }

  private func readOrdinals() -> Bool {
    // Without the counting of references for each list.
    guard let ordinals = unownedOrdinals else { return true }
    return ordinals._withUnsafeGuaranteedRef { readOrdinals($0) }
  }

  private func readOrdinals(_ ordinals: IndexFileReader) -> Bool {
    if info.documentFrequency == 1, info.ordinalsLength == 0 {
      let number = Int(frequencies[0]) + 1
      guard number <= PostingList.inlineOccurrences else {
        ordinals.noteOutside(ordinalsPlace)
        return false
      }
      deltas.append(info.inline, count: number)
      return true
    }
    var total = count
    for index in 0..<count { total &+= Int(frequencies[index]) }
    let end = info.ordinalsStart + info.ordinalsLength
    // Each run takes a byte at least: more ordinals than that are damage, not to be allocated for.
    guard total <= (end - ordinalsPlace + 1) * PackedIntegers.capacity else {
      ordinals.noteOutside(ordinalsPlace)
      return false
    }
    let (lefts, rights) = (deltas.lefts.room(for: total), deltas.rights.room(for: total))
    var done = 0
    while done < total {
      let number = min(PackedIntegers.capacity, total &- done)
      guard let run = OrdinalRun(ordinals, at: ordinalsPlace, before: end, count: number) else {
        return false
      }
      run.unpackLefts(ordinals, lefts + done, rights + done)
      if !run.isJoint { run.unpackRights(ordinals, rights + done) }
      appendTitles(run, ordinals, base: done)
      ordinalsPlace = run.end
      done &+= number
    }
    deltas.lefts.extend(by: total)
    deltas.rights.extend(by: total)
    return true
  }

  /// The number of the first title, from a number on, that is not before a place; all are if none.
  func firstTitle(from number: Int, at place: Int) -> Int {
    var number = number
    while number < deltas.titles.count, Int(deltas.titles.base[number]) < place { number &+= 1 }
    return number
  }

  private func appendTitles(_ run: OrdinalRun, _ file: IndexFileReader, base: Int) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PackedIntegers.capacity) { places in
      guard let places = places.baseAddress else { return }
      var place = UInt32(truncatingIfNeeded: base)
      let end = place &+ UInt32(truncatingIfNeeded: run.count)
      for index in 0..<run.unpackTitles(file, places) {
        place &+= places[index]
        // Only damage leads beyond the run.
        guard place < end else { return file.noteOutside(run.start) }
        deltas.titles.append(place)
        place &+= 1
      }
    }
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
  /// None if all are one, of a list of one block.
  var frequencies: UnsafeRawBufferPointer
  var ordinals: UnsafeRawBufferPointer
}
