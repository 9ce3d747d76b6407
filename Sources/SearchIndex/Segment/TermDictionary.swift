/// Finds terms in what ``TermDictionaryWriter`` wrote, and walks them in order.
final class TermDictionary: Sendable {
  let file: IndexFileReader
  let withOrdinals: Bool
  let termCount: Int
  let blockCount: Int
  let documents: Int
  let totalTermFrequency: UInt64
  private let docWidth: Int
  private let keysStart: Int

  init(file: IndexFileReader, withOrdinals: Bool) throws(IndexError) {
    self.file = file
    self.withOrdinals = withOrdinals
    var metadata = ByteReader(file.metadata)
    let termCount = metadata.fixed(UInt64.self)
    let blockCount = metadata.fixed(UInt64.self)
    let keysStart = metadata.fixed(UInt64.self)
    documents = metadata.fixedCount()
    docWidth = TermCode.docWidth(documents: documents)
    totalTermFrequency = UInt64(metadata.fixedCount())
    let size = UInt64(file.payload.count)
    let blockLength = UInt64(TermDictionaryWriter.blockLength)
    guard !metadata.overrun, keysStart <= size, blockCount == (size - keysStart) / 16,
      (size - keysStart) % 16 == 0, termCount <= blockCount * blockLength,
      blockCount == 0 || termCount > (blockCount - 1) * blockLength, documents <= DocID.end
    else { throw .damaged(file: file.path, reason: "its term counts contradict its length") }
    self.termCount = Int(termCount)
    self.blockCount = Int(blockCount)
    self.keysStart = Int(keysStart)
  }

  /// The entry of a term, or nil where the segment does not hold it.
  ///
  /// - Complexity: O(log blocks), then one block of 32 terms.
  func lookup(_ term: UnsafeRawBufferPointer) -> TermInfo? {
    block(of: term).flatMap { lookup(term, inBlock: $0) }
  }

  private func lookup(_ term: UnsafeRawBufferPointer, inBlock block: Int) -> TermInfo? {
    guard var entries = entries(ofBlock: block) else { return nil }
    let info = entries.find(term)
    if entries.isDamaged { file.noteOutside(range(ofBlock: block).lowerBound) }
    return info
  }

  /// The entry of a term, or nil where the segment does not hold it.
  func lookup(_ term: [UInt8]) -> TermInfo? { term.withUnsafeBytes { lookup($0) } }

  /// The entry of a term whose key has been searched for, or nil where the segment does not hold it.
  func lookup(
    _ term: UnsafeRawBufferPointer, _ key: UInt64, _ search: TermLookup.Search
  ) -> TermInfo? {
    // Blocks of the same key are told apart by their first terms.
    guard blockCount > 0, self.key(ofBlock: search.block) != key else { return lookup(term) }
    return lookup(term, inBlock: search.block)
  }

  /// The number of a term in byte order, or nil where the segment does not hold it.
  func ordinal(of term: UnsafeRawBufferPointer) -> Int? {
    guard let block = block(of: term), var entries = entries(ofBlock: block) else { return nil }
    let count = entries.left
    guard entries.find(term) != nil else { return nil }
    return block * TermDictionaryWriter.blockLength + count - entries.left - 1
  }

  /// The last block whose first term is not after a term, the first at least; nil if there is none.
  func block(of term: UnsafeRawBufferPointer) -> Int? {
    guard blockCount > 0 else { return nil }
    // Blocks of equal keys (a shared prefix of eight bytes) are told apart by their first terms.
    let key = TermKey.prefix(term)
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      let middleKey = self.key(ofBlock: middle)
      let isNotAfter: Bool
      if middleKey == key {
        guard var entries = entries(ofBlock: middle) else { return nil }
        isNotAfter = !TermKey.precedes(term, entries.firstTerm())
      } else {
        isNotAfter = middleKey < key
      }
      if isNotAfter { low = middle } else { high = middle }
    }
    return low
  }

  /// The entries of a block; nil where the file is damaged.
  func entries(ofBlock block: Int) -> TermEntries? {
    let range = range(ofBlock: block)
    guard !range.isEmpty else { return nil }
    let before = block * TermDictionaryWriter.blockLength
    return TermEntries(
      UnsafeRawBufferPointer(rebasing: file.payload[range]),
      count: min(TermDictionaryWriter.blockLength, termCount - before),
      documentCount: documents, docWidth: docWidth, withOrdinals: withOrdinals)
  }

  @inline(__always)
  func key(ofBlock block: Int) -> UInt64 {
    let offset = keysStart + block * 8
    guard file.check(offset, 8) else { return 0 }
    return file.payload.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The range of a block's bytes; empty where the file is damaged.
  func range(ofBlock block: Int) -> Range<Int> {
    let offset = keysStart + (blockCount + block) * 8
    let isLast = block == blockCount - 1
    guard file.check(offset, isLast ? 8 : 16) else { return 0..<0 }
    let start = file.payload.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let end =
      isLast
      ? UInt64(keysStart)
      : file.payload.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
    guard start < end, end <= UInt64(keysStart) else {
      file.noteOutside(offset)
      return 0..<0
    }
    guard file.check(Int(start), Int(end - start)) else { return 0..<0 }
    return Int(start)..<Int(end)
  }
}
