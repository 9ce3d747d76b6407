/// Reads the positions of a term in the documents that a ``PostingsCursor`` stands on.
///
/// Nothing is decoded but the packed runs that hold the positions asked for.
final class PositionsCursor {
  let postings: PostingsCursor
  private let file: IndexFileReader
  private var buffer: [UInt32] = []

  /// The packed run that was decoded last, by the block it belongs to and its number there.
  private let run: UnsafeMutablePointer<UInt32>
  private var runBlock = -1
  private var runNumber = -1
  private var runOffset = 0
  private var runLength = 0

  init(_ postings: PostingsCursor, file: IndexFileReader) {
    self.postings = postings
    self.file = file
    run = .allocate(capacity: PackedIntegers.capacity)
  }

  deinit { run.deallocate() }

  /// The positions of the term in the current document, rising.
  ///
  /// Empty if the bytes are damaged, which the file then tells.
  func positions() -> [UInt32] {
    _ = deltas()
    var position: UInt32 = 0
    for index in buffer.indices {
      position &+= buffer[index]
      buffer[index] = position
    }
    return buffer
  }

  /// The positions as they are stored: the first, then the difference of each to the one before.
  func deltas() -> [UInt32] {
    let count = postings.frequency
    buffer.removeAll(keepingCapacity: true)
    let info = postings.info
    if postings.documentFrequency == 1, info.positionsLength == 0 {
      for index in 0..<min(count, PostingList.inlinePositions) {
        buffer.append(info.inlineDeltas[index])
      }
      return buffer
    }
    var skipped = postings.positionsBefore
    var left = count
    while left > 0 {
      guard decodeRun(skipped / PackedIntegers.capacity) else {
        buffer.removeAll(keepingCapacity: true)
        return buffer
      }
      let first = skipped % PackedIntegers.capacity
      let taken = min(left, runLength - first)
      guard taken > 0 else { return buffer }
      for index in first..<first + taken {
        buffer.append(run[index])
      }
      skipped += taken
      left -= taken
    }
    return buffer
  }

  private func decodeRun(_ number: Int) -> Bool {
    let block = postings.block
    if block == runBlock, number == runNumber { return true }
    let base = postings.info.positionsStart
    let end = base + postings.info.positionsLength
    let total = postings.positionsInBlock
    var current = 0
    var offset = base + postings.positionsOffset
    if block == runBlock, number > runNumber {
      current = runNumber
      offset = runOffset
    }
    guard let bytes = file.payload.baseAddress else { return false }
    while true {
      let count = min(PackedIntegers.capacity, total - current * PackedIntegers.capacity)
      // The three bytes of a run's head may lie beyond a run of none: the slack covers them.
      guard count > 0, offset < end, file.check(offset, 1), file.check(offset, min(3, end - offset))
      else { return fail(offset) }
      let length = PackedIntegers.length(at: bytes + offset, count: count)
      if current == number {
        guard length <= end - offset, file.check(offset, length) else { return fail(offset) }
        PackedIntegers.unpack(bytes + offset, count: count, into: run)
        runBlock = block
        runNumber = number
        runOffset = offset
        runLength = count
        return true
      }
      offset += length
      current += 1
    }
  }

  private func fail(_ offset: Int) -> Bool {
    file.noteOutside(offset)
    runBlock = -1
    return false
  }
}
