internal import Glibc

/// A whole file mapped read-only into memory; pages are read when they are touched.
final class MappedFile: @unchecked Sendable {
  let path: String
  let bytes: UnsafeRawBufferPointer
  private let identity: [UInt64]

  init(path: String) throws(IndexError) {
    self.path = path
    // Of a named pipe opening would wait for a writer.
    let descriptor = try SystemCall.open(path, flags: O_RDONLY | O_NONBLOCK, operation: "open")
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .io(operation: "inspect", path: path, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .io(
        operation: "map", path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    identity = [UInt64(status.st_dev), UInt64(status.st_ino)]
    let length = Int(status.st_size)
    guard length > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let address =
      StorageProbes.fails(.map(path))
      ? MAP_FAILED : mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw .io(operation: "map", path: path, code: errno)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: length)
  }

  deinit {
    if let address = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: address), bytes.count)
    }
  }

  /// Whether the path still names this file.
  var isInPlace: Bool {
    var status = stat()
    return stat(path, &status) == 0 && identity == [UInt64(status.st_dev), UInt64(status.st_ino)]
  }

  /// Gives the memory of a range back; its pages are mapped anew when they are read again.
  func forget(_ range: Range<Int>) {
    let page = 4096
    let start = (range.lowerBound + page - 1) / page * page
    let end = min(range.upperBound, bytes.count) / page * page
    guard let address = bytes.baseAddress, start < end else { return }
    madvise(UnsafeMutableRawPointer(mutating: address + start), end - start, MADV_DONTNEED)
  }

  /// Tells the kernel that the file will be read from start to end.
  func willReadSequentially() {
    if let address = bytes.baseAddress {
      madvise(UnsafeMutableRawPointer(mutating: address), bytes.count, MADV_SEQUENTIAL)
    }
  }
}
