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

  /// The nearest `.search-index` in the current folder or above it.
  private static func nearest() -> String? {
    var folder = Terminal.currentFolder
    while true {
      let candidate = folder == "/" ? "/\(defaultName)" : "\(folder)/\(defaultName)"
      if Terminal.exists(candidate) { return candidate }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// The folder that the paths in the index are relative to: the one that holds the index.
  static func root(of index: String) -> String {
    var path = index
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path of the index as it can be opened from the current folder.
  static func display(_ path: String, root: String) -> String {
    guard !path.isEmpty else { return path }
    let absolute = path.hasPrefix("/") ? path : (root == "/" ? "/" : root + "/") + path
    let current = Terminal.currentFolder
    let prefix = current == "/" ? "/" : current + "/"
    return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : absolute
  }
}
