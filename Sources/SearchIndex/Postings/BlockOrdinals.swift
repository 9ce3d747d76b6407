/// The ordinals of all occurrences in the block that a ``PostingsCursor`` stands in, unpacked as a whole.
///
/// Where many documents of a block are asked for, that takes a small part of the time that it takes to find
/// those of each; ``OrdinalsCursor`` is for few.
final class BlockOrdinals {
  private let postings: PostingsCursor
  private let file: IndexFileReader
  private let wantsLefts: Bool
  private let wantsRights: Bool

  /// By document of the block: how many occurrences are before its first, and how many there are in all.
  private(set) var starts = GrowingArray<UInt32>(capacity: PostingList.blockLength + 1)
  /// As differences, document by document; only those that are wanted mean something.
  ///
  /// See ``OrdinalDeltas``.
  private(set) var lefts = GrowingArray<UInt32>(capacity: 2 * PackedIntegers.capacity)
  private(set) var rights = GrowingArray<UInt32>(capacity: 2 * PackedIntegers.capacity)
  /// The block that was read last.
  private var block = -1
  private var isWhole = false

  init(_ postings: PostingsCursor, file: IndexFileReader, lefts: Bool, rights: Bool) {
    self.postings = postings
    self.file = file
    wantsLefts = lefts
    wantsRights = rights
  }

  deinit {
    starts.deallocate()
    lefts.deallocate()
    rights.deallocate()
  }

  /// Reads those of the current block, unless they are read; false, which the file remembers, if the bytes are
  /// damaged.
  func read() -> Bool {
    if postings.block != block {
      block = postings.block
      starts.removeAll()
      lefts.removeAll()
      rights.removeAll()
      isWhole = unpack(postings.blockDocs.count, postings.blockFrequencies)
    }
    return isWhole
  }

  private func unpack(_ count: Int, _ frequencies: UnsafePointer<UInt32>) -> Bool {
    var total = 0
    let starts = self.starts.room(for: count + 1)
    for index in 0..<count {
      starts[index] = UInt32(truncatingIfNeeded: total)
      total &+= Int(frequencies[index]) &+ 1
    }
    starts[count] = UInt32(truncatingIfNeeded: total)
    self.starts.extend(by: count + 1)
    let base = postings.info.ordinalsStart
    var offset = base + postings.ordinalsOffset
    guard total <= UInt32.max else {
      file.noteOutside(offset)
      return false
    }
    // One after the other: what a damaged frequency claims is not to be allocated for.
    while lefts.count < total {
      let number = min(PackedIntegers.capacity, total - lefts.count)
      guard
        let run = OrdinalRun(
          file, at: offset, before: base + postings.info.ordinalsLength, count: number)
      else { return false }
      let (left, right) = (lefts.room(for: number), rights.room(for: number))
      if wantsLefts || run.isJoint { run.unpackLefts(file, left, right) }
      if wantsRights, !run.isJoint { run.unpackRights(file, right) }
      lefts.extend(by: number)
      rights.extend(by: number)
      offset = run.end
    }
    return true
  }
}
