/// Which segments make the index: the file whose replacement is the commit.
///
/// ```
/// metadata = generation:u64 nextSegment:u64 icuVersion:string dictionaryHash:u64 folding
///            sourcesGeneration:varint segments:varint segment…
/// segment  = number:varint documents:varint deleted:varint deletionsGeneration:varint
/// string   = length:varint UTF-8
/// ```
///
/// All of it is metadata, so all of it is checked on open.
struct Manifest: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var number: UInt64
    var documentCount: Int
    var deletedCount: Int
    /// Which deletions file counts; 0 for none.
    var deletionsGeneration: UInt64
  }

  static let fileName = "manifest"

  /// Grows by one with each commit.
  var generation: UInt64 = 0
  /// The number that the next segment gets; numbers are never used twice.
  var nextSegment: UInt64 = 1
  /// What ranked the index: if it differs from the running ICU, order may be uneven, hits are not.
  var identity: SegmenterIdentity
  /// The forms of ideographs that texts were folded to: fixed when the index is made.
  let folding: HanFolding
  /// Which catalog of source files counts; 0 for none.
  var sourcesGeneration: UInt64 = 0
  var segments: [Entry] = []

  func write(to folder: String) throws(IndexError) {
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
    let file = try IndexFileWriter(
      folder: folder, name: Manifest.fileName, kind: .manifest, segment: 0)
    // The files that the manifest names must be found after a crash before it is.
    try SystemCall.syncFolder(folder)
    try file.commit(metadata: writer.bytes, isDurable: true)
    try SystemCall.syncFolder(folder)
  }

  init(identity: SegmenterIdentity, folding: HanFolding) {
    self.identity = identity
    self.folding = folding
  }

  init(folder: String) throws(IndexError) {
    let file: IndexFileReader
    do throws(IndexError) {
      file = try IndexFileReader(
        folder: folder, name: Manifest.fileName, kind: .manifest, segment: 0)
    } catch {
      if error.isMissingFile { throw .noIndex(path: folder) }
      throw error
    }
    if let damage = file.checkAllPages() { throw damage }
    var reader = ByteReader(file.metadata)
    generation = reader.fixed(UInt64.self)
    nextSegment = reader.fixed(UInt64.self)
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
  }

  /// The names of all files that the index is made of.
  var fileNames: Set<String> {
    var names: Set<String> = [Manifest.fileName]
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
