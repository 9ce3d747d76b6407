/// What an index holds and what it takes.
public struct IndexStatistics: Sendable {
  /// One segment.
  public struct Segment: Sendable {
    /// Its number.
    public let number: Int
    /// What the names of its files begin with.
    public var name: String { FileKind.number(UInt64(number)) }
    /// Documents, deleted ones included.
    public let documents: Int
    /// Those that are deleted and wait to be merged away.
    public let deleted: Int
    /// Different terms of the words lane.
    public let words: Int
    /// Different terms of the grams lane.
    public let grams: Int
    /// Bytes of its files.
    public let bytes: Int
  }

  /// Documents that can be found.
  public let documents: Int
  /// Deleted documents that wait to be merged away.
  public let deleted: Int
  /// Files that documents came from, as far as the index knows them.
  public let sourceFiles: Int
  /// Bytes of the titles and texts, deleted ones included.
  public let textBytes: Int
  /// Units: characters and words of other scripts.
  public let unitCount: Int
  /// The commit.
  public let generation: Int
  /// The version of the files' format.
  public let formatVersion: Int
  /// The ICU that cut the words of the index.
  public let icuVersion: String
  /// The ICU that runs.
  public let runningICUVersion: String
  /// False if another ICU or dictionary cut the words: order may then be uneven, hits are not.
  public let hasSameSegmenter: Bool
  /// The segments.
  public let segments: [Segment]
  /// Bytes of all files by kind, in the order of the format.
  public let fileBytes: [(kind: String, bytes: Int)]

  /// Bytes of all files.
  public var bytes: Int { fileBytes.reduce(0) { $0 + $1.bytes } }

  /// Reads the statistics of the index in a folder.
  public init(path: String) throws(IndexError) {
    let manifest = try Manifest(folder: path)
    let manifestFile = try IndexFileReader(
      folder: path, name: Manifest.fileName, kind: .manifest, segment: 0)
    let copy = try? IndexFileReader(
      folder: path, name: Manifest.copyName, kind: .manifest, segment: 0)
    var byKind: [FileKind: Int] = [.manifest: manifestFile.length + (copy?.length ?? 0)]
    if manifest.sourcesGeneration > 0 {
      let file = try SourceCatalog.openFile(folder: path, generation: manifest.sourcesGeneration)
      byKind[.sources] = file.length
      sourceFiles = SourceCatalog.count(file)
    } else {
      sourceFiles = 0
    }
    var segments: [Segment] = []
    var textBytes = 0
    var units = 0
    for entry in manifest.segments {
      let reader = try SegmentReader(folder: path, entry: entry)
      var bytes = 0
      for file in reader.files {
        byKind[file.kind, default: 0] += file.length
        bytes += file.length
      }
      textBytes += Int(reader.documents.bytes)
      units += Int(reader.columns.unitCount)
      segments.append(
        Segment(
          number: Int(entry.number), documents: entry.documentCount, deleted: entry.deletedCount,
          words: reader.words.termCount, grams: reader.grams.termCount, bytes: bytes))
    }
    documents = segments.reduce(0) { $0 + $1.documents - $1.deleted }
    deleted = segments.reduce(0) { $0 + $1.deleted }
    self.textBytes = textBytes
    unitCount = units
    generation = Int(manifest.generation)
    formatVersion = Int(FileFormat.version)
    icuVersion = manifest.identity.icuVersion
    let running = SegmenterIdentity.current
    runningICUVersion = running.icuVersion
    hasSameSegmenter = running == manifest.identity
    self.segments = segments
    fileBytes = FileKind.allCases.compactMap { kind in byKind[kind].map { (kind.name, $0) } }
  }
}
