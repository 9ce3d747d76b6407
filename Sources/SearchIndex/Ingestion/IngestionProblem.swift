/// Something that could not be indexed, or not as it stands.
public struct IngestionProblem: Equatable, Sendable {
  /// The file, or `-` for standard input.
  public var path: String
  /// The line in the file, from 1 up, where one can be named.
  public var line: Int?
  /// What is the matter.
  public var reason: String
  /// True if the document was left out, false if it was indexed with a repair.
  public var isSkipped: Bool

  init(path: String, line: Int? = nil, reason: String, isSkipped: Bool = true) {
    self.path = path
    self.line = line
    self.reason = reason
    self.isSkipped = isSkipped
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
