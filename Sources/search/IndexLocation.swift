import ArgumentParser

/// Where the index is: --index, else SEARCH_INDEX, else the nearest .search-index.
struct IndexLocation: ParsableArguments {
  static let defaultName = ".search-index"

  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The folder of the index.",
      discussion: "Default: $SEARCH_INDEX, else the nearest .search-index here or above.",
      valueName: "DIR"))
  var path: String?

  /// The folder of an index that exists, or ought to.
  var existing: String { named ?? IndexLocation.nearest() ?? IndexLocation.defaultName }

  /// The folder to write to: the nearest index, else a new one here.
  var writable: String { existing }

  private var named: String? {
    if let path { return path }
    let variable = Terminal.environment("SEARCH_INDEX") ?? ""
    return variable.isEmpty ? nil : variable
  }

  /// The nearest `.search-index` with an index in it, in the current folder or above.
  private static func nearest() -> String? {
    var folder = Terminal.currentFolder
    while true {
      let candidate = Path.join(folder, defaultName)
      for manifest in ["manifest", "manifest-copy"]
      where Terminal.exists(Path.join(candidate, manifest)) {
        return candidate
      }
      guard let parent = Path.parent(folder) else { return nil }
      folder = parent
    }
  }

  /// The folder that the paths in the index are relative to: the one that holds the index.
  static func root(of index: String) -> String {
    Path.parent(Terminal.realPath(index)) ?? "/"
  }

  /// A path of the index as it can be opened from the current folder.
  static func display(_ path: String, root: String) -> String {
    guard !path.isEmpty else { return path }
    let absolute = path.utf8.first == Path.slash ? path : Path.join(root, path)
    return Path.relative(absolute, to: Terminal.currentFolder) ?? absolute
  }
}

/// Paths as bytes: a name may begin with a combining mark, which as characters would join the slash.
enum Path {
  static let slash = UInt8(ascii: "/")

  static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == slash ? folder + name : folder + "/" + name
  }

  /// The folder that holds what an absolute path names; nil for the root.
  static func parent(_ path: String) -> String? {
    guard let last = path.utf8.lastIndex(of: slash), path != "/" else { return nil }
    return last == path.startIndex ? "/" : String(decoding: path.utf8[..<last], as: UTF8.self)
  }

  /// What leads from a folder to a path below it; nil if it is not below.
  static func relative(_ path: String, to folder: String) -> String? {
    let prefix = join(folder, "")
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}
