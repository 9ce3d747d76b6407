/// Gathers documents in memory and writes them as one segment.
///
/// Texts go to disk compressed as they come; postings, lengths and ids wait for ``finish()``.
final class SegmentBuilder {
  let number: UInt64
  private let analyzer: Analyzer
  private let writer: SegmentWriter
  /// How much memory the segment may take, with what ``finish()`` adds to it.
  private let memoryLimit: Int
  private var sink = IndexingSink()
  private var identifiers = IdentifierTable()
  private var paths = IdentifierTable()
  /// Documents that were replaced or deleted before the segment was written.
  private(set) var live = LiveDocuments(documentCount: 0)
  private var replaced: Set<DocID> = []
  private(set) var times = StageTimes()
  private var unitCount: UInt64 = 0
  private var lastDate: (source: [UInt8], code: UInt32) = ([], 0)

  init(
    folder: String, number: UInt64, analyzer: Analyzer, codebook: SharedCodebook?,
    memoryLimit: Int = 0
  ) throws(IndexError) {
    self.number = number
    self.memoryLimit = memoryLimit
    self.analyzer = analyzer
    writer = try SegmentWriter(folder: folder, number: number, shared: codebook)
  }

  deinit { sink.deallocate() }

  var documentCount: Int { writer.documentCount }
  /// Those that were neither replaced nor deleted.
  var liveCount: Int { documentCount - replaced.count }
  /// The bytes of titles and texts.
  var bytes: UInt64 { writer.bytes }

  /// About how much memory the segment takes, with what ``finish()`` will add to it.
  var memory: Int {
    // The words are written first, and their memory serves the grams then.
    let toWrite = max(
      sink.words.memoryToWrite, sink.grams.memoryToWrite - sink.words.memory)
    return memoryOfDocuments + toWrite
  }

  private var memoryOfDocuments: Int {
    sink.words.memory + sink.grams.memory + identifiers.memory + paths.memory
      + documentCount * 20 + writer.memory
  }

  /// True if the segment must be written before another document is added.
  var isDue: Bool { memory > memoryLimit || isFull }

  /// True if it must be, whatever memory there is.
  private var isFull: Bool { sink.grams.isFull || documentCount >= 1 << 31 }

  /// Adds a document in parts of well-formed UTF-8.
  func add(
    id: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer,
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer,
    origin: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) throws(IndexError) {
    let doc = DocID(documentCount)
    if let old = identifiers.set(id, to: doc) { replaced.insert(old) }
    let started = SystemCall.now()
    analyzer.analyze(title, into: &sink)
    analyzer.analyze(text, into: &sink)
    let analyzed = SystemCall.now()
    let units = UInt32(sink.grams.countInDocument)
    unitCount += UInt64(units)
    try writer.add(
      id, title, text, path, date, origin,
      DocumentFacts(
        lengthCode: DocumentLength.code(units), date: dateCode(date),
        path: path.isEmpty ? 0 : UInt32(paths.insert(path) + 1)))
    sink.endDocument()
    times.analysis += analyzed - started
    times.texts += SystemCall.now() - analyzed
  }

  /// The code of a date; the articles of an issue come one after the other, so the last is kept.
  private func dateCode(_ date: UnsafeRawBufferPointer) -> UInt32 {
    if !date.elementsEqual(lastDate.source) {
      lastDate = (Array(date), PartialDate(utf8: date)?.code ?? 0)
    }
    return lastDate.code
  }

  /// Deletes a document that is still in memory; false if there is none of this id.
  func delete(id: UnsafeRawBufferPointer) -> Bool {
    guard let doc = identifiers.document(id), !replaced.contains(doc) else { return false }
    replaced.insert(doc)
    return true
  }

  /// Writes the segment.
  ///
  /// ``live`` then tells which of its documents are not to be found.
  func finish() throws(IndexError) {
    let started = SystemCall.now()
    try sink.words.write(to: writer)
    sink.words.removeAll()
    try sink.grams.write(to: writer, memory: memoryLimit - memoryOfDocuments)
    writer.setUnitCount(unitCount)
    try writer.writeIdentifiers { [identifiers] add throws(IndexError) in
      try identifiers.forEachSorted { (id, doc, _) throws(IndexError) in try add(id, doc) }
    }
    try writer.writePaths(numbersBelow: paths.count + 1) { [paths] add throws(IndexError) in
      try paths.forEachSorted { (path, _, entry) throws(IndexError) in try add(path, [entry + 1]) }
    }
    try writer.commit()
    live = LiveDocuments(documentCount: documentCount)
    for doc in replaced { _ = live.delete(doc) }
    times.flushing += SystemCall.now() - started
  }

  /// Calls `body` with each id of the segment, in byte order.
  func forEachID(_ body: (UnsafeRawBufferPointer) throws(IndexError) -> Void) throws(IndexError) {
    try identifiers.forEachSorted { (id, _, _) throws(IndexError) in try body(id) }
  }
}
