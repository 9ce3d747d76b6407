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
  /// Which files are looked at.
  package var selection = SourceSelection()
  private let catalog: SourceCatalog
  private let root: String
  /// What was walked, as real paths, with what was named: what is gone is looked for below these.
  private var walked: [(real: String, named: String)] = []
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

  /// Calls `body` with each file at a path or below, once each, and with its path in the index; `base` is
  /// what was named, if the path is only a part of it.
  func walk(
    _ path: String, of base: String? = nil, problem: (IngestionProblem) -> Void,
    _ body: (SourceFile, _ stored: String) throws(IndexError) -> Void
  ) throws(IndexError) {
    var walker = SourceWalker(selection, root: root)
    if let real = try? SystemCall.realPath(path) {
      walked.append((real, base.flatMap { try? SystemCall.realPath($0) } ?? real))
    }
    try walker.walk(
      path, of: base,
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

  /// How many files below some paths will be read, and their bytes, as far as sizes and times tell.
  func estimate(_ paths: [String]) throws(IndexError) -> (files: Int, bytes: Int) {
    var sum = (files: 0, bytes: 0)
    var met: Set<String> = []
    for path in paths where path != "-" {
      var walker = SourceWalker(selection, root: root)
      try walker.walk(path, problem: { _, _ in }) { file in
        let stored = stored(file.real)
        guard !looksUnchanged(file, stored), met.insert(stored).inserted else { return }
        sum.files += 1
        sum.bytes += Int(clamping: file.status.size)
      }
    }
    return sum
  }

  /// True for a file that need not be opened.
  func looksUnchanged(_ file: SourceFile, _ stored: String) -> Bool {
    guard !isForced, let record = catalog[stored] else { return false }
    return record.size == file.status.size && record.settings == file.settings(reading)
      && record.modified != 0 && record.modified == file.status.modified
  }

  /// What became of a file; of one that only has another time the record is renewed.
  func change(of file: SourceFile, _ stored: String) throws(IndexError) -> Change {
    guard let record = catalog[stored] else { return .isNew }
    if looksUnchanged(file, stored) { return .unchanged }
    let settings = file.settings(reading)
    if isForced || record.size != file.status.size || record.settings != settings {
      return .changed
    }
    var now = try InputFile.record(of: file.path, file.status)
    now.settings = settings
    guard now.hash == record.hash else { return .changed }
    catalog[stored] = now
    return .unchanged
  }

  /// The path of a file in the index: relative to the root if it lies below.
  func stored(_ real: String) -> String {
    guard let inner = SourcePath.inner(real, of: root), !inner.isEmpty else { return real }
    return inner
  }

  /// Calls `body` with the path in the index of each file that was there and is gone: below what was
  /// walked, and not below what could not be read.
  ///
  /// What is ignored now is gone too; but what the selection leaves out was not looked for. Nor is anything gone below
  /// a folder that was named and has nothing in it: so is the place of a disk that is not there.
  ///
  /// - Returns: such folders, as far as the index has files below them.
  @discardableResult
  package func forEachGone(
    _ body: (String) throws(IndexError) -> Void
  ) throws(IndexError) -> [String] {
    let empty = walked.filter { walk in
      guard walk.real == walk.named, let names = try? SystemCall.names(in: walk.real) else {
        return false
      }
      return names.isEmpty
    }.map(\.real)
    var kept: [String] = []
    for path in try catalog.notMet() {
      let real = real(path)
      guard walked.contains(where: { isChosen(real, $0) }),
        !unknown.contains(where: { SourcePath.inner(real, of: $0) != nil })
      else { continue }
      if let folder = empty.first(where: { SourcePath.inner(real, of: $0) != nil }) {
        if !kept.contains(folder) { kept.append(folder) }
        continue
      }
      try body(path)
    }
    return kept
  }

  /// True if at the path of a file in the index there is a folder now.
  func isFolder(_ stored: String) -> Bool {
    if case .folder = try? FileStatus(path: real(stored)) { true } else { false }
  }

  /// Where a path in the index leads.
  private func real(_ stored: String) -> String {
    stored.utf8.first == UInt8(ascii: "/") ? stored : SourcePath.join(root, stored)
  }

  /// True for a path at or below one that was walked, if the selection would have met it there.
  private func isChosen(_ real: String, _ walk: (real: String, named: String)) -> Bool {
    guard SourcePath.inner(real, of: walk.real) != nil,
      let inner = SourcePath.inner(real, of: walk.named)
    else { return false }
    let name = String(
      decoding: real.utf8.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    return selection.chooses(inner.isEmpty ? name : inner, SourceFile.format(ofName: name) ?? .text)
  }
}
