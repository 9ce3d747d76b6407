/// Which documents of a segment are deleted: one bit each, kept in a file that is written anew, with
/// a new generation number, by each commit that deletes more of them.
struct LiveDocuments: Sendable {
  private(set) var words: [UInt64]
  let documentCount: Int
  private(set) var deletedCount = 0

  /// All documents live.
  init(documentCount: Int) {
    self.documentCount = documentCount
    words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
  }

  @inline(__always)
  func isDeleted(_ doc: DocID) -> Bool { words[Int(doc) >> 6] >> UInt64(doc & 63) & 1 == 1 }

  /// Deletes a document; false if it was deleted already.
  mutating func delete(_ doc: DocID) -> Bool {
    guard !isDeleted(doc) else { return false }
    words[Int(doc) >> 6] |= 1 << UInt64(doc & 63)
    deletedCount += 1
    return true
  }

  /// Writes the file: the metadata is the number of documents and of those deleted.
  func write(to file: IndexFileWriter) throws(IndexError) {
    try file.append(fixed: words)
    var metadata = ByteWriter()
    metadata.append(fixed: UInt64(documentCount))
    metadata.append(fixed: UInt64(deletedCount))
    try file.commit(metadata: metadata.bytes)
  }

  /// Reads the file, all of it.
  init(file: IndexFileReader) throws(IndexError) {
    var metadata = ByteReader(file.metadata)
    let count = metadata.fixed(UInt64.self)
    let deleted = metadata.fixed(UInt64.self)
    let payload = file.payload.count - FileFormat.headerLength
    guard !metadata.overrun, count <= UInt64(DocID.end), UInt64(payload) == (count + 63) / 64 * 8
    else { throw .damaged(file: file.path, reason: "its document count contradicts its length") }
    if let damage = file.checkAllPages() { throw damage }
    documentCount = Int(count)
    words = (0..<payload / 8).map { index in
      file.payload.loadUnaligned(
        fromByteOffset: FileFormat.headerLength + index * 8, as: UInt64.self)
    }
    deletedCount = words.reduce(0) { $0 + $1.nonzeroBitCount }
    guard deletedCount == deleted else {
      throw .damaged(file: file.path, reason: "it states another number of deleted documents")
    }
  }
}
