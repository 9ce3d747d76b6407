internal import Glibc

/// A file that is read from start to end: a source of documents, or standard input.
final class InputFile {
  let path: String
  private let descriptor: Int32
  private let closes: Bool
  /// The length at the time of opening; nil for what has none, such as a pipe.
  let length: Int?
  private let checksum = Checksum.Stream()
  /// How many bytes were read.
  private var position = 0

  init(path: String) throws(IndexError) {
    self.path = path
    // A FIFO without a writer would block forever.
    descriptor = try SystemCall.open(path, flags: O_RDONLY | O_NONBLOCK, operation: "open")
    closes = true
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .io(operation: "read", path: path, code: isFolder ? EISDIR : EINVAL)
    }
    length = Int(status.st_size)
  }

  private init(path: String, descriptor: Int32, closes: Bool, length: Int?) {
    self.path = path
    self.descriptor = descriptor
    self.closes = closes
    self.length = length
  }

  static func standardInput() -> InputFile {
    InputFile(path: "-", descriptor: 0, closes: false, length: nil)
  }

  /// A file without a name in any folder that holds these bytes: for another program to read.
  static func holding(_ bytes: [UInt8], name: String) throws(IndexError) -> InputFile {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/search-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw .io(operation: "make a file in", path: folder, code: errno)
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
    let file = InputFile(path: name, descriptor: descriptor, closes: true, length: bytes.count)
    try bytes.withSpanOfBytes(bytes.count) { bytes throws(IndexError) in
      try SystemCall.writeAll(descriptor, bytes, path: folder)
    }
    return file
  }

  /// What another program may read it by.
  var handle: Int32 { descriptor }

  /// A part of a file that has a length, or less at its end; does not move where ``read(_:into:)`` is.
  func bytes(at offset: Int, count: Int) throws(IndexError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let result = bytes.withUnsafeMutableBytes { bytes in
        pread(descriptor, bytes.baseAddress.map { $0 + got }, count - got, off_t(offset + got))
      }
      if result < 0, errno == EINTR { continue }
      guard result >= 0 else { throw .io(operation: "read", path: path, code: errno) }
      if result == 0 { break }
      got += result
    }
    bytes.removeLast(count - got)
    return bytes
  }

  deinit {
    if closes { close(descriptor) }
  }

  /// Appends up to `count` bytes to `buffer`; returns how many, 0 at the end.
  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int {
    let old = buffer.count
    func read(into target: UnsafeMutableRawBufferPointer) -> Result<Int, IndexError> {
      do throws(IndexError) {
        return .success(try SystemCall.read(descriptor, into: target, path: path))
      } catch {
        return .failure(error)
      }
    }
    var result: Result<Int, IndexError> = .success(0)
    if buffer.capacity < count {
      // Nothing is written before that which is read.
      let more = [UInt8](unsafeUninitializedCapacity: count) { bytes, got in
        result = read(into: UnsafeMutableRawBufferPointer(bytes))
        got = (try? result.get()) ?? 0
      }
      if old == 0 { buffer = more } else { buffer += more }
    } else {
      buffer.append(contentsOf: repeatElement(0, count: count))
      result = buffer.withUnsafeMutableBytes {
        read(into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]))
      }
      buffer.removeLast(count - ((try? result.get()) ?? 0))
    }
    let got = buffer.count - old
    position += got
    if closes, got > 0 {
      buffer.withUnsafeBytes {
        checksum.append(UnsafeRawBufferPointer(rebasing: $0[old..<old + got]))
      }
    }
    return try result.get()
  }
}

extension InputFile {
  /// Reads on, so that the checksum is that of the whole file: to the end that it had when it was opened, for
  /// one that others write to may have no other.
  func readToEnd() throws(IndexError) {
    var buffer: [UInt8] = []
    while let length, position < length,
      try read(min(1 << 18, length - position), into: &buffer) > 0
    {
      buffer.removeAll(keepingCapacity: true)
    }
  }

  /// What is to be remembered of the file now that all of it was read.
  ///
  /// Its time is left out if it has changed since `status` was taken, and if that is just past: what is
  /// written right afterwards may get the same.
  func record(_ status: SourceStatus) -> SourceRecord {
    var now = stat()
    let isSame = fstat(descriptor, &now) == 0 && SourceStatus(now) == status
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let isOld = status.modified < Int64(time.tv_sec - SourceStatus.coarsestClock) * 1_000_000_000
    return SourceRecord(
      size: status.size, modified: isSame && isOld ? status.modified : 0, hash: checksum.value)
  }

  /// True if another one is the same file, and has not changed since its status was taken.
  func isSame(as other: InputFile, since status: SourceStatus) -> Bool {
    var (own, others) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && fstat(other.descriptor, &others) == 0
      && own.st_dev == others.st_dev && own.st_ino == others.st_ino && SourceStatus(own) == status
  }

  /// Reads a whole file for its record.
  static func record(
    of path: String, _ status: SourceStatus
  ) throws(IndexError) -> SourceRecord {
    let file = try InputFile(path: path)
    try file.readToEnd()
    return file.record(status)
  }
}

/// What tells that a file has changed.
struct SourceStatus: Equatable {
  var size: UInt64
  /// Nanoseconds since 1970.
  var modified: Int64

  /// File systems tell the time of a change at worst in steps of so many seconds.
  static let coarsestClock = 2

  init(_ status: stat) {
    size = UInt64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }
}

/// What a path names.
enum FileStatus {
  case file(SourceStatus)
  /// With what tells the folder from all others, to end loops of links.
  case folder(device: UInt64, number: UInt64)
  case other

  init(path: String) throws(IndexError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .io(operation: "read", path: path, code: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(SourceStatus(status))
    case S_IFDIR: self = .folder(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    default: self = .other
    }
  }
}

extension SystemCall {
  /// The absolute path without links, dots and doubled slashes.
  static func realPath(_ path: String) throws(IndexError) -> String {
    guard let resolved = realpath(path, nil) else {
      throw .io(operation: "find", path: path, code: errno)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
