internal import Glibc

/// What stands in a folder, as far as the folder tells.
struct FolderEntry {
  var name: String
  /// A regular file for certain.
  var isFile: Bool
  /// A link, or anything if the file system does not tell.
  var mayBeLink: Bool
}

/// The system calls of the library, each with its failure turned into an ``IndexError``.
enum SystemCall {
  /// The code of a file or folder that does not exist.
  static let noSuchFile = ENOENT

  static func message(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }

  static func open(
    _ path: String, flags: Int32, mode: mode_t = 0o644, operation: String
  ) throws(IndexError) -> Int32 {
    while true {
      let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
      if descriptor >= 0 { return descriptor }
      if errno != EINTR { throw .io(operation: operation, path: path, code: errno) }
    }
  }

  static func writeAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, path: String
  ) throws(IndexError) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw .io(operation: "write", path: path, code: count == 0 ? ENOSPC : errno)
      }
    }
  }

  /// Reads up to `buffer.count` bytes; 0 at the end of the file.
  static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, path: String
  ) throws(IndexError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .io(operation: "read", path: path, code: errno) }
    }
  }

  static func sync(_ descriptor: Int32, path: String) throws(IndexError) {
    while fsync(descriptor) != 0 {
      if errno != EINTR { throw .io(operation: "flush to disk", path: path, code: errno) }
    }
  }

  /// Makes renames and removals in a folder durable.
  static func syncFolder(_ path: String) throws(IndexError) {
    let descriptor = try open(path, flags: O_RDONLY | O_DIRECTORY, operation: "open")
    defer { close(descriptor) }
    try sync(descriptor, path: path)
  }

  /// Removes a folder if nothing is in it.
  static func removeEmptyFolder(_ path: String) { rmdir(path) }

  /// Makes a file durable that was written and closed.
  static func syncFile(_ path: String) throws(IndexError) {
    let descriptor = try open(path, flags: O_RDONLY, operation: "open")
    defer { close(descriptor) }
    try sync(descriptor, path: path)
  }

  static func rename(_ old: String, to new: String) throws(IndexError) {
    guard Glibc.rename(old, new) == 0 else {
      throw .io(operation: "rename \(old) to", path: new, code: errno)
    }
  }

  static func makeFolder(_ path: String) throws(IndexError) {
    if mkdir(path, 0o755) != 0, errno != EEXIST {
      throw .io(operation: "make the folder", path: path, code: errno)
    }
  }

  static func remove(_ path: String) throws(IndexError) {
    if unlink(path) != 0, errno != ENOENT {
      throw .io(operation: "remove", path: path, code: errno)
    }
  }

  /// True for the code of a path that names nothing, or a link to nowhere.
  static func isMissing(_ code: Int32) -> Bool { code == ENOENT || code == ELOOP }

  /// The names in a folder in byte order, without `.` and `..`.
  static func names(in folder: String) throws(IndexError) -> [String] {
    try entries(in: folder).map(\.name)
  }

  /// What a folder holds, in the byte order of names, without `.` and `..`.
  static func entries(in folder: String) throws(IndexError) -> [FolderEntry] {
    guard let stream = opendir(folder) else {
      throw .io(operation: "read the folder", path: folder, code: errno)
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          String(cString: $0)
        }
      }
      if name == "." || name == ".." { continue }
      let type = Int(entry.pointee.d_type)
      entries.append(
        FolderEntry(
          name: name, isFile: type == DT_REG, mayBeLink: type == DT_LNK || type == DT_UNKNOWN))
    }
    if errno != 0 { throw .io(operation: "read the folder", path: folder, code: errno) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The seconds of a clock that never goes back.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
