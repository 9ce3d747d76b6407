/// Which of the files below what was named are read, beside what `.searchignore` files say.
///
/// Patterns are for paths below what was named, or for names (``PathPattern``); a pattern that stands for a
/// folder stands for all that is in it.
public struct SourceSelection: Equatable, Sendable {
  private var includes: [PathPattern] = []
  private var excludes: [PathPattern] = []
  private var formats: [SourceFile.Format] = []
  private var hasIncludes = false

  /// All files.
  public init() {}

  /// - Parameters:
  ///   - includes: only files that one of these stands for, if there are any.
  ///   - excludes: not those that one of these stands for.
  ///   - types: only files of these types, told by endings such as `txt`, if there are any.
  public init(includes: [String], excludes: [String], types: [String]) {
    self.includes = includes.compactMap { PathPattern($0) }
    self.excludes = excludes.compactMap { PathPattern($0) }
    formats = types.compactMap { SourceFile.format(ofName: "." + $0) }
    hasIncludes = !includes.isEmpty
  }

  /// True for an ending of files that can be read.
  public static func isType(_ name: String) -> Bool { SourceFile.format(ofName: "." + name) != nil }

  /// The endings of files that can be read.
  public static var types: [String] { SourceFile.formats.map(\.ending) }

  /// Whether a file is chosen, by its path below what was named.
  func chooses(_ path: String, _ format: SourceFile.Format) -> Bool {
    if !formats.isEmpty, !formats.contains(format) { return false }
    if excludes.contains(where: { $0.matchesAlong(path) }) { return false }
    return !hasIncludes || includes.contains { $0.matchesAlong(path) }
  }

  /// True for a folder in which nothing is chosen, by its path.
  func excludes(folder path: String) -> Bool {
    excludes.contains { $0.matches(path, isFolder: true) }
  }
}
