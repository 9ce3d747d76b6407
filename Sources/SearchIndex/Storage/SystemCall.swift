internal import Glibc

/// What stands in a folder, as far as the folder tells.
struct FolderEntry {
  var name: String
  /// A regular file for certain.
  var isFile: Bool
  /// A link, or anything if the file system does not tell.
  var mayBeLink: Bool
  /// The name is not UTF-8, so that what ``name`` is names nothing.
  var isNameBroken = false
}

/// The system calls of the library, each with its failure turned into an ``IndexError``.
enum SystemCall {
  /// The code of a file or folder that does not exist.
  static let noSuchFile = ENOENT

  /// Whether it is the disk, or what the user may have of it, that is full.
  static func isFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

  static func message(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }

  static func open(
    _ path: String, flags: Int32, mode: mode_t = 0o644, operation: String
  ) throws(IndexError) -> Int32 {
    let creates = flags & O_CREAT != 0
    func probed() -> StorageOperation { creates ? .create(path) : .open(path) }
    while true {
      let descriptor =
        StorageProbes.fails(probed()) ? -1 : Glibc.open(path, flags | O_CLOEXEC, mode)
      if descriptor >= 0 {
        if creates { StorageProbes.noteDone(probed()) }
        return descriptor
      }
      if errno != EINTR { throw .io(operation: operation, path: path, code: errno) }
    }
  }

  static func writeAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, path: String
  ) throws(IndexError) {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      var count = rest.count
      switch StorageProbes.failure(.write(path, Array(rest))) {
      case nil: count = Glibc.write(descriptor, rest.baseAddress, count)
      case .short(let most):
        count = Glibc.write(descriptor, rest.baseAddress, min(count, max(1, most)))
      case .code(let code):
        errno = code
        count = -1
      }
      if count > 0 {
        StorageProbes.noteDone(.write(path, Array(rest[..<count])))
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
      let count =
        StorageProbes.fails(.read(path))
        ? -1 : Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .io(operation: "read", path: path, code: errno) }
    }
  }

  static func sync(_ descriptor: Int32, path: String) throws(IndexError) {
    while StorageProbes.fails(.sync(path)) || fsync(descriptor) != 0 {
      if errno != EINTR { throw .io(operation: "flush to disk", path: path, code: errno) }
    }
    StorageProbes.noteDone(.sync(path))
  }

  /// Makes renames and removals in a folder durable.
  static func syncFolder(_ path: String) throws(IndexError) {
    let descriptor = try open(path, flags: O_RDONLY | O_DIRECTORY, operation: "open")
    defer { close(descriptor) }
    while StorageProbes.fails(.syncFolder(path)) || fsync(descriptor) != 0 {
      if errno != EINTR { throw .io(operation: "flush to disk", path: path, code: errno) }
    }
    StorageProbes.noteDone(.syncFolder(path))
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
    guard !StorageProbes.fails(.rename(old, to: new)), Glibc.rename(old, new) == 0 else {
      throw .io(operation: "rename \(old) to", path: new, code: errno)
    }
    StorageProbes.noteDone(.rename(old, to: new))
  }

  /// Gives a file another name.
  static func link(_ path: String, as name: String) throws(IndexError) {
    guard Glibc.link(path, name) == 0 else {
      // What is missing is the file; anything else concerns the new name.
      throw .io(operation: "link \(path) as", path: errno == ENOENT ? path : name, code: errno)
    }
  }

  /// Makes a folder if there is none; it is durable when its parent is flushed.
  static func makeFolder(_ path: String) throws(IndexError) {
    guard !StorageProbes.fails(.makeFolder(path)), mkdir(path, 0o755) == 0 else {
      if errno == EEXIST { return }
      throw .io(operation: "make the folder", path: path, code: errno)
    }
    StorageProbes.noteDone(.makeFolder(path))
  }

  static func remove(_ path: String) throws(IndexError) {
    if StorageProbes.fails(.remove(path)) || unlink(path) != 0, errno != ENOENT {
      throw .io(operation: "remove", path: path, code: errno)
    }
    StorageProbes.noteDone(.remove(path))
  }

  /// True if a path names something.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// True for the code of a path that names nothing, or a link to nowhere.
  static func isMissing(_ code: Int32) -> Bool { code == ENOENT || code == ELOOP }

  /// The names in a folder in byte order, without `.` and `..`.
  static func names(in folder: String) throws(IndexError) -> [String] {
    try entries(in: folder).map(\.name)
  }

  /// What a folder holds, in the byte order of names, without `.` and `..`.
  static func entries(in folder: String) throws(IndexError) -> [FolderEntry] {
    guard !StorageProbes.fails(.list(folder)), let stream = opendir(folder) else {
      throw .io(operation: "read the folder", path: folder, code: errno)
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let (name, isBroken) = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          (String(cString: $0), String(validatingCString: $0) == nil)
        }
      }
      if name == "." || name == ".." { continue }
      let type = Int(entry.pointee.d_type)
      entries.append(
        FolderEntry(
          name: name, isFile: type == DT_REG, mayBeLink: type == DT_LNK || type == DT_UNKNOWN,
          isNameBroken: isBroken))
    }
    if errno != 0 { throw .io(operation: "read the folder", path: folder, code: errno) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Takes a lock that other processes may hold; false if one does.
  static func lock(_ descriptor: Int32, path: String) throws(IndexError) -> Bool {
    if !StorageProbes.fails(.lock(path)), flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw .io(operation: "lock", path: path, code: errno)
  }

  /// The seconds of a clock that never goes back.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
