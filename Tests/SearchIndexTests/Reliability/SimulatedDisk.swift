import TestSupport

@testable import SearchIndex

/// What a disk may hold after the power has failed: all that was flushed, and any part of the rest.
///
/// A file's contents are durable when the file was flushed, its name when its folder was. Beyond that
/// file systems promise nothing: of names and contents any may be there, in any order.
final class SimulatedDisk: StorageProbe, @unchecked Sendable {
  private enum Event {
    case operation(StorageOperation)
    case acknowledged
  }

  private struct File {
    var durable: [UInt8] = []
    var pending: [[UInt8]] = []
  }

  private enum NameChange {
    case set(String, Int)
    case remove(String)
    case rename(String, to: String, Int)
  }

  private var events: [Event] = []

  func failure(of operation: StorageOperation) -> StorageFailure? { nil }

  func noteDone(_ operation: StorageOperation) { events.append(.operation(operation)) }

  /// A commit has returned.
  func acknowledge() { events.append(.acknowledged) }

  var eventCount: Int { events.count }

  /// Makes a folder as the disk may be when the power fails behind so many events.
  ///
  /// - Returns: how many commits had been acknowledged.
  func restore(
    after cut: Int, of folder: String, to target: String, _ random: inout SeededRandom
  ) -> Int {
    var files: [File] = []
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    var changes: [NameChange] = []
    var hasFolder = false
    var acknowledged = 0
    for event in events.prefix(cut) {
      guard case .operation(let operation) = event else {
        acknowledged += 1
        continue
      }
      let path = operation.path
      switch operation {
      case .create:
        // The lock is opened, all others are made anew.
        if names[path] != nil, !path.hasSuffix(".tmp") { continue }
        names[path] = files.count
        changes.append(.set(path, files.count))
        files.append(File())
      case .write(_, let bytes):
        if let file = names[path] { files[file].pending.append(bytes) }
      case .sync:
        guard let file = names[path] else { continue }
        files[file].durable += files[file].pending.joined()
        files[file].pending = []
      case .rename(_, let new):
        guard let file = names.removeValue(forKey: path) else { continue }
        names[new] = file
        changes.append(.rename(path, to: new, file))
      case .remove:
        names[path] = nil
        changes.append(.remove(path))
      case .syncFolder where path == folder:
        durableNames = names
        changes = []
      case .syncFolder: hasFolder = true
      default: break
      }
    }
    guard hasFolder || random.chance(2) else { return acknowledged }

    let keeps = random.below(4)
    func isKept() -> Bool { keeps == 0 || keeps > 1 && random.chance(2) }
    for change in changes where isKept() {
      switch change {
      case .set(let path, let file): durableNames[path] = file
      case .remove(let path): durableNames[path] = nil
      case .rename(let old, let new, let file):
        durableNames[old] = nil
        durableNames[new] = file
      }
    }
    Files.makeFolder(target)
    for (path, file) in durableNames {
      var bytes = files[file].durable
      for piece in files[file].pending {
        switch random.below(4) {
        case 0: bytes += piece
        case 1: bytes += [UInt8](repeating: 0, count: piece.count)
        case 2: bytes += piece.prefix(random.below(piece.count + 1))
        default: break
        }
      }
      Files.write(bytes, to: target + "/" + path.dropFirst(folder.count + 1))
    }
    return acknowledged
  }
}
