internal import CZstd

/// Writes documents in blocks: texts coded with the segment's codebook, all compressed with zstd.
///
/// ```
/// payload  = header book block… padding blockStart:u64[blocks + 1] firstDoc:u32[blocks + 1]
/// block    = (textLength * 2 + isCoded):varint zstd(content)
/// content  = idLengths pathLengths dateLengths originLengths titleLengths textLengths
///            ids paths dates origins texts
/// lengths  = one varint for each document
/// texts    = title text title text…, as they are, or their codes if isCoded
/// metadata = documents:u64 blocks:u64 tableStart:u64 bytes:u64
///            bookLength:u64 bookEntries:u64 bookTraining:u64 bookHash:u64
/// ```
///
/// `bytes` is the sum of the titles' and texts' lengths: the input that the index holds. The book's
/// layout is told at ``TextCodebook``; a segment whose texts are few has none.
///
/// Documents wait as they are until there are enough of them to choose a codebook by.
final class StoredDocumentsWriter {
  /// Documents are gathered until they reach this many bytes.
  ///
  /// Larger blocks compress better and make each hit dearer to show.
  static let blockLength = 32 << 10
  static let compressionLevel: Int32 = 2
  /// A codebook is trained when this many bytes of text wait, or the segment ends.
  static let trainingLength = 4 << 20
  /// So many blocks are coded together: side by side, and by then what analysis left in the cache has made way
  /// for the codebook.
  private static let batch = TextCutter.lanes
  /// The shared codebook is taken if the texts are at least this many times as long.
  private static let worthwhile = 16

  private let file: IndexFileWriter
  private let context: OpaquePointer?
  private let shared: SharedCodebook?
  /// Nil until the codebook is chosen.
  private var encoder: TextEncoder?
  private var block = StoredBlockBuffer()
  /// The blocks before, which wait for a codebook or for others.
  private var waiting: [StoredBlockBuffer] = []
  /// Empty ones, with their memory.
  private var spare: [StoredBlockBuffer] = []
  private var waitingLength = 0
  private var content = ByteWriter()
  private var compressed: [UInt8] = []
  private var blockStarts: [UInt64] = []
  private var firstDocs: [UInt32] = []
  private var documents: UInt32 = 0
  private(set) var bytes: UInt64 = 0

  /// Takes the shared codebook if the documents are many, and else trains one.
  init(file: IndexFileWriter, shared: SharedCodebook? = nil) {
    self.file = file
    self.shared = shared
    context = ZSTD_createCCtx()
  }

  /// Writes with this codebook, so that blocks that have it can be copied.
  convenience init(file: IndexFileWriter, codebook: TextCodebook) throws(IndexError) {
    self.init(file: file)
    try begin(codebook)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// About how many bytes of memory the documents take that wait to be written.
  var memory: Int { waitingLength }

  /// Adds the next document, in parts: id, title, text, path, date, origin.
  func add(
    _ id: UnsafeRawBufferPointer, _ title: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer,
    _ path: UnsafeRawBufferPointer, _ date: UnsafeRawBufferPointer,
    _ origin: UnsafeRawBufferPointer
  ) throws(IndexError) {
    block.add(id, title, text, path, date, origin)
    bytes += UInt64(title.count + text.count)
    if block.length >= StoredDocumentsWriter.blockLength { try finishBlock() }
  }

  /// True if blocks coded with the codebook of this hash can be added as they are.
  func acceptsBlocks(codedWith hash: UInt64) -> Bool {
    guard let encoder else { return false }
    return encoder.book.hash == hash
  }

  /// Adds a whole block of another segment that has the same codebook.
  func add(_ packed: PackedBlock) throws(IndexError) {
    if block.count > 0 { try finishBlock() }
    try writeWaiting()
    blockStarts.append(UInt64(file.offset))
    firstDocs.append(documents)
    try file.append(packed.bytes)
    documents += UInt32(packed.documents)
    bytes += UInt64(packed.textLength)
  }

  func commit() throws(IndexError) {
    if block.count > 0 { try finishBlock() }
    if encoder == nil { try chooseCodebook(isEnd: true) }
    try writeWaiting()
    blockStarts.append(UInt64(file.offset))
    firstDocs.append(documents)
    try file.append([UInt8](repeating: 0, count: (8 - file.offset % 8) % 8))
    let tableStart = file.offset
    try file.append(fixed: blockStarts)
    try file.append(fixed: firstDocs)
    let book = encoder?.book ?? .empty
    var metadata = ByteWriter()
    metadata.append(fixed: UInt64(documents))
    metadata.append(fixed: UInt64(blockStarts.count - 1))
    metadata.append(fixed: UInt64(tableStart))
    metadata.append(fixed: bytes)
    metadata.append(fixed: UInt64(book.serialized.count))
    metadata.append(fixed: UInt64(book.count))
    metadata.append(fixed: book.trainedOn)
    metadata.append(fixed: book.hash)
    try file.commit(metadata: metadata.bytes)
  }

  private func finishBlock() throws(IndexError) {
    waitingLength += block.length
    guard encoder == nil else {
      waiting.append(block)
      block = spare.popLast() ?? StoredBlockBuffer()
      if waiting.count == StoredDocumentsWriter.batch { try writeWaiting() }
      return
    }
    waiting.append(block.copy())
    block.removeAll()
    if waitingLength >= StoredDocumentsWriter.trainingLength {
      try chooseCodebook(isEnd: false)
    } else if let book = try worthwhileBook() {
      try begin(book)
    }
  }

  /// The shared codebook if there is one and the texts that wait are worth its bytes.
  private func worthwhileBook(waits: Bool = false) throws(IndexError) -> TextCodebook? {
    guard let book = try shared?.current(waits: waits),
      waitingLength >= book.serialized.count * StoredDocumentsWriter.worthwhile
    else { return nil }
    return book
  }

  private func chooseCodebook(isEnd: Bool) throws(IndexError) {
    func train() -> TextCodebook {
      TextCodebookTrainer.train(waiting.map(\.texts), isEnd: isEnd)
    }
    if isEnd { return try begin(worthwhileBook(waits: true) ?? train()) }
    guard let shared else { return try begin(train()) }
    let isLate = waitingLength >= StoredDocumentsWriter.trainingLength * 2
    if let book = try shared.current(orTrain: train, waits: isLate) { try begin(book) }
  }

  /// Writes the codebook and what has waited for it.
  private func begin(_ book: TextCodebook) throws(IndexError) {
    encoder = TextEncoder(book)
    try file.append(book.serialized)
    try write(waiting)
    waiting = []
    waitingLength = 0
  }

  private func writeWaiting() throws(IndexError) {
    try write(waiting)
    while var block = waiting.popLast() {
      block.removeAll()
      spare.append(block)
    }
    waitingLength = 0
  }

  private func write(_ blocks: [StoredBlockBuffer]) throws(IndexError) {
    guard let encoder, encoder.book.count > 0 else {
      for block in blocks { try write(block, codes: nil) }
      return
    }
    for start in stride(from: 0, to: blocks.count, by: StoredDocumentsWriter.batch) {
      let count = min(StoredDocumentsWriter.batch, blocks.count - start)
      encoder.encode(blocks[start..<start + count].map(\.texts.bytes))
      for index in 0..<count {
        try write(blocks[start + index], codes: encoder.codes(ofText: index))
      }
    }
  }

  private func write(_ block: StoredBlockBuffer, codes: [UInt8]?) throws(IndexError) {
    let texts = block.texts.bytes
    var length = 0
    var isCoded = codes != nil
    if let codes {
      content.removeAll()
      block.appendHead(to: &content)
      content.append(codes)
      length = try compress()
    }
    // Texts unlike those that the codebook was made for may be shorter as they are.
    if (codes?.count ?? 0) * 2 > texts.count || !isCoded {
      let coded = isCoded ? Array(compressed[..<length]) : []
      content.removeAll()
      block.appendHead(to: &content)
      content.append(texts)
      length = try compress()
      if isCoded, coded.count <= length {
        length = coded.count
        compressed.replaceSubrange(..<length, with: coded)
      } else {
        isCoded = false
      }
    }
    var head = ByteWriter()
    head.append(varint: texts.count * 2 + (isCoded ? 1 : 0))
    blockStarts.append(UInt64(file.offset))
    firstDocs.append(documents)
    try file.append(head.bytes)
    try compressed.withSpanOfBytes(length) { bytes throws(IndexError) in try file.append(bytes) }
    documents += UInt32(block.count)
  }

  /// Compresses `content`; returns the length.
  private func compress() throws(IndexError) -> Int {
    let bound = ZSTD_compressBound(content.count)
    if compressed.count < bound { compressed = [UInt8](repeating: 0, count: bound) }
    let length = compressed.withUnsafeMutableBytes { target in
      content.bytes.withUnsafeBytes { raw in
        ZSTD_compressCCtx(
          context, target.baseAddress, target.count, raw.baseAddress, raw.count,
          StoredDocumentsWriter.compressionLevel)
      }
    }
    guard ZSTD_isError(length) == 0 else {
      throw .unacceptable(document: file.path, reason: "zstd could not compress a block")
    }
    return length
  }
}

extension Array where Element == UInt8 {
  /// Calls `body` with the first `count` bytes, passing its typed error on.
  func withSpanOfBytes<Result>(
    _ count: Int, _ body: (UnsafeRawBufferPointer) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    let result: Swift.Result<Result, IndexError> = withUnsafeBytes { bytes in
      do throws(IndexError) {
        return .success(try body(UnsafeRawBufferPointer(rebasing: bytes[..<count])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
