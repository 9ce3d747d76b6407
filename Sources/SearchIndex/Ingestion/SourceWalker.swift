/// Finds the files below folders, in the byte order of their paths.
///
/// Hidden files and folders (`.git`, `.search-index`), other kinds of file, and what is ignored or not
/// chosen are passed over. A file that was named itself is read whatever its name, as text if the ending
/// says nothing, and whatever is ignored.
struct SourceWalker {
  private let selection: SourceSelection
  /// The folder from which on `.searchignore` files count.
  private let root: String
  private var visited: Set<[UInt64]> = []

  init(_ selection: SourceSelection = SourceSelection(), root: String) {
    self.selection = selection
    self.root = root
  }

  typealias Problem = (IngestionProblem, _ real: String?) -> Void

  /// What is met on the way.
  private struct Place {
    /// As it was reached.
    var path: String
    /// Without links.
    var real: String
    /// Below the real path of what was named, links on the way apart: what ignore rules are for.
    var position: String
    /// Below what was named: what the selection is for.
    var inner: String
    var format: SourceFile.Format?
    var isNamed = false
    /// It is a file, as far as its folder tells.
    var isFile = false
    var rules = IgnoreRules()
  }

  /// Calls `body` with each file at a path or below, `problem` with what cannot be read, with its real
  /// path if it has one; `base` is what was named, if the path is only a part of it.
  mutating func walk(
    _ path: String, of base: String? = nil, problem: Problem,
    _ body: (SourceFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let real: String
    let named: String
    do throws(IndexError) {
      real = try SystemCall.realPath(path)
      named = if let base { try SystemCall.realPath(base) } else { real }
    } catch {
      // Arguments that are not UTF-8 come with this character.
      let isBroken = path.contains("\u{FFFD}")
      return problem(
        IngestionProblem(
          path: path, isBroken ? .name : .unreadable,
          reason: isBroken ? SourceWalker.brokenName : error.reason), nil)
    }
    var place = Place(
      path: path, real: real, position: real, inner: SourcePath.inner(real, of: named) ?? "",
      format: SourceFile.format(ofName: name) ?? .text, isNamed: real == named)
    // A name alone for a file that was named itself.
    if place.isNamed { place.inner = name }
    guard enter(&place, named: named, problem) else { return }
    if place.isNamed { place.inner = "" }
    try walk(place, name: name, problem: problem, body)
  }

  /// Gathers the rules of the folders above a place; false if one of those is ignored.
  private func enter(_ place: inout Place, named: String, _ problem: Problem) -> Bool {
    for folder in SourcePath.folders(above: place.real, from: root, or: named) {
      if let inner = SourcePath.inner(folder, of: named), !inner.isEmpty,
        place.rules.ignores(folder, isFolder: true) || selection.excludes(folder: inner)
      {
        return false
      }
      readRules(of: folder, as: folder, position: folder, &place.rules, problem)
    }
    return true
  }

  private mutating func walk(
    _ place: Place, name: String, problem: Problem,
    _ body: (SourceFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    // Known for a file before it is looked at.
    if place.isFile, !isChosenFile(place, name) { return }
    let entries: [FolderEntry]
    do throws(IndexError) {
      switch try FileStatus(path: place.path) {
      case .file(let status):
        guard let format = place.format, place.isFile || isChosenFile(place, name) else { return }
        return try body(
          SourceFile(path: place.path, real: place.real, format: format, status: status))
      case .other:
        if place.isNamed {
          problem(
            IngestionProblem(path: place.path, .unreadable, reason: "it is not a regular file"),
            place.real)
        }
        return
      case .folder(let device, let number):
        if !place.isNamed, place.rules.ignores(place.position, isFolder: true) { return }
        if !place.inner.isEmpty, selection.excludes(folder: place.inner) { return }
        guard visited.insert([device, number]).inserted else { return }
        entries = try SystemCall.entries(in: place.path)
      }
    } catch {
      guard case .io(_, let failed, let code) = error, failed == place.path else { throw error }
      // A link to nowhere matters only if it would have been read.
      if SystemCall.isMissing(code), place.format == nil || !isChosenFile(place, name) { return }
      return problem(
        IngestionProblem(path: place.path, .unreadable, reason: error.reason), place.real)
    }
    var rules = place.rules
    if entries.contains(where: { $0.name == IgnoreRules.fileName }) {
      readRules(of: place.path, as: place.real, position: place.position, &rules, problem)
    }
    for entry in entries where !entry.name.hasPrefix(".") {
      let format = SourceFile.format(ofName: entry.name)
      if entry.isFile, format == nil { continue }
      let path = SourcePath.join(place.path, entry.name)
      if entry.isNameBroken {
        problem(IngestionProblem(path: path, .name, reason: SourceWalker.brokenName), nil)
        continue
      }
      // Only a link leads away from its folder.
      var real = SourcePath.join(place.real, entry.name)
      if entry.mayBeLink, let resolved = try? SystemCall.realPath(path) { real = resolved }
      try walk(
        Place(
          path: path, real: real, position: SourcePath.join(place.position, entry.name),
          inner: place.inner.isEmpty ? entry.name : SourcePath.join(place.inner, entry.name),
          format: format, isFile: entry.isFile, rules: rules),
        name: entry.name, problem: problem, body)
    }
  }

  private func isChosenFile(_ place: Place, _ name: String) -> Bool {
    guard let format = place.format else { return false }
    return selection.chooses(place.inner.isEmpty ? name : place.inner, format)
      && (place.isNamed || !place.rules.ignores(place.position, isFolder: false))
  }

  /// Adds the rules of a folder, if it has any.
  private func readRules(
    of folder: String, as real: String, position: String, _ rules: inout IgnoreRules,
    _ problem: Problem
  ) {
    let path = SourcePath.join(folder, IgnoreRules.fileName)
    var bytes: [UInt8] = []
    do throws(IndexError) {
      let file = try InputFile(path: path)
      while try file.read(1 << 16, into: &bytes) > 0 {}
      rules.add(bytes, folder: position)
    } catch {
      if error.isMissingFile { return }
      // Without its rules nobody can tell what is not to be there.
      problem(IngestionProblem(path: path, .unreadable, reason: error.reason), real)
    }
  }

  private static let brokenName =
    "its name is not UTF-8: rename it, for example with 'convmv -r -f GB18030 -t UTF-8 --notest'"
}
