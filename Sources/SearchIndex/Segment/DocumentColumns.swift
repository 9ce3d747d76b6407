/// What is known of a document beside its postings and its text.
struct DocumentFacts {
  /// The units of title and text, coded by ``DocumentLength``.
  var lengthCode: UInt8
  /// The ``PartialDate/code`` of the date of issue; 0 if it has none that can be read.
  var date: UInt32
  /// 1 and the place of the path among those of the segment; 0 for none.
  var path: UInt32
}

/// Writes the facts of each document of a segment, one column after the other.
///
/// ```
/// payload  = header length:u8[n] ranks dates paths, each a column
/// metadata = n:u64 unitCount:u64 description of each column
/// ```
///
/// The count of units is their exact sum. The rank is the place of the document's id among those of
/// the segment: documents of equal score are ordered by id, and the rank decides that without
/// reading ids. See ``IntegerColumnWriter``.
struct DocumentColumnsWriter {
  private(set) var lengths: [UInt8] = []
  private var ranks = IntegerColumnWriter()
  private var dates = IntegerColumnWriter()
  private var paths = IntegerColumnWriter()
  var unitCount: UInt64 = 0

  mutating func add(_ facts: DocumentFacts) {
    lengths.append(facts.lengthCode)
    dates.values.append(facts.date)
    paths.values.append(facts.path)
  }

  /// Sets the ranks of all documents.
  mutating func setRanks(_ ranks: [UInt32]) { self.ranks.values = ranks }

  /// Changes the number of each path, which is known when all are.
  mutating func renumberPaths(_ numbers: [UInt32]) {
    for doc in paths.values.indices { paths.values[doc] = numbers[Int(paths.values[doc])] }
  }

  func write(to file: IndexFileWriter) throws(IndexError) {
    try file.append(lengths)
    var metadata = ByteWriter()
    metadata.append(fixed: UInt64(lengths.count))
    metadata.append(fixed: unitCount)
    for column in [ranks, dates, paths] { try column.write(to: file, &metadata) }
    try file.commit(metadata: metadata.bytes)
  }
}

/// Reads what ``DocumentColumnsWriter`` wrote.
final class DocumentColumns: Sendable {
  let file: IndexFileReader
  let documentCount: Int
  /// The exact sum of the lengths of all documents.
  let unitCount: UInt64
  private let ranks: IntegerColumn
  private let dates: IntegerColumn
  private let paths: IntegerColumn

  init(file: IndexFileReader) throws(IndexError) {
    self.file = file
    var metadata = ByteReader(file.metadata)
    let count = metadata.fixed(UInt64.self)
    unitCount = UInt64(metadata.fixedCount())
    let size = file.payload.count
    guard !metadata.overrun, count <= UInt64(size) else {
      throw .damaged(file: file.path, reason: "its document count contradicts its length")
    }
    documentCount = Int(count)
    var end = FileFormat.headerLength + documentCount
    ranks = try IntegerColumn(file, &metadata, count: documentCount, start: &end)
    dates = try IntegerColumn(file, &metadata, count: documentCount, start: &end)
    paths = try IntegerColumn(file, &metadata, count: documentCount, start: &end)
    guard size == end else {
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
  func rank(_ doc: DocID) -> UInt32 { ranks[doc] }

  /// The code of the date of issue; 0 for none.
  func date(_ doc: DocID) -> UInt32 { dates[doc] }

  /// 1 and the place of the path among those of the segment; 0 for none.
  func path(_ doc: DocID) -> UInt32 { paths[doc] }

  /// All facts but the length, for a copy.
  func facts(_ doc: DocID, lengthCode: UInt8) -> DocumentFacts {
    DocumentFacts(lengthCode: lengthCode, date: date(doc), path: path(doc))
  }
}

/// The two kinds of term that are indexed; see the Architecture article.
enum Lane: Sendable {
  /// ICU's words that the grams lane does not tell of: documents and frequencies.
  case words
  /// Pairs of neighbouring characters, and words of other scripts, with ordinals: decides what
  /// matches, and with the words, the order.
  case grams
}
