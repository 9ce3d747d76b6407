/// Writes the files of one segment: what a flush and a merge have in common.
///
/// Documents are added first, in order; then the terms of each lane, sorted, with their postings;
/// then the identifiers and the paths. ``commit()`` ends the files; the commit of the index makes them durable.
final class SegmentWriter {
  let number: UInt64
  private let folder: String
  private var columns = DocumentColumnsWriter()
  private let documents: StoredDocumentsWriter

  /// Texts are coded with the shared codebook if they are many, else with one of their own.
  init(folder: String, number: UInt64, shared: SharedCodebook?) throws(IndexError) {
    self.folder = folder
    self.number = number
    documents = try StoredDocumentsWriter(
      file: SegmentWriter.file(folder, .documents, number), shared: shared)
  }

  /// Texts are coded with `codebook`, so that blocks of segments that have it can be copied.
  init(folder: String, number: UInt64, codebook: TextCodebook) throws(IndexError) {
    self.folder = folder
    self.number = number
    documents = try StoredDocumentsWriter(
      file: SegmentWriter.file(folder, .documents, number), codebook: codebook)
  }

  var documentCount: Int { columns.lengths.count }

  /// About how many bytes of memory the documents take that are not yet on disk.
  var memory: Int { documents.memory }

  /// The bytes of titles and texts added so far.
  var bytes: UInt64 { documents.bytes }

  private static func file(
    _ folder: String, _ kind: FileKind, _ number: UInt64
  ) throws(IndexError) -> IndexFileWriter {
    try IndexFileWriter(
      folder: folder, name: kind.fileName(segment: number), kind: kind, segment: number)
  }

  /// Adds the stored parts and the facts of the next document; ``setUnitCount(_:)`` and
  /// ``writePaths(_:_:)`` follow.
  ///
  /// The path of the facts is a number of the caller's.
  func add(
    _ id: UnsafeRawBufferPointer, _ title: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer,
    _ path: UnsafeRawBufferPointer, _ date: UnsafeRawBufferPointer,
    _ origin: UnsafeRawBufferPointer, _ facts: DocumentFacts
  ) throws(IndexError) {
    try documents.add(id, title, text, path, date, origin)
    columns.add(facts)
  }

  /// True if blocks coded with the codebook of this hash can be added as they are.
  func acceptsBlocks(codedWith hash: UInt64) -> Bool { documents.acceptsBlocks(codedWith: hash) }

  /// Adds the documents of a whole block.
  func add(_ block: PackedBlock, _ facts: [DocumentFacts]) throws(IndexError) {
    try documents.add(block)
    for facts in facts { columns.add(facts) }
  }

  /// Sets the exact sum of the documents' lengths.
  func setUnitCount(_ count: UInt64) { columns.unitCount = count }

  /// Writes a lane: `body` adds all terms in byte order.
  func writeLane(
    _ lane: Lane, _ body: (PostingsWriter, TermDictionaryWriter) throws(IndexError) -> Void
  ) throws(IndexError) {
    let isGrams = lane == .grams
    let terms = try SegmentWriter.file(folder, isGrams ? .grams : .words, number)
    let postings = try SegmentWriter.file(
      folder, isGrams ? .gramsPostings : .wordsPostings, number)
    let ordinals =
      isGrams ? try SegmentWriter.file(folder, .gramsOrdinals, number) : nil
    let dictionary = TermDictionaryWriter(
      file: terms, withOrdinals: isGrams, documents: documentCount)
    let lengths = columns.lengths
    try lengths.withSpanOfBytes(lengths.count) { lengths throws(IndexError) in
      let noLengths: UInt8 = 0
      let start = lengths.assumingMemoryBound(to: UInt8.self).baseAddress
      try withUnsafePointer(to: noLengths) { none throws(IndexError) in
        try body(
          PostingsWriter(
            postings: postings, ordinals: ordinals, lengths: start ?? none,
            documentCount: documentCount),
          dictionary)
      }
    }
    try dictionary.commit()
    try postings.commit()
    try ordinals?.commit()
  }

  /// Writes the identifiers: `body` adds them in byte order, each with its document.
  ///
  /// A document without an identifier here is one that was replaced before it was written.
  func writeIdentifiers(
    _ body: ((UnsafeRawBufferPointer, DocID) throws(IndexError) -> Void) throws(IndexError) -> Void
  ) throws(IndexError) {
    let dictionary = TermDictionaryWriter(
      file: try SegmentWriter.file(folder, .identifiers, number), withOrdinals: false,
      documents: documentCount)
    var ranks = [UInt32](repeating: 0, count: documentCount)
    var rank: UInt32 = 0
    try body { (id, doc) throws(IndexError) in
      var info = TermInfo()
      info.documentFrequency = 1
      info.totalTermFrequency = 1
      info.onlyDoc = doc
      try dictionary.add(id, info)
      ranks[Int(doc)] = rank
      rank += 1
    }
    columns.setRanks(ranks)
    try dictionary.commit()
  }

  /// Writes the paths: `body` adds them in byte order, each once, with the numbers that stand for it
  /// in the facts, all of which are below `count`; 0 stands for none.
  func writePaths(
    numbersBelow count: Int,
    _ body: (
      (UnsafeRawBufferPointer, _ numbers: [Int]) throws(IndexError) -> Void
    ) throws(IndexError) -> Void
  ) throws(IndexError) {
    let dictionary = TermDictionaryWriter(
      file: try SegmentWriter.file(folder, .paths, number), withOrdinals: false,
      documents: documentCount)
    var places = [UInt32](repeating: 0, count: max(count, 1))
    var place: UInt32 = 0
    try body { (path, numbers) throws(IndexError) in
      // A dictionary of terms wants a document; a path is asked for by its place alone.
      var info = TermInfo()
      info.documentFrequency = 1
      info.totalTermFrequency = 1
      try dictionary.add(path, info)
      place += 1
      for number in numbers { places[number] = place }
    }
    columns.renumberPaths(places)
    try dictionary.commit()
  }

  /// Ends the remaining files.
  func commit() throws(IndexError) {
    try columns.write(to: SegmentWriter.file(folder, .columns, number))
    try documents.commit()
  }
}
