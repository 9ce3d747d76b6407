/// Reads whole posting lists of one segment, block by block, one list after the other: for merges,
/// which need every document and every ordinal once.
///
/// The buffers serve all lists. Damage is kept by the files; a damaged list ends early.
final class PostingsBlocks {
  private let postings: IndexFileReader
  private let ordinals: IndexFileReader?

  /// The current block: documents, frequencies less one, and all ordinals as differences.
  let docs = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  let frequencies = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingList.blockLength)
  private(set) var deltas = OrdinalDeltas()
  private(set) var count = 0

  private let documentCount: DocID
  /// What was read before these places has been given back.
  private var forgotten = 0
  private var ordinalsForgotten = 0
  /// How much is read before it is given back.
  private static let window = 128 << 10

  private var info = TermInfo()
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
    let ordinalsEnd = info.ordinalsStart + Int(entry.ordinalsEnd)
    guard place < end, end <= table, postings.check(place, end - place) else { return nil }
    let docsLength = PackedIntegers.length(at: bytes + place, count: count)
    guard place + docsLength < end,
      PackedIntegers.length(at: bytes + place + docsLength, count: count)
        == end - place - docsLength
    else { return nil }
    PackedIntegers.unpack(bytes + place + docsLength, count: count, into: frequencies)
    var total = UInt64(count)
    for index in 0..<count { total &+= UInt64(frequencies[index]) }
    var ordinalBytes = UnsafeRawBufferPointer(start: nil, count: 0)
    if let ordinals {
      guard ordinalsPlace < ordinalsEnd,
        ordinalsEnd <= info.ordinalsStart + info.ordinalsLength,
        ordinals.check(ordinalsPlace, ordinalsEnd - ordinalsPlace)
      else { return nil }
      ordinalBytes = UnsafeRawBufferPointer(
        rebasing: ordinals.payload[ordinalsPlace..<ordinalsEnd])
    }
    let packed = PackedPostings(
      entry: entry, previousDoc: lastDoc,
      docs: UnsafeRawBufferPointer(start: bytes + place, count: docsLength),
      frequencies: UnsafeRawBufferPointer(
        start: bytes + place + docsLength, count: end - place - docsLength),
      ordinals: ordinalBytes, totalTermFrequency: total)
    lastDoc = entry.lastDoc
    place = end
    if ordinals != nil { ordinalsPlace = ordinalsEnd }
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
      return readOrdinals()
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
    return readOrdinals()
  }

  private func readOrdinals() -> Bool {
    guard let ordinals else { return true }
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
  var frequencies: UnsafeRawBufferPointer
  var ordinals: UnsafeRawBufferPointer
  /// The sum of its frequencies.
  var totalTermFrequency: UInt64
}
