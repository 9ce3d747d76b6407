/// Paths as bytes: a name may begin with a combining mark, which as characters would join the slash.
enum SourcePath {
  private static let slash = UInt8(ascii: "/")

  static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == slash ? folder + name : folder + "/" + name
  }

  /// What leads from a folder to a path below it, empty for itself; nil if it is not below.
  static func inner(_ path: String, of folder: String) -> String? {
    if path.utf8.elementsEqual(folder.utf8) { return "" }
    let prefix = join(folder, "")
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// The file that the documents of a path came from: the archive, if it leads into one; nil if there is none.
  static func source(of path: String) -> String? {
    let bytes = Array(path.utf8)
    for end in bytes.indices where bytes[end] == slash && end > 0 {
      let file = String(decoding: bytes[..<end], as: UTF8.self)
      if SourceFile.format(ofName: file) == .archive { return file }
    }
    return path.isEmpty ? nil : path
  }

  /// The folders above a path from `root` on, outermost first; from `other` on if it is not below the root.
  static func folders(above path: String, from root: String, or other: String) -> [String] {
    let top = inner(path, of: root) == nil ? other : root
    guard let inner = inner(path, of: top), !inner.isEmpty else { return [] }
    var folders = [top]
    for name in inner.utf8.split(separator: slash).dropLast() {
      folders.append(join(folders[folders.count - 1], String(decoding: name, as: UTF8.self)))
    }
    return folders
  }
}
