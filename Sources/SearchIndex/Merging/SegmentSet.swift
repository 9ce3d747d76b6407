/// The segments of an index as its writer sees them: those of the last commit and those since.
///
/// Threads that flush and merge share it; each call is one step that no other thread sees half
/// done. Readers see nothing of it before ``commit()``.
final class SegmentSet: @unchecked Sendable {
  private struct Segment {
    var entry: Manifest.Entry
    var reader: SegmentReader
    var live: LiveDocuments
    var filter: IdentifierFilter?
    /// Once it was asked for.
    var byPath: DocumentsByPath?
    var hasNewDeletions = false
    var isMerging = false
    /// Words of it were cut by another ICU than the one that runs.
    var isForeign = false

    var liveCount: Int { live.documentCount - live.deletedCount }

    /// Nothing of it is left.
    ///
    /// The end of a merge asks its sources what was deleted meanwhile, so they stay.
    var isDroppable: Bool { liveCount == 0 && !isMerging }
  }

  /// Some segments that are being made into one.
  struct Merge {
    let number: UInt64
    fileprivate let merger: SegmentMerger
    fileprivate let sources: [UInt64]

    /// Writes the merged segment, on whatever thread; returns how many documents it holds.
    func write(folder: String) throws(IndexError) -> Int {
      try merger.write(folder: folder, number: number)
    }
  }

  let folder: String
  private let lock: IndexLock
  let codebook: SharedCodebook
  private let monitor = Monitor()
  private var manifest: Manifest
  private var segments: [Segment] = []
  private var policy = MergePolicy()
  private var openedSources: SourceCatalog?
  /// Segments that the next commit puts aside.
  private let dropped: Set<UInt64>
  private var droppedFolder: String?
  /// Why the last commit failed.
  private var failure: IndexError?
  private var files: SegmentFiles { SegmentFiles(folder: folder) }

  var mergePolicy: MergePolicy {
    get { monitor.locked { policy } }
    set { monitor.locked { policy = newValue } }
  }

  /// The forms of ideographs that texts are folded to.
  var folding: HanFolding { monitor.locked { manifest.folding } }

  /// Opens the segments of the last commit; an empty set where there is none.
  ///
  /// - Throws: ``IndexError/otherFolding(path:)`` if the index was made with another folding than the
  ///   one asked for; ``IndexError/damaged(file:reason:)`` if there were commits and none is found.
  init(
    folder: String, lock: IndexLock, folding: Folding? = nil, firstSegment: UInt64,
    dropping dropped: Set<UInt64> = [],
    dropsSources: Bool = false
  ) throws(IndexError) {
    self.folder = folder
    self.lock = lock
    self.dropped = dropped
    if dropsSources { openedSources = .replacement }
    do throws(IndexError) {
      manifest = try Manifest(folder: folder)
    } catch {
      guard case .noIndex = error else { throw error }
      guard !lock.hasCommit else {
        throw .damaged(
          file: folder + "/" + Manifest.fileName,
          reason:
            "it and its copy are missing, so that nobody knows which files make the index. To begin "
            + "anew remove \(folder)")
      }
      manifest = Manifest(identity: .current, folding: try (folding ?? .hans).forms())
      manifest.nextSegment = firstSegment
    }
    if let folding, (folding == .none) != (manifest.folding == .none) {
      throw .otherFolding(path: folder)
    }
    let isForeign = manifest.identity != .current
    var segments: [Segment] = []
    for entry in manifest.segments where !dropped.contains(entry.number) {
      let reader = try SegmentReader(folder: folder, entry: entry)
      segments.append(
        Segment(entry: entry, reader: reader, live: reader.live, isForeign: isForeign))
    }
    self.segments = segments
    codebook = SharedCodebook(of: segments.map(\.reader.documents))
    try files.removeOrphans(besides: manifest.fileNames)
  }

  /// Where the files of dropped segments are; nil before a commit, and if there are none.
  var droppedFilesFolder: String? { monitor.locked { droppedFolder } }

  /// The number of live documents.
  var documentCount: Int { monitor.locked { segments.reduce(0) { $0 + $1.liveCount } } }

  var count: Int { monitor.locked { segments.count } }

  /// The source files of the index, written by the next commit if they change.
  func sources() throws(IndexError) -> SourceCatalog {
    if let openedSources { return openedSources }
    let sources = try SourceCatalog.open(
      folder: folder, generation: monitor.locked { manifest.sourcesGeneration })
    openedSources = sources
    return sources
  }

  /// The number of the next segment.
  func nextNumber() -> UInt64 { monitor.locked { takeNumber() } }

  private func takeNumber() -> UInt64 {
    defer { manifest.nextSegment += 1 }
    return manifest.nextSegment
  }

  /// Makes sure that it is still the index that is written to.
  ///
  /// - Throws: ``IndexError/replaced(path:)``.
  func checkPlace() throws(IndexError) { try lock.check() }

  /// Adds a segment that was written, and deletes the documents of the others that it replaces.
  func add(_ builder: SegmentBuilder) throws(IndexError) {
    let entry = Manifest.Entry(
      number: builder.number, documentCount: builder.documentCount, deletedCount: 0,
      deletionsGeneration: 0)
    let reader = try SegmentReader(folder: folder, entry: entry)
    var filter = IdentifierFilter(count: builder.documentCount)
    try builder.forEachID { id throws(IndexError) in filter.insert(id) }
    try monitor.locked { () throws(IndexError) in
      // Filters of older segments are worth their making only for many ids.
      for index in segments.indices where segments[index].filter == nil {
        if builder.documentCount > segments[index].entry.documentCount / 64 {
          segments[index].filter = IdentifierFilter(segments[index].reader.identifiers)
        }
      }
      if !segments.isEmpty {
        try builder.forEachID { id throws(IndexError) in _ = try self.deleteUnlocked(id) }
      }
      segments.append(
        Segment(
          entry: entry, reader: reader, live: builder.live, filter: filter,
          hasNewDeletions: builder.live.deletedCount > 0))
    }
  }

  /// Deletes the document of an id from all segments; false if none holds it.
  func delete(_ id: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
    try monitor.locked { () throws(IndexError) in try deleteUnlocked(id) }
  }

  private func deleteUnlocked(_ id: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
    let hash = Checksum.of(id)
    var found = false
    for index in segments.indices where segments[index].filter?.mayHold(hash) ?? true {
      let reader = segments[index].reader
      if let info = reader.identifiers.lookup(id), segments[index].live.delete(info.onlyDoc) {
        segments[index].hasNewDeletions = true
        found = true
      }
      if let damage = reader.identifiers.file.damage { throw damage }
    }
    return found
  }

  /// Deletes the documents that came from a file, of all segments; returns how many there were.
  ///
  /// `andBelow` also of paths that go on behind it with a slash.
  func delete(
    ofPath path: UnsafeRawBufferPointer, andBelow: Bool = false
  ) throws(IndexError) -> Int {
    try monitor.locked { () throws(IndexError) in
      var deleted = 0
      for index in segments.indices {
        let reader = segments[index].reader
        var places = reader.paths.ordinal(of: path).map { [$0] } ?? []
        if andBelow { places += SegmentSet.places(below: path, in: reader.paths) }
        if let damage = reader.damage { throw damage }
        if places.isEmpty { continue }
        let documents = segments[index].byPath ?? DocumentsByPath(reader)
        segments[index].byPath = documents
        for place in places {
          for doc in documents[place] where segments[index].live.delete(doc) {
            segments[index].hasNewDeletions = true
            deleted += 1
          }
        }
        if let damage = reader.damage { throw damage }
      }
      return deleted
    }
  }

  /// The places in byte order of the paths that go on behind one with a slash.
  private static func places(
    below path: UnsafeRawBufferPointer, in paths: TermDictionary
  ) -> [Int] {
    let prefix = Array(path) + [UInt8(ascii: "/")]
    let cursor = TermCursor.over(paths)
    var places: [Int] = []
    var isFound = prefix.withUnsafeBytes { cursor.seek(to: $0) }
    while isFound, cursor.term.starts(with: prefix) {
      if let place = paths.ordinal(of: cursor.term) { places.append(place) }
      isFound = cursor.advance()
    }
    return places
  }

  /// The next merge that the policy asks for, or one of all segments; nil if there is none.
  func nextMerge(ofAll: Bool = false) -> Merge? {
    monitor.locked {
      let free = segments.indices.filter { !segments[$0].isMerging }
      var chosen: [Int] = []
      if ofAll {
        let needsMerge = free.count > 1 || free.contains { segments[$0].live.deletedCount > 0 }
        if needsMerge { chosen = free }
      } else if let places = policy.next(free.map { segments[$0].reader.documents.bytes }) {
        chosen = places.map { free[$0] }
      } else {
        let dirty = free.first {
          policy.isWorthCleaning(
            deleted: segments[$0].live.deletedCount, of: segments[$0].entry.documentCount)
        }
        chosen = dirty.map { [$0] } ?? []
      }
      guard !chosen.isEmpty else { return nil }
      for index in chosen { segments[index].isMerging = true }
      let sources = chosen.map { segments[$0] }
      return Merge(
        number: takeNumber(),
        merger: SegmentMerger(
          sources.map { .init(reader: $0.reader, live: $0.live) }, shared: codebook),
        sources: sources.map(\.entry.number))
    }
  }

  /// Puts a merged segment of `count` documents in the place of its sources.
  func finish(_ merge: Merge, count: Int) throws(IndexError) {
    var merged: Segment?
    if count > 0 {
      let entry = Manifest.Entry(
        number: merge.number, documentCount: count, deletedCount: 0, deletionsGeneration: 0)
      let reader = try SegmentReader(folder: folder, entry: entry)
      merged = Segment(
        entry: entry, reader: reader, live: reader.live,
        filter: IdentifierFilter(reader.identifiers))
    } else {
      try files.remove(segment: merge.number)
    }
    try monitor.locked { () throws(IndexError) in
      let committed = Set(manifest.segments.map(\.number))
      var place = segments.count
      for (source, number) in merge.sources.enumerated() {
        guard let index = segments.firstIndex(where: { $0.entry.number == number }) else {
          continue
        }
        // What was deleted while the merge was under way.
        merge.merger.forEachSurvivor(of: source) { old, new in
          guard segments[index].live.isDeleted(old) else { return }
          if merged?.live.delete(new) == true { merged?.hasNewDeletions = true }
        }
        if segments[index].isForeign { merged?.isForeign = true }
        segments.remove(at: index)
        place = min(place, index)
        // Files of the last commit stay until the next one has replaced it.
        if !committed.contains(number) { try files.remove(segment: number) }
      }
      if let merged { segments.insert(merged, at: place) }
    }
  }

  /// Makes the segments the index: durable, then visible.
  ///
  /// No flush may be under way. Merges may: their sources stay, and a later commit has the result. If it fails, it fails from then on: what could not be flushed to
  /// disk the system may have forgotten, and would say that a second try succeeded.
  func commit() throws(IndexError) {
    if let failure = monitor.locked({ failure }) { throw failure }
    do throws(IndexError) {
      try commitOnce()
    } catch {
      monitor.locked { failure = error }
      throw error
    }
  }

  private func commitOnce() throws(IndexError) {
    try monitor.locked { () throws(IndexError) in
      guard hasChanges else { return }
      try lock.check()
      var obsolete = manifest.fileNames
      let committed = Set(manifest.segments.map(\.number))
      let empty = segments.filter(\.isDroppable).map(\.entry.number)
      segments.removeAll(where: \.isDroppable)
      manifest.generation += 1
      for index in segments.indices {
        let number = segments[index].entry.number
        if !committed.contains(number) { try files.sync(segment: number) }
        if segments[index].hasNewDeletions { try writeDeletions(index) }
      }
      if let openedSources, openedSources.hasChanges { try write(openedSources) }
      manifest.segments = segments.map(\.entry)
      if !segments.contains(where: \.isForeign) { manifest.identity = .current }
      // The index's own name must be durable before its first commit is, whoever made the folder.
      if manifest.generation == 1 { try SystemCall.syncFolder(folder + "/..") }
      try lock.check()
      try manifest.write(to: folder)
      lock.noteCommit()
      obsolete.subtract(manifest.fileNames)
      if let target = try files.putAside(&obsolete, of: dropped, manifest.generation) {
        droppedFolder = target
      }
      for name in obsolete { try SystemCall.remove(folder + "/" + name) }
      for number in empty { try files.remove(segment: number) }
    }
  }

  /// Whether a commit would change anything.
  private var hasChanges: Bool {
    manifest.generation == 0 || openedSources?.hasChanges == true
      || segments.map(\.entry) != manifest.segments
      || segments.contains { $0.hasNewDeletions || $0.isDroppable }
  }

  private func writeDeletions(_ index: Int) throws(IndexError) {
    let number = segments[index].entry.number
    let name = FileKind.deletions.fileName(segment: number, generation: manifest.generation)
    try segments[index].live.write(
      to: IndexFileWriter(folder: folder, name: name, kind: .deletions, segment: number))
    try SystemCall.syncFile(folder + "/" + name)
    segments[index].entry.deletionsGeneration = manifest.generation
    segments[index].entry.deletedCount = segments[index].live.deletedCount
    segments[index].hasNewDeletions = false
  }

  private func write(_ sources: SourceCatalog) throws(IndexError) {
    let name = SourceCatalog.fileName(manifest.generation)
    try sources.write(
      to: IndexFileWriter(
        folder: folder, name: name, kind: .sources, segment: manifest.generation))
    try SystemCall.syncFile(folder + "/" + name)
    manifest.sourcesGeneration = manifest.generation
  }
}

extension SegmenterIdentity {
  /// That of the ICU which runs.
  static var current: SegmenterIdentity {
    SegmenterIdentity(icuVersion: ICU.version, dictionaryHash: ICU.dictionaryHash)
  }
}
