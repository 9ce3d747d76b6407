/// A path that leads into a zip archive: `2021.zip/03/26.txt`.
package struct ArchivePath {
  /// The archive.
  var file: String
  /// The file in it.
  var inner: String

  /// Nil if no part of the path is an archive.
  package init?(_ path: String) {
    var rest = path[...]
    while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
      rest = rest[..<slash]
      if SourceFile.format(ofName: String(rest)) == .archive,
        case .file = try? FileStatus(path: String(rest))
      {
        file = String(rest)
        inner = String(path[path.utf8.index(after: slash)...])
        return
      }
    }
    return nil
  }
}

extension FileReader {
  /// The texts of the file at a path, which may lead into an archive.
  func items(at path: String) throws(SourceRefusal) -> [SourceItem] {
    if let inner = ArchivePath(path) {
      let file = try open(inner.file)
      let packing = Packing(ofName: inner.file)
      let access: any RandomAccess =
        packing == nil ? FileAccess(file) : ArrayAccess(try load(file, packing))
      return try items(of: inner.inner, in: try archive(access))
    }
    let file = try open(path)
    let format = SourceFile.format(ofName: path) ?? .text
    let packing = Packing(ofName: path)
    if format == .archive {
      let access: any RandomAccess =
        packing == nil ? FileAccess(file) : ArrayAccess(try load(file, packing))
      let members = try archive(access).members.filter { !$0.isPassedOver }
      let example = members.first.map { ", as \(path)/\($0.name)" } ?? ""
      throw SourceRefusal(
        .malformed, "it is an archive of \(members.count) files: name one of them\(example)")
    }
    if format.isContainer, packing == nil { return try extractor.items(of: file, format) }
    return try extractor.items(of: try load(file, packing), format, options)
  }

  private func items(
    of name: String, in archive: ZipArchive
  ) throws(SourceRefusal) -> [SourceItem] {
    // What lies in an archive in the archive begins with its name.
    guard
      let member = archive.members.first(where: {
        name == $0.name
          || name.hasPrefix($0.name + "/") && SourceFile.format(ofName: $0.name) == .archive
      })
    else { throw SourceRefusal(.unreadable, "there is no \(name) in the archive") }
    let stream = try SourceRefusal.malformed { () throws(IndexError) in
      let stream = try archive.open(member)
      return try Packing(ofName: member.name)?.unpacked(stream) ?? stream
    }
    let bytes = try load(stream)
    if name != member.name {
      let inner = String(name.utf8.dropFirst(member.name.utf8.count + 1)) ?? ""
      return try items(of: inner, in: try self.archive(ArrayAccess(bytes)))
    }
    return try extractor.items(of: bytes, SourceFile.format(ofName: name) ?? .text, options)
  }
}
