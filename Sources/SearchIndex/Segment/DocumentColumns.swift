/// Writes the fixed-width facts of each document of a segment, one column after the other.
///
/// ```
/// payload  = header length:u8[n] padding rank:u32[n]
/// metadata = n:u64 unitCount:u64
/// ```
///
/// Lengths are those in units, coded by ``DocumentLength``; the count is their exact sum. The rank is the place of the
/// document's id among those of the segment: documents of equal score are ordered by id, and the
/// rank decides that without reading ids.
struct DocumentColumnsWriter {
  var lengths: [UInt8] = []
  var ranks: [UInt32] = []
  var unitCount: UInt64 = 0

  mutating func add(units: UInt32) {
    lengths.append(DocumentLength.code(units))
    unitCount += UInt64(units)
  }

  func write(to file: IndexFileWriter) throws(IndexError) {
    try file.append(lengths)
    try file.append([UInt8](repeating: 0, count: (4 - file.offset % 4) % 4))
    try file.append(fixed: ranks)
    var metadata = ByteWriter()
    metadata.append(fixed: UInt64(lengths.count))
    metadata.append(fixed: unitCount)
    try file.commit(metadata: metadata.bytes)
  }
}

/// Reads what ``DocumentColumnsWriter`` wrote.
final class DocumentColumns: Sendable {
  let file: IndexFileReader
  let documentCount: Int
  /// The exact sum of the lengths of all documents.
  let unitCount: UInt64
  private let ranksStart: Int

  init(file: IndexFileReader) throws(IndexError) {
    self.file = file
    var metadata = ByteReader(file.metadata)
    let count = metadata.fixed(UInt64.self)
    unitCount = metadata.fixed(UInt64.self)
    let size = file.payload.count
    guard !metadata.overrun, count <= UInt64(size) else {
      throw .damaged(file: file.path, reason: "its document count contradicts its length")
    }
    documentCount = Int(count)
    let end = FileFormat.headerLength + documentCount
    ranksStart = (end + 3) / 4 * 4
    guard size == ranksStart + 4 * documentCount else {
      throw .damaged(file: file.path, reason: "its document count contradicts its length")
    }
  }

  /// The coded lengths of all documents; nil where the file is damaged.
  var lengths: UnsafePointer<UInt8>? {
    let start = FileFormat.headerLength
    guard file.check(start, documentCount) else { return nil }
    return file.payload.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self)
  }

  /// The place of a document's id among those of the segment.
  func rank(_ doc: DocID) -> UInt32 {
    let offset = ranksStart + 4 * Int(doc)
    guard Int(doc) < documentCount, file.check(offset, 4) else { return 0 }
    return file.payload.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }
}

/// The two kinds of term that are indexed; see the Architecture article.
enum Lane: Sendable {
  /// ICU's words that the grams lane does not tell of: documents and frequencies.
  case words
  /// Pairs of neighbouring characters, and words of other scripts, with positions: decides what
  /// matches, and with the words, the order.
  case grams
}
