private import Glibc

/// A folder that is removed with its owner.
///
/// Written with system calls: Foundation brings an ICU of its own, whose headers cannot be imported
/// beside the system's.
public final class TemporaryDirectory: Sendable {
  /// Where it is.
  public let path: String

  /// Makes an empty folder.
  public init() {
    let base = environment("TMPDIR") ?? "/tmp"
    var template = Array("\(base)/search-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template), let resolved = realpath(made, nil) else {
      preconditionFailure("no temporary folder in \(base)")
    }
    path = String(cString: resolved)
    free(resolved)
  }

  deinit { Files.remove(path) }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file into the folder, making folders on the way, and returns its path.
  @discardableResult
  public func write(_ contents: String, to name: String) -> String {
    write(Array(contents.utf8), to: name)
  }

  /// Writes a file of any bytes.
  @discardableResult
  public func write(_ contents: [UInt8], to name: String) -> String {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o755)
    }
    Files.write(contents, to: file(name))
    return file(name)
  }
}

/// Whole files.
public enum Files {
  /// The bytes of a file; nil if it cannot be read.
  public static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return ferror(file) == 0 ? bytes : nil }
      bytes += chunk[..<count]
    }
  }

  /// Writes a file.
  public static func write(_ bytes: [UInt8], to path: String) {
    // A file that is emptied and written again some file systems flush to disk at once.
    var status = stat()
    let isInPlace = stat(path, &status) == 0 && Int(status.st_size) == bytes.count
    guard let file = fopen(path, isInPlace ? "r+" : "w") else {
      preconditionFailure("cannot write \(path)")
    }
    let written = fwrite(bytes, 1, bytes.count, file)
    precondition(fclose(file) == 0 && written == bytes.count, "cannot write \(path)")
  }

  /// Makes a folder, whose parent exists.
  public static func makeFolder(_ path: String) {
    precondition(mkdir(path, 0o755) == 0, "cannot make \(path)")
  }

  /// Whether there is something of a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is a folder of a path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Sets when a file was last changed, in seconds since 1970.
  public static func setModified(_ path: String, seconds: Int) {
    var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    precondition(utimensat(AT_FDCWD, path, &times, 0) == 0, path)
  }

  /// The names in a folder, sorted.
  public static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all that is in it.
  public static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }

  /// Copies the files of a folder, which has no folders in it.
  public static func copyFolder(_ source: String, to target: String) {
    mkdir(target, 0o755)
    for name in names(in: source) {
      if let bytes = read(source + "/" + name) { write(bytes, to: target + "/" + name) }
    }
  }
}

/// An environment variable.
public func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
