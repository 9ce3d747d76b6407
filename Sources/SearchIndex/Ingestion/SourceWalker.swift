/// Finds the files below folders, in the byte order of their paths.
///
/// Hidden files and folders (`.git`, `.search-index`) and other kinds of file are passed over. A file
/// that was named itself is read whatever its name: as text if the ending says nothing.
struct SourceWalker {
  private var visited: Set<[UInt64]> = []

  /// Calls `body` with each file, `problem` with what cannot be read, with its real path if it has one.
  mutating func walk(
    _ path: String, problem: (IngestionProblem, _ real: String?) -> Void,
    _ body: (SourceFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let real: String
    do throws(IndexError) {
      real = try SystemCall.realPath(path)
    } catch {
      // Arguments that are not UTF-8 come with this character.
      let reason = path.contains("\u{FFFD}") ? SourceWalker.brokenName : error.reason
      return problem(IngestionProblem(path: path, .unreadable, reason: reason), nil)
    }
    try walk(
      path, real: real, format: SourceFile.format(ofName: name) ?? .text, isNamed: true,
      problem: problem, body)
  }

  private mutating func walk(
    _ path: String, real: String, format: SourceFile.Format?, isNamed: Bool,
    problem: (IngestionProblem, _ real: String?) -> Void,
    _ body: (SourceFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    let entries: [FolderEntry]
    do throws(IndexError) {
      switch try FileStatus(path: path) {
      case .file(let status):
        guard let format else { return }
        return try body(SourceFile(path: path, real: real, format: format, status: status))
      case .other:
        if isNamed {
          problem(
            IngestionProblem(path: path, .unreadable, reason: "it is not a regular file"), real)
        }
        return
      case .folder(let device, let number):
        guard visited.insert([device, number]).inserted else { return }
        entries = try SystemCall.entries(in: path)
      }
    } catch {
      guard case .io(_, let failed, let code) = error, failed == path else { throw error }
      // A link to nowhere matters only if it would have been read.
      if format == nil, SystemCall.isMissing(code) { return }
      return problem(IngestionProblem(path: path, .unreadable, reason: error.reason), real)
    }
    for entry in entries where !entry.name.hasPrefix(".") {
      let format = SourceFile.format(ofName: entry.name)
      if entry.isFile, format == nil { continue }
      let path = SourceWalker.join(path, entry.name)
      if entry.isNameBroken {
        problem(IngestionProblem(path: path, .name, reason: SourceWalker.brokenName), nil)
        continue
      }
      // Only a link leads away from its folder.
      var inner = SourceWalker.join(real, entry.name)
      if entry.mayBeLink, let resolved = try? SystemCall.realPath(path) { inner = resolved }
      try walk(path, real: inner, format: format, isNamed: false, problem: problem, body)
    }
  }

  private static let brokenName =
    "its name is not UTF-8: rename it, for example with 'convmv -r -f GB18030 -t UTF-8 --notest'"

  private static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }
}
