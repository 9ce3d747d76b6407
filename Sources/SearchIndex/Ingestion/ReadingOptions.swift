/// How source files are read: what changes the documents that a file becomes.
public struct ReadingOptions: Equatable, Sendable {
  /// Whether a text of several articles becomes a document for each.
  public var splitsIssues = true
  /// The encoding of all text files without a byte order mark; nil to find that of each.
  public var encoding: SourceEncoding?

  /// Which columns of tables have the parts of documents; nil to go by their names.
  public var columns: ColumnSelection?

  /// The defaults.
  public init() {}
}
