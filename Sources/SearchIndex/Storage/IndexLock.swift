internal import Glibc

/// The right to write an index, held through `flock`: it ends with the process, however that ends.
final class IndexLock: Sendable {
  static let fileName = "write.lock"
  private let path: String
  private let descriptor: Int32
  /// True if the index has been committed once: then a folder without a manifest is not an empty one.
  let hasCommit: Bool

  /// What the file holds behind the holder's number, once there was a commit.
  private static let commitNote = "committed\n"

  init(folder: String) throws(IndexError) {
    path = folder + "/" + IndexLock.fileName
    descriptor = try SystemCall.open(path, flags: O_RDWR | O_CREAT, operation: "open the lock")
    do throws(IndexError) {
      guard try SystemCall.lock(descriptor, path: path) else {
        throw .locked(path: folder, holder: IndexLock.holder(descriptor))
      }
    } catch {
      close(descriptor)
      throw error
    }
    hasCommit = IndexLock.text(descriptor).contains("\n" + IndexLock.commitNote)
    write(hasCommit)
  }

  deinit {
    release()
    close(descriptor)
  }

  /// Gives the right back, whoever holds on to the lock.
  ///
  /// `close` alone would not do it at once: a process that this one is just starting holds the same
  /// open file from its `fork` to its `exec`, and the lock with it (flock(2)).
  func release() { flock(descriptor, LOCK_UN) }

  /// Notes that there has been a commit.
  func noteCommit() { if !hasCommit { write(true) } }

  /// Makes sure that the folder is still the one that was locked: where somebody puts a copy in its place, or removes
  /// the lock, another may write there.
  ///
  /// - Throws: ``IndexError/replaced(path:)``.
  func check() throws(IndexError) {
    var (own, there) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, stat(path, &there) == 0, own.st_dev == there.st_dev,
      own.st_ino == there.st_ino
    else { throw .replaced(path: path) }
  }

  /// The holder's number is for the message that another writer prints; nothing depends on it.
  private func write(_ hasCommit: Bool) {
    let note = "process \(getpid())\n" + (hasCommit ? IndexLock.commitNote : "")
    ftruncate(descriptor, 0)
    note.withCString { text in
      _ = pwrite(descriptor, text, strlen(text), 0)
    }
  }

  private static func holder(_ descriptor: Int32) -> String {
    String(text(descriptor).prefix { $0 != "\n" })
  }

  private static func text(_ descriptor: Int32) -> String {
    let note = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, 64, 0))
    }
    return String(decoding: note, as: UTF8.self)
  }
}
