internal import CZstd

/// A document as it is kept: what a hit shows.
struct StoredDocument: Equatable {
  var id = ""
  var title = ""
  var text = ""
  var path = ""
  var date = ""
}

/// Writes documents in blocks compressed with zstd.
///
/// ```
/// payload  = header block… padding blockStart:u64[blocks + 1] firstDoc:u32[blocks + 1]
/// block    = zstd( rawLengths: for each document 5 varints, then the bytes of all )
/// metadata = documents:u64 blocks:u64 tableStart:u64 bytes:u64
/// ```
///
/// The five parts of a document are id, title, text, path, date. `bytes` is the sum of the titles'
/// and texts' lengths: the input that the index holds.
final class StoredDocumentsWriter {
  /// Documents are gathered until they reach this many bytes.
  ///
  /// Larger blocks compress better and make each hit dearer to show: a block of this size takes
  /// some 0.1 ms to unpack.
  static let blockLength = 64 << 10
  static let compressionLevel: Int32 = 3

  private let file: IndexFileWriter
  private let context: OpaquePointer?
  private var heads = ByteWriter()
  private var bodies = ByteWriter()
  private var compressed: [UInt8] = []
  private var blockStarts: [UInt64] = []
  private var firstDocs: [UInt32] = []
  private var documents: UInt32 = 0
  private(set) var bytes: UInt64 = 0

  init(file: IndexFileWriter) {
    self.file = file
    context = ZSTD_createCCtx()
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Adds the next document, in parts: id, title, text, path, date.
  func add(
    _ id: UnsafeRawBufferPointer, _ title: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer,
    _ path: UnsafeRawBufferPointer, _ date: UnsafeRawBufferPointer
  ) throws(IndexError) {
    if heads.count == 0 { firstDocs.append(documents) }
    for part in [id, title, text, path, date] {
      heads.append(varint: part.count)
      bodies.append(part)
    }
    bytes += UInt64(title.count + text.count)
    documents += 1
    if heads.count + bodies.count >= StoredDocumentsWriter.blockLength { try finishBlock() }
  }

  func commit() throws(IndexError) {
    if heads.count > 0 { try finishBlock() }
    blockStarts.append(UInt64(file.offset))
    firstDocs.append(documents)
    try file.append([UInt8](repeating: 0, count: (8 - file.offset % 8) % 8))
    let tableStart = file.offset
    try file.append(fixed: blockStarts)
    try file.append(fixed: firstDocs)
    var metadata = ByteWriter()
    metadata.append(fixed: UInt64(documents))
    metadata.append(fixed: UInt64(blockStarts.count - 1))
    metadata.append(fixed: UInt64(tableStart))
    metadata.append(fixed: bytes)
    try file.commit(metadata: metadata.bytes)
  }

  private func finishBlock() throws(IndexError) {
    let source = heads.bytes + bodies.bytes
    let bound = ZSTD_compressBound(source.count)
    if compressed.count < bound { compressed = [UInt8](repeating: 0, count: bound) }
    let length = compressed.withUnsafeMutableBytes { target in
      source.withUnsafeBytes { raw in
        ZSTD_compressCCtx(
          context, target.baseAddress, target.count, raw.baseAddress, raw.count,
          StoredDocumentsWriter.compressionLevel)
      }
    }
    guard ZSTD_isError(length) == 0 else {
      throw .unacceptable(document: file.path, reason: "zstd could not compress a block")
    }
    blockStarts.append(UInt64(file.offset))
    try compressed.withSpanOfBytes(length) { bytes throws(IndexError) in try file.append(bytes) }
    heads.removeAll()
    bodies.removeAll()
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

/// Reads what ``StoredDocumentsWriter`` wrote; a hit costs the unpacking of one block.
final class StoredDocuments: Sendable {
  let file: IndexFileReader
  let documentCount: Int
  let blockCount: Int
  /// The length of all titles and texts in UTF-8.
  let bytes: UInt64
  private let tableStart: Int

  init(file: IndexFileReader) throws(IndexError) {
    self.file = file
    var metadata = ByteReader(file.metadata)
    let documents = metadata.fixed(UInt64.self)
    let blocks = metadata.fixed(UInt64.self)
    let tableStart = metadata.fixed(UInt64.self)
    bytes = metadata.fixed(UInt64.self)
    let size = UInt64(file.payload.count)
    guard !metadata.overrun, documents <= UInt64(DocID.end), blocks <= documents,
      tableStart <= size, size - tableStart == (blocks + 1) * 12
    else { throw .damaged(file: file.path, reason: "its document count contradicts its length") }
    documentCount = Int(documents)
    blockCount = Int(blocks)
    self.tableStart = Int(tableStart)
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

  /// A block by its number, unpacked.
  func block(_ number: Int) throws(IndexError) -> StoredBlock {
    let first = try firstDoc(number)
    let next = try firstDoc(number + 1)
    let start = try blockStart(number)
    let end = try blockStart(number + 1)
    guard first < next, Int(next) <= documentCount, start < end, end <= tableStart,
      file.check(start, end - start)
    else { throw file.damage ?? contradiction("block \(number) has no proper place") }
    let source = UnsafeRawBufferPointer(rebasing: file.payload[start..<end])
    let length = ZSTD_getFrameContentSize(source.baseAddress, source.count)
    // zstd cannot expand beyond some 1 : 32,768; a larger claim is not to be allocated.
    guard length <= UInt64(source.count) << 15 else {
      throw contradiction("block \(number) states an impossible length")
    }
    var failed = false
    let raw = [UInt8](unsafeUninitializedCapacity: Int(length)) { target, count in
      let result = ZSTD_decompress(
        target.baseAddress, target.count, source.baseAddress, source.count)
      failed = ZSTD_isError(result) != 0 || result != Int(length)
      count = failed ? 0 : result
    }
    guard !failed else { throw contradiction("block \(number) cannot be unpacked") }
    return try StoredBlock(raw: raw, firstDoc: first, count: Int(next - first), path: file.path)
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

/// An unpacked block of documents.
struct StoredBlock {
  let firstDoc: DocID
  private let raw: [UInt8]
  /// Where each part of each document begins, five to a document, and the end.
  private let starts: [Int]

  var count: Int { (starts.count - 1) / 5 }

  fileprivate init(raw: [UInt8], firstDoc: DocID, count: Int, path: String) throws(IndexError) {
    self.raw = raw
    self.firstDoc = firstDoc
    var starts: [Int] = []
    let isConsistent = raw.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var lengths: [Int] = []
      for _ in 0..<count * 5 where !reader.overrun { lengths.append(reader.count()) }
      var start = reader.offset
      for length in lengths {
        starts.append(start)
        start += length
      }
      starts.append(start)
      return !reader.overrun && start == bytes.count
    }
    guard isConsistent else {
      throw .damaged(file: path, reason: "a block of documents has another length than it states")
    }
    self.starts = starts
  }

  func document(_ index: Int) -> StoredDocument {
    func part(_ number: Int) -> String {
      String(
        decoding: raw[starts[index * 5 + number]..<starts[index * 5 + number + 1]], as: UTF8.self)
    }
    return StoredDocument(
      id: part(0), title: part(1), text: part(2), path: part(3), date: part(4))
  }

  /// Calls `body` with the bytes of a document's parts: id, title, text, path, date.
  func withParts(
    _ index: Int, _ body: ([UnsafeRawBufferPointer]) throws(IndexError) -> Void
  ) throws(IndexError) {
    try raw.withSpanOfBytes(raw.count) { bytes throws(IndexError) in
      try body(
        (0..<5).map { number in
          let part = index * 5 + number
          return UnsafeRawBufferPointer(rebasing: bytes[starts[part]..<starts[part + 1]])
        })
    }
  }
}
