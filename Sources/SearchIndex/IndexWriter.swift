/// Adds documents to an index, deletes them, and commits: the one door for changes.
///
/// ```swift
/// let writer = try IndexWriter(path: "archive/.search-index")
/// try writer.add(Document(id: "2021-03-26/1", title: "…", text: "…"))
/// try writer.commit()
/// ```
///
/// Documents are gathered in memory, flushed as segments when they pass the memory limit, and merged
/// when there are many segments. Readers see nothing of it until ``commit()`` has replaced the
/// manifest; what was not committed is gone when the writer is. One process writes at a time, the
/// others get ``IndexError/locked(path:holder:)``. Not to be shared between threads.
public final class IndexWriter {
  /// Settings that change how an index is written, but not what it answers.
  public struct Options: Sendable {
    /// About how many bytes the documents in memory may take before they are flushed.
    public var memoryLimit = 160 << 20

    /// The defaults.
    public init() {}
  }

  private struct Segment {
    var entry: Manifest.Entry
    var reader: SegmentReader
    var live: LiveDocuments
    var hasNewDeletions = false
  }

  private let folder: String
  private let options: Options
  private let lock: IndexLock
  private let analyzer: Analyzer
  private var manifest: Manifest
  private var segments: [Segment] = []
  private var builder: SegmentBuilder?
  var mergePolicy = MergePolicy()

  /// Opens the index in the folder `path` for writing, or makes it.
  ///
  /// - Throws: ``IndexError/locked(path:holder:)`` if another process writes; what opening an index
  ///   throws if there is a damaged one.
  public init(path: String, options: Options = Options()) throws(IndexError) {
    folder = path
    self.options = options
    try SystemCall.makeFolder(path)
    lock = try IndexLock(folder: path)
    analyzer = try Analyzer()
    let identity = SegmenterIdentity.current
    do throws(IndexError) {
      manifest = try Manifest(folder: path)
    } catch {
      guard case .noIndex = error else { throw error }
      manifest = Manifest(identity: identity)
    }
    for entry in manifest.segments {
      let reader = try SegmentReader(folder: path, entry: entry)
      segments.append(Segment(entry: entry, reader: reader, live: reader.live))
    }
    try removeOrphans()
  }

  /// The number of live documents, those not yet committed included.
  ///
  /// Documents in memory that replace one in an older segment count twice until they are flushed.
  public var documentCount: Int {
    segments.reduce(builder?.liveCount ?? 0) {
      $0 + $1.live.documentCount - $1.live.deletedCount
    }
  }

  /// The number of segments that the last flush or merge has left.
  public var segmentCount: Int { segments.count }

  /// Adds a document, or replaces the one that has its id.
  ///
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` if it is over the limits that
  ///   ``Document`` states; the writer can go on.
  public func add(_ document: Document) throws(IndexError) {
    var document = document
    let result: Result<Void, IndexError> = document.id.withUTF8 { id in
      document.title.withUTF8 { title in
        document.text.withUTF8 { text in
          document.path.withUTF8 { path in
            document.date.withUTF8 { date in
              do throws(IndexError) {
                try add(
                  id: UnsafeRawBufferPointer(id), title: UnsafeRawBufferPointer(title),
                  text: UnsafeRawBufferPointer(text), path: UnsafeRawBufferPointer(path),
                  date: UnsafeRawBufferPointer(date))
                return .success(())
              } catch {
                return .failure(error)
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
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer
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
    let builder = try currentBuilder()
    try builder.add(id: id, title: title, text: text, path: path, date: date)
    if builder.memory > options.memoryLimit { try flush() }
  }

  /// Deletes the document of an id; false if there is none.
  @discardableResult
  public func delete(id: String) throws(IndexError) -> Bool {
    let bytes = Array(id.utf8)
    return try bytes.withSpanOfBytes(bytes.count) { id throws(IndexError) in
      let inMemory = builder?.delete(id: id) ?? false
      let onDisk = try deleteFromSegments(id)
      return inMemory || onDisk
    }
  }

  /// Makes all changes durable and visible; returns when they would survive a power cut.
  public func commit() throws(IndexError) {
    try flush()
    var obsolete = manifest.fileNames
    manifest.generation += 1
    for index in segments.indices where segments[index].hasNewDeletions {
      let number = segments[index].entry.number
      let name = FileKind.deletions.fileName(segment: number, generation: manifest.generation)
      try segments[index].live.write(
        to: IndexFileWriter(folder: folder, name: name, kind: .deletions, segment: number))
      segments[index].entry.deletionsGeneration = manifest.generation
      segments[index].entry.deletedCount = segments[index].live.deletedCount
      segments[index].hasNewDeletions = false
    }
    manifest.segments = segments.map(\.entry)
    manifest.identity = manifest.segments.isEmpty ? .current : manifest.identity
    try manifest.write(to: folder)
    obsolete.subtract(manifest.fileNames)
    for name in obsolete { try SystemCall.remove(folder + "/" + name) }
  }

  /// Merges all segments into one, and drops what was deleted; ``commit()`` makes it visible.
  public func mergeAll() throws(IndexError) {
    try flush()
    let needsMerge =
      segments.count > 1 || segments.contains { $0.live.deletedCount > 0 }
    if needsMerge { try merge(Array(segments.indices)) }
  }

  private func currentBuilder() throws(IndexError) -> SegmentBuilder {
    if let builder { return builder }
    let builder = try SegmentBuilder(
      folder: folder, number: manifest.nextSegment, analyzer: analyzer)
    manifest.nextSegment += 1
    self.builder = builder
    return builder
  }

  private func flush() throws(IndexError) {
    guard let builder else { return }
    self.builder = nil
    try builder.finish()
    if !segments.isEmpty {
      try builder.forEachID { id throws(IndexError) in _ = try self.deleteFromSegments(id) }
    }
    let entry = Manifest.Entry(
      number: builder.number, documentCount: builder.documentCount, deletedCount: 0,
      deletionsGeneration: 0)
    segments.append(
      Segment(
        entry: entry, reader: try SegmentReader(folder: folder, entry: entry), live: builder.live,
        hasNewDeletions: builder.live.deletedCount > 0))
    while let chosen = mergePolicy.next(segments.map(\.reader.documents.bytes)) {
      try merge(chosen)
    }
  }

  private func deleteFromSegments(_ id: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
    var found = false
    for index in segments.indices {
      let reader = segments[index].reader
      if let info = reader.identifiers.lookup(id), segments[index].live.delete(info.onlyDoc) {
        segments[index].hasNewDeletions = true
        found = true
      }
      if let damage = reader.identifiers.file.damage { throw damage }
    }
    return found
  }

  private func merge(_ chosen: [Int]) throws(IndexError) {
    let sources = chosen.map { segments[$0] }
    let number = manifest.nextSegment
    manifest.nextSegment += 1
    let merger = SegmentMerger(
      sources.map { SegmentMerger.Source(reader: $0.reader, live: $0.live) })
    let count = try merger.write(folder: folder, number: number)
    let committed = manifest.fileNames
    for index in chosen.reversed() { segments.remove(at: index) }
    if count > 0 {
      let entry = Manifest.Entry(
        number: number, documentCount: count, deletedCount: 0, deletionsGeneration: 0)
      let reader = try SegmentReader(folder: folder, entry: entry)
      segments.insert(
        Segment(entry: entry, reader: reader, live: reader.live), at: min(chosen[0], segments.count)
      )
    } else {
      for kind in FileKind.ofEverySegment {
        try SystemCall.remove(folder + "/" + kind.fileName(segment: number))
      }
    }
    // Files of the last commit stay until the next one has replaced it.
    for source in sources {
      for kind in FileKind.ofEverySegment {
        let name = kind.fileName(segment: source.entry.number)
        if !committed.contains(name) { try SystemCall.remove(folder + "/" + name) }
      }
    }
  }

  /// Removes what a writer left that ended before its commit.
  ///
  /// Only names that an index gives count.
  private func removeOrphans() throws(IndexError) {
    let known = manifest.fileNames
    for name in try SystemCall.names(in: folder) where !known.contains(name) {
      let base = name.hasSuffix(".tmp") ? String(name.dropLast(4)) : name
      if IndexWriter.isIndexFile(base) { try SystemCall.remove(folder + "/" + name) }
    }
  }

  private static func isIndexFile(_ name: String) -> Bool {
    if name == Manifest.fileName { return true }
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, parts[0].count >= 8, parts[0].allSatisfy(\.isHexDigit) else {
      return false
    }
    let kind = parts[1].split(separator: "-").first == "deletions" ? "deletions" : parts[1]
    return FileKind.allCases.contains { $0.name == kind }
  }
}

extension SegmenterIdentity {
  /// That of the ICU which runs.
  static var current: SegmenterIdentity {
    SegmenterIdentity(icuVersion: ICU.version, dictionaryHash: ICU.dictionaryHash)
  }
}
