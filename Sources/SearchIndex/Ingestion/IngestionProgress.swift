extension Ingester {
  /// What has been done so far.
  public struct Progress: Sendable {
    /// Documents added.
    public var documents = 0
    /// Files met.
    public var files = 0
    /// Of these, files that the index did not have.
    public var newFiles = 0
    /// Files that were read again, for they have changed.
    public var changedFiles = 0
    /// Files that have not changed, and were not read.
    public var unchangedFiles = 0
    /// Files of the index that are gone, and were removed from it.
    public var goneFiles = 0
    /// Files that were read, or compared with what the index knows of them.
    public var finishedFiles = 0
    /// The bytes of these, and of the one that is being read.
    public var finishedBytes = 0
    /// How many files will be read, if that was estimated.
    public var expectedFiles: Int?
    /// Their bytes.
    public var expectedBytes: Int?
    /// Documents of changed and gone files that were deleted; most of those of changed files have been
    /// added again.
    public var deletedDocuments = 0
    /// Line breaks within words or sentences that were left out.
    public var repairs = 0
    /// Bytes read.
    public var bytes = 0
    /// Bytes of files and lines that could not be read as documents.
    public var skippedBytes = 0
    /// What became of the characters that were read.
    public var characters = CharacterCounts()
    /// Text files that were read, by the name of their encoding.
    public var encodings: [String: Int] = [:]
    /// What could not be indexed, or only with repairs.
    public var problems: [IngestionProblem] = []

    /// Adds what is known of a file before its documents are in the index.
    mutating func add(_ reading: FileReading) {
      repairs += reading.repairs
      bytes += reading.bytes
      skippedBytes += reading.skippedBytes
      characters.add(reading.characters)
      encodings.merge(reading.encodings, uniquingKeysWith: +)
      problems += reading.problems
    }
  }
}
