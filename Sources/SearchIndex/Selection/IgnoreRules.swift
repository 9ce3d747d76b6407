/// The rules of the `.searchignore` files that count in a folder: its own, and those of folders above.
///
/// A line is a pattern (``PathPattern``); a `!` before it takes back what lines above it, or folders above,
/// have ignored. Of the patterns that match the last one of the innermost file decides. What is in an
/// ignored folder is not looked at, and cannot be taken back.
struct IgnoreRules: Sendable {
  /// The name of the files.
  static let fileName = ".searchignore"

  private struct Rule {
    var pattern: PathPattern
    var isNegated: Bool
  }

  /// The rules of one file, and the length of its folder's path with the slash, in bytes.
  private struct Level {
    var folderLength: Int
    var rules: [Rule]
  }

  private var levels: [Level] = []

  /// No rules.
  init() {}

  /// Adds the contents of a folder's file; folders come from the outermost inwards.
  mutating func add(_ file: [UInt8], folder: String) {
    var bytes = file[...]
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    let rules = bytes.split(separator: 0x0a).compactMap {
      IgnoreRules.rule(String(decoding: $0.last == 0x0d ? $0.dropLast() : $0, as: UTF8.self))
    }
    guard !rules.isEmpty else { return }
    levels.append(
      Level(folderLength: folder.utf8.count + (folder == "/" ? 0 : 1), rules: rules))
  }

  /// The rule of a line; nil if there is none.
  private static func rule(_ line: String) -> Rule? {
    var scalars = Array(line.unicodeScalars)
    // Spaces at the end do not count, unless a backslash stands before them.
    while scalars.last == " " {
      let backslashes = scalars.dropLast().reversed().prefix { $0 == "\\" }.count
      if backslashes % 2 == 1 { break }
      scalars.removeLast()
    }
    guard let first = scalars.first, first != "#" else { return nil }
    if first == "!" { scalars.removeFirst() }
    let pattern = PathPattern(String(String.UnicodeScalarView(scalars)))
    return pattern.map { Rule(pattern: $0, isNegated: first == "!") }
  }

  /// True if what an absolute path names is ignored; folders above it are not.
  func ignores(_ path: String, isFolder: Bool) -> Bool {
    for level in levels.reversed() {
      let inner = String(decoding: path.utf8.dropFirst(level.folderLength), as: UTF8.self)
      for rule in level.rules.reversed() where rule.pattern.matches(inner, isFolder: isFolder) {
        return !rule.isNegated
      }
    }
    return false
  }
}
