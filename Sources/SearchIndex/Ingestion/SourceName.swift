/// What a file is called, or one in an archive: the archive's name and behind a slash its own.
struct SourceName: Sendable {
  /// To people: as it was reached.
  var shown: String
  /// In the index: what ids begin with, and the path of its documents.
  var stored: String

  /// The name of what is in it.
  func inner(_ name: String) -> SourceName {
    SourceName(shown: shown + "/" + name, stored: stored + "/" + name)
  }
}
