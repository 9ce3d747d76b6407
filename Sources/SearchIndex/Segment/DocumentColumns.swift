/// Writes the fixed-width facts of each document of a segment, one column after the other.
///
/// ```
/// payload  = header wordsLength:u8[n] gramsLength:u8[n] padding rank:u32[n]
/// metadata = n:u64 wordsTotal:u64 gramsTotal:u64
/// ```
///
/// Lengths are coded by ``DocumentLength``; the totals are exact sums. The rank is the place of the
/// document's id among those of the segment: documents of equal score are ordered by id, and the
/// rank decides that without reading ids.
struct DocumentColumnsWriter {
  var wordsLengths: [UInt8] = []
  var gramsLengths: [UInt8] = []
  var ranks: [UInt32] = []
  var wordsTotal: UInt64 = 0
  var gramsTotal: UInt64 = 0

  mutating func add(words: UInt32, grams: UInt32) {
    wordsLengths.append(DocumentLength.code(words))
    gramsLengths.append(DocumentLength.code(grams))
    wordsTotal += UInt64(words)
    gramsTotal += UInt64(grams)
  }

  func write(to file: IndexFileWriter) throws(IndexError) {
    try file.append(wordsLengths)
    try file.append(gramsLengths)
    try file.append([UInt8](repeating: 0, count: (4 - file.offset % 4) % 4))
    try file.append(fixed: ranks)
    var metadata = ByteWriter()
    metadata.append(fixed: UInt64(wordsLengths.count))
    metadata.append(fixed: wordsTotal)
    metadata.append(fixed: gramsTotal)
    try file.commit(metadata: metadata.bytes)
  }
}

/// Reads what ``DocumentColumnsWriter`` wrote.
final class DocumentColumns: Sendable {
  let file: IndexFileReader
  let documentCount: Int
  let wordsTotal: UInt64
  let gramsTotal: UInt64
  private let ranksStart: Int

  init(file: IndexFileReader) throws(IndexError) {
    self.file = file
    var metadata = ByteReader(file.metadata)
    let count = metadata.fixed(UInt64.self)
    wordsTotal = metadata.fixed(UInt64.self)
    gramsTotal = metadata.fixed(UInt64.self)
    let size = file.payload.count
    guard !metadata.overrun, count <= UInt64(size) else {
      throw .damaged(file: file.path, reason: "its document count contradicts its length")
    }
    documentCount = Int(count)
    let end = FileFormat.headerLength + 2 * documentCount
    ranksStart = (end + 3) / 4 * 4
    guard size == ranksStart + 4 * documentCount else {
      throw .damaged(file: file.path, reason: "its document count contradicts its length")
    }
  }

  /// The coded lengths of all documents in a lane; nil where the file is damaged.
  func lengths(_ lane: Lane) -> UnsafePointer<UInt8>? {
    let start = FileFormat.headerLength + (lane == .words ? 0 : documentCount)
    guard file.check(start, documentCount) else { return nil }
    return file.payload.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self)
  }

  /// The place of a document's id among those of the segment.
  func rank(_ doc: DocID) -> UInt32 {
    let offset = ranksStart + 4 * Int(doc)
    guard Int(doc) < documentCount, file.check(offset, 4) else { return 0 }
    return file.payload.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }

  /// The exact sum of the lengths of all documents in a lane.
  func total(_ lane: Lane) -> UInt64 { lane == .words ? wordsTotal : gramsTotal }
}

/// The two kinds of term that are indexed; see the Architecture article.
enum Lane: Sendable {
  /// ICU's words: documents and frequencies; decides the order.
  case words
  /// Pairs of neighbouring characters, and words of other scripts, with positions: decides what
  /// matches.
  case grams
}
