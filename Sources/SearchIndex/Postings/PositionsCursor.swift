/// Reads the positions of a term in the documents that a ``PostingsCursor`` stands on.
///
/// Nothing is decoded but the packed runs that hold the positions asked for.
final class PositionsCursor {
  let postings: PostingsCursor
  private let file: IndexFileReader
  private var buffer = GrowingArray<UInt32>()

  /// The packed run that was decoded last, by the block it belongs to and its number there.
  private var run: UnsafeMutablePointer<UInt32>?
  private var runBlock = -1
  private var runNumber = -1
  private var runOffset = 0
  private var runLength = 0

  init(_ postings: PostingsCursor, file: IndexFileReader) {
    self.postings = postings
    self.file = file
  }

  deinit {
    run?.deallocate()
    buffer.deallocate()
  }

  /// The positions of the term in the current document, rising.
  ///
  /// Empty if the bytes are damaged, which the file then tells.
  func positions() -> [UInt32] {
    buffer.removeAll()
    append(to: &buffer)
    return Array(buffer.elements)
  }

  /// Appends the positions of the term in the current document, rising; none if the bytes are
  /// damaged.
  func append(to target: inout GrowingArray<UInt32>) {
    let count = postings.frequency
    let info = postings.info
    let start = target.count
    var position: UInt32 = 0
    if postings.documentFrequency == 1, info.positionsLength == 0 {
      for index in 0..<min(count, PostingList.inlinePositions) {
        position &+= info.inlineDeltas[index]
        target.append(position)
      }
      return
    }
    var skipped = postings.positionsBefore()
    var left = count
    while left > 0 {
      guard decodeRun(skipped / PackedIntegers.capacity), let run else {
        target.removeLast(target.count &- start)
        return
      }
      let first = skipped % PackedIntegers.capacity
      let taken = min(left, runLength - first)
      guard taken > 0 else { return }
      // Not all at once: what a damaged frequency claims is not to be allocated for.
      let room = target.room(for: taken)
      for index in 0..<taken {
        position &+= run[first &+ index]
        room[index] = position
      }
      target.extend(by: taken)
      skipped += taken
      left -= taken
    }
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
        let target = run ?? .allocate(capacity: PackedIntegers.capacity)
        run = target
        PackedIntegers.unpack(bytes + offset, count: count, into: target)
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
