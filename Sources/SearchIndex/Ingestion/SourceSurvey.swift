/// Tells which source files have changed since the index read them.
///
/// A file of the size and the time of its record is taken for unchanged and not opened. Where only the
/// time differs, or cannot be relied on, its bytes decide.
package final class SourceSurvey {
  /// What became of a file.
  package enum Change: Equatable, Sendable {
    case isNew
    case changed
    case unchanged
  }

  /// All files count as changed that are not new.
  package var isForced = false
  /// How files are to be read: one that was read otherwise has changed.
  package var reading = ReadingOptions()
  private let catalog: SourceCatalog
  private let root: String
  /// What was walked, as real paths: what is gone is looked for below these.
  private var walked: [String] = []
  /// What could not be read, and so tells nothing of what is below.
  private var unknown: [String] = []

  /// - Parameters:
  ///   - catalog: what the index has.
  ///   - root: the folder that paths in the index are relative to.
  /// - Throws: ``IndexError/io(operation:path:code:)`` if `root` does not exist.
  package init(_ catalog: SourceCatalog, root: String) throws(IndexError) {
    self.catalog = catalog
    self.root = try SystemCall.realPath(root)
    catalog.forgetMet()
  }

  /// Calls `body` with each file at a path or below, once each, and with its path in the index.
  func walk(
    _ path: String, problem: (IngestionProblem) -> Void,
    _ body: (SourceFile, _ stored: String) throws(IndexError) -> Void
  ) throws(IndexError) {
    var walker = SourceWalker()
    if let real = try? SystemCall.realPath(path) { walked.append(real) }
    try walker.walk(
      path,
      problem: { what, real in
        if let real { unknown.append(real) }
        problem(what)
      },
      { file throws(IndexError) in
        let stored = self.stored(file.real)
        guard catalog.meet(stored) else { return }
        try body(file, stored)
      })
  }

  /// The same without anything that follows from it: for what would change.
  package func preview(
    _ path: String, problem: (IngestionProblem) -> Void,
    _ body: (_ path: String, Change) -> Void
  ) throws(IndexError) {
    try walk(path, problem: problem) { file, stored throws(IndexError) in
      do throws(IndexError) {
        body(file.path, try change(of: file, stored))
      } catch {
        problem(IngestionProblem(path: file.path, .unreadable, reason: error.reason))
      }
    }
  }

  /// What became of a file; of one that only has another time the record is renewed.
  func change(of file: SourceFile, _ stored: String) throws(IndexError) -> Change {
    guard let record = catalog[stored] else { return .isNew }
    let settings = file.settings(reading)
    if isForced || record.size != file.status.size || record.settings != settings {
      return .changed
    }
    if record.modified != 0, record.modified == file.status.modified { return .unchanged }
    var now = try InputFile.record(of: file.path, file.status)
    now.settings = settings
    guard now.hash == record.hash else { return .changed }
    catalog[stored] = now
    return .unchanged
  }

  /// The path of a file in the index: relative to the root if it lies below.
  func stored(_ real: String) -> String {
    let prefix = root == "/" ? root : root + "/"
    // By bytes: a name may begin with a combining mark, which would join the slash to one character.
    guard real.utf8.starts(with: prefix.utf8) else { return real }
    return String(decoding: real.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// Calls `body` with the path in the index of each file that was there and is gone: below what was
  /// walked, and not below what could not be read.
  package func forEachGone(_ body: (String) throws(IndexError) -> Void) throws(IndexError) {
    let prefixes = walked.map { stored($0) }
    let excluded = unknown.map { stored($0) }
    for path in try catalog.notMet()
    where prefixes.contains(where: { isBelow(path, $0) })
      && !excluded.contains(where: { isBelow(path, $0) })
    {
      try body(path)
    }
  }

  /// True for the path itself too; relative paths are below the root.
  private func isBelow(_ path: String, _ folder: String) -> Bool {
    if folder == root { return path.utf8.first != UInt8(ascii: "/") }
    guard path.utf8.starts(with: folder.utf8) else { return false }
    let rest = path.utf8.dropFirst(folder.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/") || folder == "/"
  }
}
