/// A file to be indexed and how to read it.
struct SourceFile: Equatable {
  enum Format {
    case text
    case jsonLines
  }

  var path: String
  var format: Format

  /// The format that a name's ending tells, or nil.
  static func format(ofName name: String) -> Format? {
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    switch ending.lowercased() {
    case "txt": return .text
    case "jsonl", "ndjson": return .jsonLines
    default: return nil
    }
  }
}

/// Finds the files below folders, in the byte order of their paths.
///
/// Hidden files and folders (`.git`, `.search-index`) and other kinds of file are passed over. A file
/// that was named itself is read whatever its name: as text if the ending says nothing.
struct SourceWalker {
  private var visited: Set<[UInt64]> = []

  /// Calls `body` with each file, `problem` with what cannot be read.
  mutating func walk(
    _ path: String, isNamed: Bool = true, problem: (IngestionProblem) -> Void,
    _ body: (SourceFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let format = SourceFile.format(ofName: name) ?? (isNamed ? .text : nil)
    let names: [String]
    do throws(IndexError) {
      switch try FileStatus(path: path) {
      case .file:
        guard let format else { return }
        names = []
        return try body(SourceFile(path: path, format: format))
      case .other:
        if isNamed { problem(IngestionProblem(path: path, reason: "it is not a regular file")) }
        return
      case .folder(let device, let number):
        guard visited.insert([device, number]).inserted else { return }
        names = try SystemCall.names(in: path)
      }
    } catch {
      guard case .io(_, let failed, let code) = error, failed == path else { throw error }
      // A link to nowhere matters only if it would have been read.
      if format == nil, SystemCall.isMissing(code) { return }
      problem(IngestionProblem(path: path, reason: SystemCall.message(code)))
      return
    }
    for name in names where !name.hasPrefix(".") {
      try walk(
        path.hasSuffix("/") ? path + name : path + "/" + name, isNamed: false, problem: problem,
        body)
    }
  }
}

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
