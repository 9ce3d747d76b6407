internal import Glibc

/// Tells in which folders something has changed, through inotify.
///
/// Changes are gathered and not told one by one: a file that is written in pieces changes often.
package final class FolderWatcher {
  /// What has changed since the last time.
  package struct Changes: Sendable {
    /// Folders in which a file or folder was written, moved, made or removed.
    package var folders: Set<String> = []
    /// Changes were so many that some went unseen: anything may have changed.
    package var areIncomplete = false

    package init() {}

    package var isEmpty: Bool { folders.isEmpty && !areIncomplete }
  }

  private let descriptor: Int32
  private var folders: [Int32: String] = [:]
  private static let events = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_DELETE_SELF)

  /// - Throws: ``IndexError/io(operation:path:code:)`` if the system has no more watchers to give.
  package init() throws(IndexError) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard descriptor >= 0 else { throw .io(operation: "watch", path: "folders", code: errno) }
  }

  deinit { close(descriptor) }

  /// Watches a folder and all below it, without hidden ones; of a file, the folder that it is in.
  ///
  /// - Throws: ``IndexError/io(operation:path:code:)`` if there are more folders than the system lets one
  ///   user watch.
  package func watch(_ path: String) throws(IndexError) {
    guard case .folder = try FileStatus(path: path) else {
      let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
      return try add(folder.isEmpty ? "/" : folder)
    }
    var visited: Set<[UInt64]> = []
    try watchTree(path, &visited)
  }

  private func watchTree(_ path: String, _ visited: inout Set<[UInt64]>) throws(IndexError) {
    // A folder may be gone again, or closed to us: then nothing in it is to be indexed either.
    guard case .folder(let device, let number) = try? FileStatus(path: path),
      visited.insert([device, number]).inserted
    else { return }
    try add(path)
    for entry in (try? SystemCall.entries(in: path)) ?? []
    where !entry.isFile && !entry.name.hasPrefix(".") {
      try watchTree(path.hasSuffix("/") ? path + entry.name : path + "/" + entry.name, &visited)
    }
  }

  private func add(_ folder: String) throws(IndexError) {
    let watch = inotify_add_watch(descriptor, folder, FolderWatcher.events)
    if watch >= 0 {
      folders[watch] = folder
    } else if errno == ENOSPC {
      throw .io(
        operation: "watch more folders (see fs.inotify.max_user_watches)", path: folder,
        code: ENOSPC)
    } else if errno != ENOENT, errno != EACCES {
      throw .io(operation: "watch", path: folder, code: errno)
    }
  }

  /// Waits up to so many milliseconds for changes, and returns those that are there; none too if a
  /// signal came.
  package func wait(milliseconds: Int) throws(IndexError) -> Changes {
    var changes = Changes()
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, Int32(milliseconds)) > 0 else { return changes }
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      try bytes.withSpanOfBytes(count) { events throws(IndexError) in
        try note(UnsafeRawBufferPointer(rebasing: events[..<count]), &changes)
      }
    }
    return changes
  }

  /// Reads `struct inotify_event`s: watch:i32 mask:u32 cookie:u32 length:u32 name[length].
  private func note(
    _ events: UnsafeRawBufferPointer, _ changes: inout Changes
  ) throws(IndexError) {
    var offset = 0
    while offset + 16 <= events.count {
      let watch = events.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let mask = events.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = Int(events.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let name = events[min(offset + 16, events.count)..<min(offset + 16 + length, events.count)]
        .prefix { $0 != 0 }
      offset += 16 + length
      if mask & UInt32(IN_Q_OVERFLOW) != 0 { changes.areIncomplete = true }
      guard let folder = folders[watch] else { continue }
      if mask & UInt32(IN_IGNORED) != 0 {
        folders[watch] = nil
        continue
      }
      // Hidden files are not read, but for what tells which others are.
      if name.first == UInt8(ascii: "."), !name.elementsEqual(IgnoreRules.fileName.utf8) {
        continue
      }
      changes.folders.insert(folder)
      // What is in a new folder already has made no event.
      if mask & UInt32(IN_ISDIR) != 0, mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 {
        var visited: Set<[UInt64]> = []
        try watchTree(folder + "/" + String(decoding: name, as: UTF8.self), &visited)
      }
    }
  }
}
