/// Something that could not be indexed, or not as it stands.
public struct IngestionProblem: Equatable, Sendable {
  /// What sort of thing is the matter: what problems are counted by.
  public enum Kind: String, CaseIterable, Sendable {
    /// A file or folder cannot be opened or read.
    case unreadable = "cannot be read"
    /// A file, a line or a document is over a limit.
    case tooLong = "too long"
    /// The encoding of a text is not certain.
    case encoding = "encoding not certain"
    /// What is there does not follow its format.
    case malformed = "not well-formed"
    /// A name is no name of a document.
    case name = "name not UTF-8"
    /// Indexed, but with U+FFFD for what could not be decoded.
    case broken = "broken characters replaced"
  }

  /// The file, or `-` for standard input.
  public var path: String
  /// The line in the file, from 1 up, where one can be named.
  public var line: Int?
  /// What sort of thing is the matter.
  public var kind: Kind
  /// What is the matter.
  public var reason: String
  /// True if the document was left out, false if it was indexed with a repair.
  public var isSkipped: Bool { kind != .broken }

  init(path: String, line: Int? = nil, _ kind: Kind, reason: String) {
    self.path = path
    self.line = line
    self.kind = kind
    self.reason = reason
  }

  /// Broken sequences that became U+FFFD.
  init(path: String, line: Int? = nil, broken count: Int, in encoding: SourceEncoding) {
    let name = encoding.rawValue
    let what = count == 1 ? "1 broken \(name) sequence" : "\(count) broken \(name) sequences"
    self.init(path: path, line: line, .broken, reason: "\(what) replaced by U+FFFD")
  }
}

extension IndexError {
  /// Why, without the path: what stands behind a path that was just named.
  var reason: String {
    switch self {
    case .io(_, _, let code): SystemCall.message(code)
    case .unacceptable("", let reason): reason
    default: description
    }
  }
}
