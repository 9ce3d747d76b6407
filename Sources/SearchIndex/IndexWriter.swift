/// Adds documents to an index, deletes them, and commits: the one door for changes.
///
/// ```swift
/// let writer = try IndexWriter(path: "archive/.search-index")
/// try writer.add(Document(id: "2021-03-26/1", title: "…", text: "…"))
/// try writer.commit()
/// ```
///
/// Documents are analyzed on several threads and gathered in memory, flushed as segments when those
/// of a thread pass its part of the memory limit, and merged when there are many segments. Readers
/// see nothing of it until ``commit()`` has replaced the manifest; what was not committed is gone
/// when the writer is. One process writes at a time, the others get
/// ``IndexError/locked(path:holder:)``. Not to be shared between threads.
public final class IndexWriter {
  /// Settings that change how an index is written, but not what it answers.
  public struct Options: Sendable {
    /// About how many bytes of memory the process may take while it writes.
    ///
    /// A document that needs more is indexed all the same.
    public var memoryLimit = 256 << 20
    /// How many threads analyze, write and merge, if there is memory for them; all processors by
    /// default.
    public var threads = WorkerPool.processors

    /// How words are found; both ways find the same.
    public var segmenter = Segmenter.fast

    /// Which characters are taken for one another: fixed when an index is made.
    ///
    /// If nil, that of the index, or ``Folding/hans`` for a new one.
    public var folding: Folding?

    /// With this many bytes the input is worth more than one thread; tests want less.
    var spreadLength = 2 << 20
    /// How much memory documents may take, if tests want it otherwise.
    var documentMemory: Int?
    /// The number of the first segment of a new index.
    ///
    /// Drawn by lot, two indexes have no names in common: where a copy of one is put into the folder of another and is
    /// not whole, no file stands in the place of another's.
    var firstSegment = UInt64.random(in: 1..<0xffff_0000)

    /// The defaults.
    public init() {}

    /// What the process takes beside the documents in memory: code, dictionaries, queues.
    private static let reserve = 32 << 20
    /// What a thread takes besides, with the buffers of a flush or a merge.
    private static let reserveOfThread = 28 << 20

    /// How many threads there is memory for.
    var workingThreads: Int {
      let possible = (memoryLimit - Options.reserve) / (Options.reserveOfThread + (16 << 20))
      return max(1, min(threads, possible))
    }

    var memoryForDocuments: Int {
      let rest = memoryLimit - Options.reserve - workingThreads * Options.reserveOfThread
      return documentMemory ?? max(rest, memoryLimit / 8)
    }
  }

  private let lock: IndexLock
  private let segments: SegmentSet
  private let pipeline: IndexingPipeline

  var mergePolicy: MergePolicy {
    get { segments.mergePolicy }
    set { segments.mergePolicy = newValue }
  }

  /// Opens the index in the folder `path` for writing, or makes it.
  ///
  /// - Throws: ``IndexError/locked(path:holder:)`` if another process writes,
  ///   ``IndexError/otherFolding(path:)`` if the index has another folding than the options; what
  ///   opening an index throws if there is a damaged one.
  public convenience init(path: String, options: Options = Options()) throws(IndexError) {
    try self.init(path: path, options: options, dropping: [])
  }

  /// Opens an index for writing without some of its segments, and without its list of source files if that
  /// is to be dropped too: none of them is opened, and the next commit puts their files aside.
  init(
    path: String, options: Options = Options(), dropping dropped: Set<UInt64>,
    dropsSources: Bool = false
  ) throws(IndexError) {
    try SystemCall.makeFolder(path)
    lock = try IndexLock(folder: path)
    let pool = WorkerPool(threads: options.workingThreads > 1 ? options.workingThreads : 0)
    if !pool.isEmpty, options.segmenter == .fast, !Manifest.isPresent(in: path) {
      // What a new index needs of ICU, its words and the forms of characters, is read side by side.
      pool.submit { _ = ICU.wordTrie }
    }
    segments = try SegmentSet(
      folder: path, lock: lock, folding: options.folding, firstSegment: options.firstSegment,
      dropping: dropped, dropsSources: dropsSources)
    pipeline = IndexingPipeline(
      segments: segments, threads: options.workingThreads, pool: pool,
      memory: options.memoryForDocuments, spreadLength: options.spreadLength
    ) { [segmenter = options.segmenter, folding = segments.folding] () throws(IndexError) in
      try Analyzer(segmenter: segmenter, folding: folding)
    }
  }

  deinit {
    pipeline.stop()
    lock.release()
  }

  /// The number of live documents, those not yet committed included.
  ///
  /// Documents in memory that replace one in an older segment count twice until they are flushed.
  ///
  /// - Throws: what went wrong with documents added before.
  public func documentCount() throws(IndexError) -> Int {
    // Documents on their way first, or they might be counted in neither place.
    try pipeline.documentCount() + segments.documentCount
  }

  /// The number of segments that the last flush or merge has left.
  public var segmentCount: Int { segments.count }

  /// Removes the index in a folder, and the folder if nothing else is in it.
  ///
  /// - Throws: ``IndexError/locked(path:holder:)`` if another process writes it.
  package static func remove(path: String) throws(IndexError) {
    let names: [String]
    do throws(IndexError) {
      names = try SystemCall.names(in: path)
    } catch {
      if error.isMissingFile { return }
      throw error
    }
    let lock = try IndexLock(folder: path)
    // The copy of the manifest before the manifest, and both before what they name.
    for name in names.sorted(by: >) where FileKind.isIndexFile(name) {
      try SystemCall.remove(path + "/" + name)
    }
    try SystemCall.remove(path + "/" + IndexLock.fileName)
    withExtendedLifetime(lock) {}
    SystemCall.removeEmptyFolder(path)
  }

  /// Where the files of dropped segments are; nil before a commit, and if there are none.
  var droppedFilesFolder: String? { segments.droppedFilesFolder }

  /// The threads that documents are analyzed on, for those who make documents.
  var pool: WorkerPool { pipeline.pool }

  /// Learns that about so many bytes of text will come before the next commit: if they are many, the first are
  /// spread over the threads like the others.
  package func expect(bytes: Int) { pipeline.expect(bytes: bytes) }

  /// Where the time went, of all that has been flushed and merged.
  package var stageTimes: StageTimes { pipeline.stageTimes }

  /// Adds a document, or replaces the one that has its id.
  ///
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` if it is over the limits that
  ///   ``Document`` states; the writer can go on.
  public func add(_ document: Document) throws(IndexError) {
    var document = document
    let origin = document.origin?.encoded ?? []
    let result: Result<Void, IndexError> = document.id.withUTF8 { id in
      document.title.withUTF8 { title in
        document.text.withUTF8 { text in
          document.path.withUTF8 { path in
            document.date.withUTF8 { date in
              origin.withUnsafeBytes { origin in
                do throws(IndexError) {
                  try add(
                    id: UnsafeRawBufferPointer(id), title: UnsafeRawBufferPointer(title),
                    text: UnsafeRawBufferPointer(text), path: UnsafeRawBufferPointer(path),
                    date: UnsafeRawBufferPointer(date), origin: origin)
                  return .success(())
                } catch {
                  return .failure(error)
                }
              }
            }
          }
        }
      }
    }
    try result.get()
  }

  /// Adds a document in parts of well-formed UTF-8.
  package func add(
    id: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer,
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer,
    origin: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) throws(IndexError) {
    func refuse(_ reason: String) -> IndexError {
      .unacceptable(
        document: "the document \(String(decoding: id.prefix(200), as: UTF8.self))", reason: reason)
    }
    guard !id.isEmpty else { throw refuse("it has no id") }
    guard id.count <= Document.maximumIDLength else {
      throw refuse("its id has \(id.count) bytes, at most \(Document.maximumIDLength) are possible")
    }
    guard title.count + text.count <= Document.maximumLength else {
      throw refuse(
        "title and text have \(title.count + text.count) bytes, at most "
          + "\(Document.maximumLength) are possible: split it")
    }
    try pipeline.add(
      id: id, title: title, text: text, path: path, date: date, origin: origin)
  }

  /// Deletes the document of an id; false if there is none.
  @discardableResult
  public func delete(id: String) throws(IndexError) -> Bool {
    let bytes = Array(id.utf8)
    return try bytes.withSpanOfBytes(bytes.count) { id throws(IndexError) in
      try pipeline.delete(id: id)
    }
  }

  /// Deletes the documents that came from a file, as far as they have left memory; returns how many.
  ///
  /// `andBelow` also those of the files in it, if it is an archive.
  package func delete(
    ofPath path: UnsafeRawBufferPointer, andBelow: Bool = false
  ) throws(IndexError) -> Int {
    try segments.delete(ofPath: path, andBelow: andBelow)
  }

  /// The source files of the index, which the next commit writes if they change.
  package func sources() throws(IndexError) -> SourceCatalog { try segments.sources() }

  /// Makes all changes durable and visible; returns when they would survive a power cut.
  ///
  /// Merges go on beside it, unless the writer has one thread only; see ``finishMerges()``.
  public func commit() throws(IndexError) {
    try pipeline.flush()
    try segments.commit()
  }

  /// Waits for the merges that are under way or due, and makes their results visible.
  ///
  /// To be called behind the last ``commit()``: what merges have not finished is lost with the writer, and is
  /// done again by the next one.
  public func finishMerges() throws(IndexError) {
    try pipeline.finishMerges()
    try segments.commit()
  }

  /// Merges all segments into one, and drops what was deleted; ``commit()`` makes it visible.
  public func mergeAll() throws(IndexError) { try pipeline.mergeAll() }
}
