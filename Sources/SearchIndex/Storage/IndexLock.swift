internal import Glibc

/// The right to write an index, held through `flock`: it ends with the process, however that ends.
final class IndexLock {
  static let fileName = "write.lock"
  private let descriptor: Int32

  init(folder: String) throws(IndexError) {
    let path = folder + "/" + IndexLock.fileName
    descriptor = try SystemCall.open(path, flags: O_RDWR | O_CREAT, operation: "open the lock")
    do throws(IndexError) {
      guard try SystemCall.lock(descriptor, path: path) else {
        throw .locked(path: folder, holder: IndexLock.holder(descriptor))
      }
    } catch {
      close(descriptor)
      throw error
    }
    // The holder's number is for the message that another writer prints; nothing depends on it.
    let note = "process \(getpid())\n"
    ftruncate(descriptor, 0)
    note.withCString { text in
      _ = pwrite(descriptor, text, strlen(text), 0)
    }
  }

  /// Gives the right back.
  ///
  /// `close` alone would not do it at once: a process that this one is just starting holds the same
  /// open file from its `fork` to its `exec`, and the lock with it (flock(2)).
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(_ descriptor: Int32) -> String {
    let note = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, 64, 0))
    }
    return String(decoding: note.prefix { $0 != 10 }, as: UTF8.self)
  }
}
