/// What the index knows of a source file since it was read.
package struct SourceRecord: Equatable, Sendable {
  /// Bytes.
  package var size: UInt64
  /// When it was last changed, in nanoseconds since 1970; 0 if that does not tell, for example because it
  /// was changed just before it was read.
  package var modified: Int64
  /// XXH3 of its bytes.
  package var hash: UInt64
  /// With which settings it was read: other ones would make other documents of it.
  package var settings: UInt64

  package init(size: UInt64, modified: Int64, hash: UInt64, settings: UInt64 = 0) {
    self.size = size
    self.modified = modified
    self.hash = hash
    self.settings = settings
  }

  /// That of a file which has documents in the index, but is to be read again whatever it is like.
  ///
  /// It was not read to its end, or what was known of it is lost. No file has so many bytes.
  static let unread = SourceRecord(size: .max, modified: 0, hash: 0)
}

/// The source files that are in the index, by their paths: so that only what has changed is read again.
///
/// ```
/// payload  = header record…, by path in byte order
/// record   = shared:varint rest:varint bytes[rest] size:varint modified:varint hash:u64 settings:varint
/// metadata = records:u64
/// ```
///
/// A record shares so many bytes of its path with the one before. The file is written whole by each
/// commit that changes it, with a new generation number, as deletions are: `sources-3`.
package final class SourceCatalog {
  private var table = IdentifierTable()
  /// By entry of the table; nil for what is not in the index.
  private var records: [SourceRecord?] = []
  /// By entry: met by the walk that is under way.
  private var isMet: [Bool] = []
  /// True if it is to be written by the next commit.
  private(set) var hasChanges = false

  static func fileName(_ generation: UInt64) -> String {
    "\(FileKind.sources.name)-\(generation)"
  }

  static func isFileName(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0] == FileKind.sources.name && UInt64(parts[1]) != nil
  }

  /// An empty catalog to be written in the place of one that cannot be read.
  static var replacement: SourceCatalog {
    let catalog = SourceCatalog()
    catalog.hasChanges = true
    return catalog
  }

  /// An empty catalog.
  package init() {}

  /// The number of files.
  package var count: Int { records.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

  /// The entry of a path, made if there is none.
  private func entry(_ path: String) -> Int {
    var path = path
    let entry = path.withUTF8 { table.insert(UnsafeRawBufferPointer($0)) }
    if entry == records.count {
      records.append(nil)
      isMet.append(false)
    }
    return entry
  }

  /// What is known of a file; nil if it is not in the index.
  subscript(path: String) -> SourceRecord? {
    get { records[entry(path)] }
    set {
      let entry = entry(path)
      guard records[entry] != newValue else { return }
      records[entry] = newValue
      hasChanges = true
    }
  }

  /// Forgets all files.
  func removeAll() {
    hasChanges = hasChanges || count > 0
    records = [SourceRecord?](repeating: nil, count: records.count)
  }

  /// Marks a file as met; false if it was.
  func meet(_ path: String) -> Bool {
    let entry = entry(path)
    defer { isMet[entry] = true }
    return !isMet[entry]
  }

  /// Files may be met again.
  func forgetMet() { isMet = [Bool](repeating: false, count: isMet.count) }

  /// The paths of the files in the index that were not met, in byte order.
  func notMet() throws(IndexError) -> [String] {
    var paths: [String] = []
    try table.forEachSorted { (path, _, entry) throws(IndexError) in
      guard records[entry] != nil, !isMet[entry] else { return }
      paths.append(String(decoding: path, as: UTF8.self))
    }
    return paths
  }

  // MARK: The file

  func write(to file: IndexFileWriter) throws(IndexError) {
    var previous: [UInt8] = []
    var line = ByteWriter()
    var written: UInt64 = 0
    try table.forEachSorted { (path, _, entry) throws(IndexError) in
      guard let record = records[entry] else { return }
      var shared = 0
      while shared < min(previous.count, path.count), previous[shared] == path[shared] {
        shared += 1
      }
      line.removeAll()
      line.append(varint: shared)
      line.append(varint: path.count - shared)
      line.append(UnsafeRawBufferPointer(rebasing: path[shared...]))
      line.append(varint: record.size)
      line.append(varint: UInt64(bitPattern: record.modified))
      line.append(fixed: record.hash)
      line.append(varint: record.settings)
      try file.append(line.bytes)
      previous.removeAll(keepingCapacity: true)
      previous.append(contentsOf: path)
      written += 1
    }
    var metadata = ByteWriter()
    metadata.append(fixed: written)
    try file.commit(metadata: metadata.bytes)
    hasChanges = false
  }

  /// Reads the file, all of it.
  convenience init(file: IndexFileReader) throws(IndexError) {
    self.init()
    if let damage = file.checkAllPages() { throw damage }
    var metadata = ByteReader(file.metadata)
    let count = metadata.fixed(UInt64.self)
    var reader = ByteReader(file.payload, at: FileFormat.headerLength)
    var path: [UInt8] = []
    var read: UInt64 = 0
    while read < count, !reader.overrun {
      let shared = reader.count()
      let rest = reader.bytes(reader.count())
      guard shared <= path.count else { break }
      path.removeLast(path.count - shared)
      path.append(contentsOf: rest)
      let record = SourceRecord(
        size: reader.varint(), modified: Int64(bitPattern: reader.varint()),
        hash: reader.fixed(UInt64.self), settings: reader.varint())
      let entry = entry(String(decoding: path, as: UTF8.self))
      records[entry] = record
      read += 1
    }
    guard !metadata.overrun, !reader.overrun, reader.isAtEnd, read == count else {
      throw .damaged(file: file.path, reason: "its list of source files does not fit its length")
    }
  }

  /// The number of files that a catalog states.
  static func count(_ file: IndexFileReader) -> Int {
    var metadata = ByteReader(file.metadata)
    return Int(clamping: metadata.fixed(UInt64.self))
  }

  /// Opens the catalog of a commit; an empty one if it has none.
  static func open(folder: String, generation: UInt64) throws(IndexError) -> SourceCatalog {
    guard generation > 0 else { return SourceCatalog() }
    return try SourceCatalog(file: openFile(folder: folder, generation: generation))
  }

  static func openFile(
    folder: String, generation: UInt64
  ) throws(IndexError) -> IndexFileReader {
    do throws(IndexError) {
      return try IndexFileReader(
        folder: folder, name: fileName(generation), kind: .sources, segment: generation)
    } catch {
      guard error.isMissingFile else { throw error }
      throw .damaged(
        file: folder + "/" + fileName(generation),
        reason: "it is missing, but the manifest names it")
    }
  }

  /// Opens the catalog of the index in a folder, without writing to it; an empty one if there is no
  /// index.
  package static func open(index path: String) throws(IndexError) -> SourceCatalog {
    do throws(IndexError) {
      let manifest = try Manifest(folder: path)
      return try open(folder: path, generation: manifest.sourcesGeneration)
    } catch {
      if case .noIndex = error { return SourceCatalog() }
      throw error
    }
  }
}
