/// Which segments make the index: the file whose replacement is the commit.
///
/// ```
/// metadata = generation:u64 nextSegment:u64 icuVersion:string dictionaryHash:u64 folding
///            sourcesGeneration:varint segments:varint segment…
/// segment  = number:varint documents:varint deleted:varint deletionsGeneration:varint
/// string   = length:varint UTF-8
/// ```
///
/// All of it is metadata, so all of it is checked on open. A copy stands beside it, for nothing else tells
/// what belongs to the index.
struct Manifest: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var number: UInt64
    var documentCount: Int
    var deletedCount: Int
    /// Which deletions file counts; 0 for none.
    var deletionsGeneration: UInt64
  }

  static let fileName = "manifest"
  static let copyName = "manifest-copy"

  /// Grows by one with each commit.
  var generation: UInt64 = 0
  /// The number that the next segment gets; numbers are never used twice, and the first one is drawn by lot.
  var nextSegment: UInt64 = 1
  /// What ranked the index: if it differs from the running ICU, order may be uneven, hits are not.
  var identity: SegmenterIdentity
  /// The forms of ideographs that texts were folded to: fixed when the index is made.
  let folding: HanFolding
  /// Which catalog of source files counts; 0 for none.
  var sourcesGeneration: UInt64 = 0
  var segments: [Entry] = []

  /// Writes the manifest, which is the commit, and behind it the copy.
  ///
  /// The copy may be one commit behind if the process ends in between: it is for the day when the manifest
  /// cannot be read any more.
  func write(to folder: String) throws(IndexError) {
    let bytes = encoded
    let file = try IndexFileWriter(
      folder: folder, name: Manifest.fileName, kind: .manifest, segment: 0)
    // The files that the manifest names must be found after a crash before it is.
    try SystemCall.syncFolder(folder)
    try file.commit(metadata: bytes, isDurable: true)
    try SystemCall.syncFolder(folder)
    try writeCopy(to: folder)
  }

  /// Writes the copy alone.
  func writeCopy(to folder: String) throws(IndexError) {
    let file = try IndexFileWriter(
      folder: folder, name: Manifest.copyName, kind: .manifest, segment: 0)
    try file.commit(metadata: encoded, isDurable: true)
  }

  private var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.append(fixed: generation)
    writer.append(fixed: nextSegment)
    writer.append(identity.icuVersion)
    writer.append(fixed: identity.dictionaryHash)
    folding.write(to: &writer)
    writer.append(varint: sourcesGeneration)
    writer.append(varint: segments.count)
    for segment in segments {
      writer.append(varint: segment.number)
      writer.append(varint: segment.documentCount)
      writer.append(varint: segment.deletedCount)
      writer.append(varint: segment.deletionsGeneration)
    }
    return writer.bytes
  }

  init(identity: SegmenterIdentity, folding: HanFolding) {
    self.identity = identity
    self.folding = folding
  }

  /// True if there is a manifest in a folder, whatever it holds.
  static func isPresent(in folder: String) -> Bool { SystemCall.exists(folder + "/" + fileName) }

  /// Reads the manifest of an index.
  ///
  /// - Throws: ``IndexError/noIndex(path:)`` if there is neither a manifest nor a copy of one.
  init(folder: String) throws(IndexError) {
    do throws(IndexError) {
      try self.init(folder: folder, name: Manifest.fileName)
    } catch {
      guard error.isMissingFile else { throw error }
      guard (try? Manifest(folder: folder, name: Manifest.copyName)) != nil else {
        throw .noIndex(path: folder)
      }
      throw .damaged(
        file: folder + "/" + Manifest.fileName, reason: "it is missing, but its copy is there")
    }
  }

  /// Reads the manifest or its copy.
  init(folder: String, name: String) throws(IndexError) {
    let file = try IndexFileReader(folder: folder, name: name, kind: .manifest, segment: 0)
    if let damage = file.checkAllPages() { throw damage }
    var reader = ByteReader(file.metadata)
    generation = UInt64(reader.fixedCount())
    nextSegment = UInt64(reader.fixedCount())
    let version = reader.string()
    identity = SegmenterIdentity(icuVersion: version, dictionaryHash: reader.fixed(UInt64.self))
    guard let folding = HanFolding(&reader) else {
      throw .damaged(file: file.path, reason: "the forms of its characters are not well formed")
    }
    self.folding = folding
    sourcesGeneration = reader.varint()
    let count = reader.count()
    for _ in 0..<count where !reader.overrun {
      let number = reader.varint()
      let documents = reader.count()
      let deleted = reader.count()
      segments.append(
        Entry(
          number: number, documentCount: documents, deletedCount: deleted,
          deletionsGeneration: reader.varint()))
    }
    guard !reader.overrun, reader.isAtEnd else {
      throw .damaged(file: file.path, reason: "its list of segments does not fit its length")
    }
    guard sourcesGeneration <= generation, Set(segments.map(\.number)).count == segments.count,
      segments.allSatisfy({
        $0.number < nextSegment && $0.deletedCount <= $0.documentCount
          && $0.deletionsGeneration <= generation
      })
    else { throw .damaged(file: file.path, reason: "its numbers contradict each other") }
  }

  /// The names of all files that the index is made of.
  var fileNames: Set<String> {
    var names: Set<String> = [Manifest.fileName, Manifest.copyName]
    if sourcesGeneration > 0 { names.insert(SourceCatalog.fileName(sourcesGeneration)) }
    for segment in segments {
      for kind in FileKind.ofEverySegment { names.insert(kind.fileName(segment: segment.number)) }
      if segment.deletionsGeneration > 0 {
        names.insert(
          FileKind.deletions.fileName(
            segment: segment.number, generation: segment.deletionsGeneration))
      }
    }
    return names
  }
}

/// What cut the words of an index: ICU's version and the contents of its Chinese dictionary.
struct SegmenterIdentity: Equatable, Sendable {
  var icuVersion: String
  /// XXH3 of the dictionary, 0 where ICU has none.
  var dictionaryHash: UInt64
}

extension IndexError {
  /// True if a file or folder does not exist.
  var isMissingFile: Bool {
    if case .io(_, _, let code) = self { return code == SystemCall.noSuchFile }
    return false
  }
}
