internal import Glibc
internal import Synchronization

/// What the library asks of the system where files of an index are concerned.
enum StorageOperation: Equatable, Sendable {
  case open(String)
  case create(String)
  case read(String)
  case write(String, [UInt8])
  case sync(String)
  case syncFolder(String)
  case rename(String, to: String)
  case remove(String)
  case makeFolder(String)
  case list(String)
  case map(String)
  case lock(String)

  var path: String {
    switch self {
    case .open(let path), .create(let path), .read(let path), .write(let path, _), .sync(let path),
      .syncFolder(let path), .rename(let path, _), .remove(let path), .makeFolder(let path),
      .list(let path), .map(let path), .lock(let path):
      path
    }
  }
}

/// How an operation is to fail.
enum StorageFailure: Equatable, Sendable {
  case code(Int32)
  /// A write takes only so many bytes, one at least; the rest may be written after it.
  case short(Int)
}

/// Sees every operation below a folder, and may have it fail: for tests of what happens then.
///
/// Without probes an operation costs one load more.
protocol StorageProbe: AnyObject, Sendable {
  /// Asked before an operation; nil lets it through.
  func failure(of operation: StorageOperation) -> StorageFailure?
  /// Told when it has succeeded.
  func noteDone(_ operation: StorageOperation)
}

/// The probes that are in place.
enum StorageProbes {
  private static let isInUse = Atomic(false)
  /// Read and changed within ``monitor``: on Linux the thread sanitizer takes what a `Mutex` guards for races.
  nonisolated(unsafe) private static var probes: [(folder: String, probe: any StorageProbe)] = []
  private static let monitor = Monitor()

  /// Shows a probe all operations at a path or below.
  static func add(_ probe: any StorageProbe, at folder: String) {
    monitor.locked { probes.append((folder, probe)) }
    isInUse.store(true, ordering: .sequentiallyConsistent)
  }

  static func remove(_ probe: any StorageProbe) {
    monitor.locked { probes.removeAll { $0.probe === probe } }
  }

  private static func probe(for path: String) -> (any StorageProbe)? {
    monitor.locked {
      probes.first { path.utf8.starts(with: $0.folder.utf8) }?.probe
    }
  }

  @inline(__always)
  static func failure(_ operation: @autoclosure () -> StorageOperation) -> StorageFailure? {
    guard isInUse.load(ordering: .relaxed) else { return nil }
    let operation = operation()
    return probe(for: operation.path)?.failure(of: operation)
  }

  /// The code of a failure, for operations that are done or not; sets `errno` to it.
  @inline(__always)
  static func fails(_ operation: @autoclosure () -> StorageOperation) -> Bool {
    guard case .code(let code) = failure(operation()) else { return false }
    errno = code
    return true
  }

  @inline(__always)
  static func noteDone(_ operation: @autoclosure () -> StorageOperation) {
    guard isInUse.load(ordering: .relaxed) else { return }
    let operation = operation()
    probe(for: operation.path)?.noteDone(operation)
  }
}
