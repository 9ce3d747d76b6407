/// Writes the sorted terms of a lane with their ``TermInfo``.
///
/// ```
/// payload = header block… padding keys offsets
/// block   = postingsStart:varint ordinalsStart:varint entry[up to 32]
/// entry   = code:u8, see ``TermCode``
///           lengths:u8 if the code tells none (shared: low 4 bits, rest: high 4 bits; 15: a varint follows,
///           less 15)
///           rest:bytes list
/// list    = doc                                              it occurs once
///           ordinals:varint                                  besides, if they are not 0
///         | (total - documentFrequency):varint if uneven
///           postingsLength:varint, then, with ordinals: ordinalsLength:varint
///         | documentFrequency*2|1 if it is also the total frequency:varint      of kind `any`
///           (total - documentFrequency):varint if not
///           one document:   doc, then, with ordinals: those of each occurrence:varint, up to 4,
///                           else ordinalsLength:varint
///           more documents: postingsLength:varint, then, with ordinals: ordinalsLength:varint
///           A documentFrequency of 0 stands for one document with up to 4 occurrences, of which some
///           are in its title: if there are several, their number:varint stands behind doc.
/// doc     = in as many bytes as the largest document needs
/// keys    = the first 8 bytes of each block's first term, as a big-endian number:u64 each
/// offsets = where each block begins:u64 each
/// metadata = termCount:u64 blockCount:u64 keysStart:u64 documents:u64 totalTermFrequency:u64
/// ```
///
/// Terms are front-coded against the term before. Lists follow each other in their files without
/// gaps, so the lengths suffice behind the two starting points. Each entry is cheap because most
/// bigrams of a corpus occur once: a list of one document costs no bytes elsewhere.
final class TermDictionaryWriter {
  static let blockLength = 32

  private let file: IndexFileWriter
  private let withOrdinals: Bool
  private let documents: Int
  private let docWidth: Int
  private var block = GrowingArray<UInt8>(capacity: 4096)
  private var inBlock = 0
  private var previous = GrowingArray<UInt8>()
  private var keys: [UInt64] = []
  private var offsets: [UInt64] = []
  private var termCount: UInt64 = 0
  private var totalTermFrequency: UInt64 = 0

  /// `documents` is the number of documents of the segment.
  init(file: IndexFileWriter, withOrdinals: Bool, documents: Int) {
    self.file = file
    self.withOrdinals = withOrdinals
    self.documents = documents
    docWidth = TermCode.docWidth(documents: documents)
  }

  deinit {
    block.deallocate()
    previous.deallocate()
  }

  /// Adds a term; terms come in rising byte order, each once.
  func add(_ term: [UInt8], _ info: TermInfo) throws(IndexError) {
    try term.withSpanOfBytes(term.count) { term throws(IndexError) in try add(term, info) }
  }

  /// Adds a term; terms come in rising byte order, each once.
  func add(_ term: UnsafeRawBufferPointer, _ info: TermInfo) throws(IndexError) {
    if inBlock == TermDictionaryWriter.blockLength { try finishBlock() }
    var shared = 0
    if inBlock == 0 {
      keys.append(TermKey.prefix(term))
      offsets.append(UInt64(file.offset))
      block.append(varint: UInt64(info.postingsStart))
      block.append(varint: UInt64(info.ordinalsStart))
    } else {
      let limit = min(previous.count, term.count)
      while shared < limit, previous.base[shared] == term[shared] { shared += 1 }
    }
    let kind = kind(of: info)
    add(term, shared, kind)
    switch kind {
    case .any: addAny(info)
    case _ where kind.isOfOne:
      block.append(low: info.onlyDoc, bytes: docWidth)
      if kind == .onceWithOrdinals { block.append(varint: info.inline.codes[0]) }
    default:
      if kind.isUneven {
        block.append(varint: info.totalTermFrequency - UInt64(info.documentFrequency))
      }
      addLengths(info)
    }
    previous.removeAll()
    previous.append(contentsOf: term)
    inBlock += 1
    termCount += 1
    totalTermFrequency += info.totalTermFrequency
  }

  private func kind(of info: TermInfo) -> TermCode.Kind {
    let isEven = info.totalTermFrequency == UInt64(info.documentFrequency)
    if info.documentFrequency == 1 {
      guard isEven, info.inline.titles == 0 else { return .any }
      return withOrdinals && info.inline.codes[0] != 0 ? .onceWithOrdinals : .once
    }
    guard info.documentFrequency <= TermCode.Kind.maximumFrequency else { return .any }
    return TermCode.Kind(documentFrequency: info.documentFrequency, isEven: isEven)
  }

  /// Adds the code and the bytes of a term that are not those of the one before.
  private func add(_ term: UnsafeRawBufferPointer, _ shared: Int, _ kind: TermCode.Kind) {
    let rest = term.count - shared
    if inBlock > 0, term.count == previous.count, rest <= 3 {
      block.append(TermCode(rest: rest, kind).byte)
    } else {
      block.append(TermCode(rest: 0, kind).byte)
      block.append(UInt8(min(shared, 15)) | UInt8(min(rest, 15)) << 4)
      if shared >= 15 { block.append(varint: UInt64(shared - 15)) }
      if rest >= 15 { block.append(varint: UInt64(rest - 15)) }
    }
    block.append(contentsOf: UnsafeRawBufferPointer(rebasing: term[shared...]))
  }

  /// Adds what is kept of a term whose code does not tell its frequencies.
  private func addAny(_ info: TermInfo) {
    let more = info.totalTermFrequency - UInt64(info.documentFrequency)
    let isOfTitle = info.documentFrequency == 1 && info.inline.titles > 0
    let frequency = isOfTitle ? 0 : UInt64(info.documentFrequency)
    block.append(varint: frequency << 1 | (more == 0 ? 1 : 0))
    if more > 0 { block.append(varint: more) }
    guard info.documentFrequency == 1 else { return addLengths(info) }
    block.append(low: info.onlyDoc, bytes: docWidth)
    if isOfTitle, more > 0 { block.append(varint: UInt64(info.inline.titles)) }
    guard withOrdinals else { return }
    if info.totalTermFrequency <= UInt64(PostingList.inlineOccurrences) {
      for index in 0..<Int(info.totalTermFrequency) {
        block.append(varint: info.inline.codes[index])
      }
    } else {
      block.append(varint: UInt64(info.ordinalsLength))
    }
  }

  private func addLengths(_ info: TermInfo) {
    block.append(varint: UInt64(info.postingsLength))
    if withOrdinals { block.append(varint: UInt64(info.ordinalsLength)) }
  }

  /// Ends the file.
  func commit() throws(IndexError) {
    if inBlock > 0 { try finishBlock() }
    try file.append([UInt8](repeating: 0, count: (8 - file.offset % 8) % 8))
    let keysStart = file.offset
    try file.append(fixed: keys)
    try file.append(fixed: offsets)
    var metadata = ByteWriter()
    metadata.append(fixed: termCount)
    metadata.append(fixed: UInt64(keys.count))
    metadata.append(fixed: UInt64(keysStart))
    metadata.append(fixed: UInt64(documents))
    metadata.append(fixed: totalTermFrequency)
    try file.commit(metadata: metadata.bytes)
  }

  private func finishBlock() throws(IndexError) {
    try file.append(block.bytes)
    block.removeAll()
    inBlock = 0
  }
}

/// The order of terms: by their UTF-8 bytes, which is the order of their Unicode scalars.
enum TermKey {
  /// The first eight bytes as a number that compares as they do.
  static func prefix(_ term: UnsafeRawBufferPointer) -> UInt64 {
    if term.count >= 4, let base = term.baseAddress {
      if term.count >= 8 { return UInt64(bigEndian: base.loadUnaligned(as: UInt64.self)) }
      // The first four bytes and the last four, which may be partly the same.
      let first = UInt32(bigEndian: base.loadUnaligned(as: UInt32.self))
      let last = UInt32(
        bigEndian: base.loadUnaligned(fromByteOffset: term.count &- 4, as: UInt32.self))
      return UInt64(first) << 32 | UInt64(last) << UInt64(64 &- 8 &* term.count)
    }
    var key: UInt64 = 0
    for index in 0..<8 { key = key << 8 | (index < term.count ? UInt64(term[index]) : 0) }
    return key
  }

  static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    compare(left, right) < 0
  }

  /// Negative, zero or positive as `left` comes before, is, or comes after `right`.
  static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let count = min(left.count, right.count)
    var index = 0
    while index < count {
      if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
      index += 1
    }
    return left.count - right.count
  }
}
