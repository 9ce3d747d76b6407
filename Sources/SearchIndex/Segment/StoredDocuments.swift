internal import CZstd

/// A document as it is kept: what a hit shows.
struct StoredDocument: Equatable {
  var id = ""
  var title = ""
  var text = ""
  var path = ""
  var date = ""
  /// What ``DocumentOrigin`` encodes, or nothing.
  var origin: [UInt8] = []
}

/// Reads what ``StoredDocumentsWriter`` wrote; a hit costs the unpacking of one block.
final class StoredDocuments: Sendable {
  let file: IndexFileReader
  let documentCount: Int
  let blockCount: Int
  /// The length of all titles and texts in UTF-8.
  let bytes: UInt64
  /// What identifies the codebook: segments of one hash have the same codes.
  let codebookHash: UInt64
  /// How many bytes of text the codebook was chosen for.
  let codebookTraining: UInt64
  private let tableStart: Int
  private let bookLength: Int
  private let bookEntries: Int

  init(file: IndexFileReader) throws(IndexError) {
    self.file = file
    var metadata = ByteReader(file.metadata)
    let documents = metadata.fixed(UInt64.self)
    let blocks = metadata.fixed(UInt64.self)
    let tableStart = metadata.fixed(UInt64.self)
    bytes = UInt64(metadata.fixedCount())
    let bookLength = metadata.fixed(UInt64.self)
    let bookEntries = metadata.fixed(UInt64.self)
    codebookTraining = UInt64(metadata.fixedCount())
    codebookHash = metadata.fixed(UInt64.self)
    let size = UInt64(file.payload.count)
    guard !metadata.overrun, documents <= UInt64(DocID.end), blocks <= documents,
      tableStart <= size, size - tableStart == (blocks + 1) * 12
    else { throw .damaged(file: file.path, reason: "its document count contradicts its length") }
    guard bookLength <= tableStart, bookLength <= tableStart - UInt64(FileFormat.headerLength),
      bookEntries <= UInt64(TextCodebook.maximumCount)
    else { throw .damaged(file: file.path, reason: "its codebook contradicts its length") }
    documentCount = Int(documents)
    blockCount = Int(blocks)
    self.tableStart = Int(tableStart)
    self.bookLength = Int(bookLength)
    self.bookEntries = Int(bookEntries)
  }

  /// Reads one document.
  func document(_ doc: DocID) throws(IndexError) -> StoredDocument {
    let block = try self.block(holding: doc)
    return block.document(Int(doc - block.firstDoc))
  }

  /// The block of a document, unpacked.
  func block(holding doc: DocID) throws(IndexError) -> StoredBlock {
    guard Int(doc) < documentCount else { throw contradiction("it has no document \(doc)") }
    var low = 0
    var high = blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if try firstDoc(middle) <= doc { low = middle } else { high = middle }
    }
    return try block(low)
  }

  /// A block by its number, as it stands in the file.
  func packedBlock(_ number: Int) throws(IndexError) -> PackedBlock {
    let first = try firstDoc(number)
    let next = try firstDoc(number + 1)
    let start = try blockStart(number)
    let end = try blockStart(number + 1)
    guard first < next, Int(next) <= documentCount, start < end, end <= tableStart,
      file.check(start, end - start)
    else { throw file.damage ?? contradiction("block \(number) has no proper place") }
    let bytes = UnsafeRawBufferPointer(rebasing: file.payload[start..<end])
    var reader = ByteReader(bytes)
    let head = reader.count()
    guard !reader.overrun else { throw contradiction("block \(number) has no proper head") }
    return PackedBlock(
      bytes: bytes, firstDoc: first, documents: Int(next - first),
      textLength: head / 2,
      isCoded: head & 1 == 1, frameStart: reader.offset)
  }

  /// Gives memory back when blocks are read one after the other: that of the window of the file
  /// before the one in which a block begins, if it is the first to do so.
  func forget(before number: Int) throws(IndexError) {
    let shift = 22
    guard number > 0 else { return }
    let window = try blockStart(number) >> shift
    guard try blockStart(number - 1) >> shift < window else { return }
    file.forget((window - 1) << shift..<window << shift)
  }

  /// A block by its number, unpacked.
  func block(_ number: Int) throws(IndexError) -> StoredBlock {
    let packed = try packedBlock(number)
    let source = UnsafeRawBufferPointer(rebasing: packed.bytes[packed.frameStart...])
    let length = ZSTD_getFrameContentSize(source.baseAddress, source.count)
    // zstd cannot expand beyond some 1 : 32,768; a larger claim is not to be allocated.
    guard length <= UInt64(source.count) << 15 else {
      throw contradiction("block \(number) states an impossible length")
    }
    var failed = false
    let content = [UInt8](unsafeUninitializedCapacity: Int(length)) { target, count in
      let result = ZSTD_decompress(
        target.baseAddress, target.count, source.baseAddress, source.count)
      failed = ZSTD_isError(result) != 0 || result != Int(length)
      count = failed ? 0 : result
    }
    guard !failed,
      let block = StoredBlock(
        content, of: packed, decoder: packed.isCoded ? try decoder() : nil)
    else { throw contradiction("block \(number) cannot be unpacked") }
    return block
  }

  /// True if the codebook was chosen for enough texts to serve the whole index.
  var hasGeneralCodebook: Bool {
    codebookTraining >= UInt64(StoredDocumentsWriter.trainingLength / 2)
  }

  /// The codebook, ready to code other texts with.
  func codebook() throws(IndexError) -> TextCodebook {
    guard bookLength > 0 else { return .empty }
    let bytes = try bookBytes()
    guard
      let book = TextCodebook(
        serialized: bytes, count: bookEntries, trainedOn: codebookTraining),
      book.hash == codebookHash
    else { throw contradiction("its codebook is not the one that it states") }
    return book
  }

  private func decoder() throws(IndexError) -> TextDecoder? {
    guard bookLength > 0 else { return nil }
    return TextDecoder(book: try bookBytes(), count: bookEntries)
  }

  private func bookBytes() throws(IndexError) -> UnsafeRawBufferPointer {
    let start = FileFormat.headerLength
    guard file.check(start, bookLength) else { throw file.damage ?? contradiction("no codebook") }
    return UnsafeRawBufferPointer(rebasing: file.payload[start..<start + bookLength])
  }

  private func contradiction(_ reason: String) -> IndexError {
    .damaged(file: file.path, reason: reason)
  }

  private func blockStart(_ number: Int) throws(IndexError) -> Int {
    let offset = tableStart + number * 8
    guard file.check(offset, 8) else { throw file.damage ?? contradiction("its table is short") }
    let start = file.payload.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return Int(clamping: start)
  }

  private func firstDoc(_ number: Int) throws(IndexError) -> DocID {
    let offset = tableStart + (blockCount + 1) * 8 + number * 4
    guard file.check(offset, 4) else { throw file.damage ?? contradiction("its table is short") }
    return file.payload.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }
}
