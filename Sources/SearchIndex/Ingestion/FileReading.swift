/// What a file has become, or a part of it: documents that are still to be added to the index.
///
/// Filled by one thread and handed to another under a monitor; never used by two at a time.
final class FileReading: @unchecked Sendable {
  /// What is known of a document beside its parts.
  struct Note {
    /// The line in the file that it stands in, for JSON Lines.
    var line: Int?
    /// Its characters, each once, without what was replaced.
    var characters = 0
    /// Those that were replaced by U+FFFD.
    var broken = 0
  }

  /// As people are told of it.
  let path: String
  /// As the index knows it.
  let storedPath: String

  /// Documents with id, title, text, path, date and origin.
  let documents = DocumentBatch()
  /// As many as documents.
  var notes: [Note] = []
  /// False if the file could not be opened: what the index has of it stays.
  var isOpened = false
  /// What to remember of the file; nil if it was not read to its end, and is to be tried again.
  var record: SourceRecord?
  /// Bytes read.
  var bytes = 0
  /// Bytes of what could not be read as documents.
  var skippedBytes = 0
  /// Breaks within words or sentences that were left out.
  var repairs = 0
  /// Texts by the name of their encoding.
  var encodings: [String: Int] = [:]
  /// Without what the index will have to say of the documents.
  var characters = CharacterCounts()
  var problems: [IngestionProblem] = []

  init(path: String, storedPath: String) {
    self.path = path
    self.storedPath = storedPath
  }

  /// Nothing, so that the next part of the file can be read.
  func removeAll() {
    documents.removeAll()
    notes.removeAll(keepingCapacity: true)
    bytes = 0
    skippedBytes = 0
    repairs = 0
    encodings = [:]
    characters = CharacterCounts()
    problems = []
  }
}
