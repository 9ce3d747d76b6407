/// What a writer does with the files of an index as files: flush, remove, put aside.
struct SegmentFiles {
  let folder: String

  /// Flushes the files of a new segment to disk.
  func sync(segment: UInt64) throws(IndexError) {
    for kind in FileKind.ofEverySegment {
      try SystemCall.syncFile(folder + "/" + kind.fileName(segment: segment))
    }
  }

  /// Removes the files of a segment that was never committed.
  func remove(segment number: UInt64) throws(IndexError) {
    for kind in FileKind.ofEverySegment {
      try SystemCall.remove(folder + "/" + kind.fileName(segment: number))
    }
  }

  /// Removes what a writer left that ended before its commit.
  ///
  /// Only names that an index gives count.
  func removeOrphans(besides known: Set<String>) throws(IndexError) {
    for name in try SystemCall.names(in: folder) where !known.contains(name) {
      let base = name.hasSuffix(".tmp") ? String(name.dropLast(4)) : name
      if FileKind.isIndexFile(base) { try SystemCall.remove(folder + "/" + name) }
    }
  }

  /// Moves the files of dropped segments to a folder of their own, and takes them from the names; returns the
  /// folder, or nil if there are none.
  func putAside(
    _ names: inout Set<String>, of dropped: Set<UInt64>, _ generation: UInt64
  ) throws(IndexError) -> String? {
    let numbers = Set(dropped.map { FileKind.number($0) })
    let moved = names.filter { numbers.contains(String($0.prefix { $0 != "." })) }
    guard !moved.isEmpty else { return nil }
    names.subtract(moved)
    let target = folder + "/damaged-\(generation)"
    try SystemCall.makeFolder(target)
    for name in moved.sorted() {
      do throws(IndexError) {
        try SystemCall.rename(folder + "/" + name, to: target + "/" + name)
      } catch {
        // It may be its being missing that was the damage.
        guard error.isMissingFile else { throw error }
      }
    }
    return target
  }
}
