/// Reads the ordinals of a term in the documents that a ``PostingsCursor`` stands on.
///
/// Nothing is decoded but the packed runs that hold what is asked for.
final class OrdinalsCursor {
  let postings: PostingsCursor
  private let file: IndexFileReader

  /// What ``read(lefts:rights:areRising:)`` has read.
  private(set) var lefts = GrowingArray<UInt32>()
  private(set) var rights = GrowingArray<UInt32>()

  /// The run that was found last, by the block it belongs to and its number there.
  private var run: OrdinalRun?
  private var runBlock = -1
  private var runNumber = -1
  /// Which parts of it are unpacked.
  private var hasLefts = false
  private var hasRights = false
  /// How often single values of it were asked for.
  private var asked = (lefts: 0, rights: 0)
  /// So few values are read one by one, so often: then unpacking all of the run pays.
  private static let few = 4
  /// The places of it that are in titles, a bit each.
  private var titles: (low: UInt64, high: UInt64)?
  /// Lefts, rights and titles of the run.
  private var unpacked: UnsafeMutablePointer<UInt32>?

  init(_ postings: PostingsCursor, file: IndexFileReader) {
    self.postings = postings
    self.file = file
  }

  deinit {
    lefts.deallocate()
    rights.deallocate()
    unpacked?.deallocate()
  }

  /// Reads what is asked for of the occurrences in the current document: the ordinals of the characters
  /// or words that they begin with, ``lefts``, and of what stands right, ``rights``.
  ///
  /// Lefts rise, rights only if `areRising`. Both are empty if the bytes are damaged.
  func read(lefts wantsLefts: Bool, rights wantsRights: Bool, areRising: Bool) {
    lefts.removeAll()
    rights.removeAll()
    var (nextLeft, nextRight) = (UInt32(0), UInt32(0))
    let (step, mask): (UInt32, UInt32) = areRising ? (1, .max) : (0, 0)
    if isInline {
      let inline = postings.info.inline
      for index in 0..<min(postings.frequency, PostingList.inlineOccurrences) {
        let (left, right) = (nextLeft &+ inline.left(index), nextRight &+ inline.right(index))
        if wantsLefts { lefts.append(left) }
        if wantsRights { rights.append(right) }
        (nextLeft, nextRight) = (left &+ 1, (right &+ step) & mask)
      }
      return
    }
    let isWhole = forEachRun { run, range in
      // Not all at once: what a damaged frequency claims is not to be allocated for.
      if wantsLefts {
        let room = lefts.room(for: range.count)
        if !hasLefts, range.count <= OrdinalsCursor.few, asked.lefts < OrdinalsCursor.few {
          asked.lefts += 1
          for index in 0..<range.count {
            room[index] = nextLeft &+ run.left(file, at: range.lowerBound &+ index)
            nextLeft = room[index] &+ 1
          }
        } else {
          let values = unpackedLefts(of: run)
          for index in 0..<range.count {
            room[index] = nextLeft &+ values[range.lowerBound &+ index]
            nextLeft = room[index] &+ 1
          }
        }
        lefts.extend(by: range.count)
      }
      if wantsRights {
        let room = rights.room(for: range.count)
        if !hasRights, range.count <= OrdinalsCursor.few, asked.rights < OrdinalsCursor.few {
          asked.rights += 1
          for index in 0..<range.count {
            room[index] = nextRight &+ run.right(file, at: range.lowerBound &+ index)
            nextRight = (room[index] &+ step) & mask
          }
        } else {
          let values = unpackedRights(of: run)
          for index in 0..<range.count {
            room[index] = nextRight &+ values[range.lowerBound &+ index]
            nextRight = (room[index] &+ step) & mask
          }
        }
        rights.extend(by: range.count)
      }
    }
    if !isWhole {
      lefts.removeAll()
      rights.removeAll()
    }
  }

  /// How many of the occurrences in the current document are in its title: the first ones.
  func countInTitle() -> Int {
    if isInline { return min(Int(postings.info.inline.titles), postings.frequency) }
    var count = 0
    _ = forEachRun { run, range in
      let titles = titles ?? titles(of: run)
      let (low, high) = OrdinalsCursor.bits(below: range.upperBound)
      let (lowBefore, highBefore) = OrdinalsCursor.bits(below: range.lowerBound)
      count &+= (titles.low & low & ~lowBefore).nonzeroBitCount
      count &+= (titles.high & high & ~highBefore).nonzeroBitCount
    }
    return count
  }

  /// The lowest bits of 128.
  private static func bits(below end: Int) -> (low: UInt64, high: UInt64) {
    (end < 64 ? (1 &<< UInt64(end)) &- 1 : .max, end <= 64 ? 0 : .max >> UInt64(128 - end))
  }

  private var isInline: Bool {
    postings.documentFrequency == 1 && postings.info.ordinalsLength == 0
  }

  /// Calls `body` with each run that has occurrences of the current document, and their places in it;
  /// false if the bytes are damaged.
  @inline(__always)
  private func forEachRun(_ body: (OrdinalRun, Range<Int>) -> Void) -> Bool {
    var skipped = postings.occurrencesBefore()
    var left = postings.frequency
    while left > 0 {
      guard find(skipped / PackedIntegers.capacity), let run else { return false }
      let first = skipped % PackedIntegers.capacity
      let taken = min(left, run.count - first)
      guard taken > 0 else { return false }
      body(run, first..<first + taken)
      skipped += taken
      left -= taken
    }
    return true
  }

  private func unpackedLefts(of run: OrdinalRun) -> UnsafeMutablePointer<UInt32> {
    let lefts = memory
    if !hasLefts {
      run.unpackLefts(file, lefts, lefts + PackedIntegers.capacity)
      hasLefts = true
      if run.isJoint { hasRights = true }
    }
    return lefts
  }

  private func unpackedRights(of run: OrdinalRun) -> UnsafeMutablePointer<UInt32> {
    let rights = memory + PackedIntegers.capacity
    if !hasRights {
      if run.isJoint { _ = unpackedLefts(of: run) } else { run.unpackRights(file, rights) }
      hasRights = true
    }
    return rights
  }

  private func titles(of run: OrdinalRun) -> (low: UInt64, high: UInt64) {
    let places = memory + 2 * PackedIntegers.capacity
    var bits: (low: UInt64, high: UInt64) = (0, 0)
    var place: UInt64 = 0
    for index in 0..<run.unpackTitles(file, places) {
      place &+= UInt64(places[index])
      // Only damage leads beyond the run.
      if place < 64 {
        bits.low |= 1 << place
      } else if place < 128 {
        bits.high |= 1 << (place - 64)
      }
      place &+= 1
    }
    titles = bits
    return bits
  }

  private var memory: UnsafeMutablePointer<UInt32> {
    if let unpacked { return unpacked }
    let memory = UnsafeMutablePointer<UInt32>.allocate(capacity: 3 * PackedIntegers.capacity)
    unpacked = memory
    return memory
  }

  /// Finds the run of a number in the current block.
  private func find(_ number: Int) -> Bool {
    let block = postings.block
    if block == runBlock, number == runNumber { return true }
    let base = postings.info.ordinalsStart
    let end = base + postings.info.ordinalsLength
    let total = postings.occurrencesInBlock
    var current = 0
    var offset = base + postings.ordinalsOffset
    if block == runBlock, number > runNumber, let run {
      current = runNumber + 1
      offset = run.end
    }
    runBlock = -1
    while true {
      let count = min(PackedIntegers.capacity, total - current * PackedIntegers.capacity)
      guard count > 0 else {
        file.noteOutside(offset)
        return false
      }
      guard let found = OrdinalRun(file, at: offset, before: end, count: count) else {
        return false
      }
      if current == number {
        run = found
        (runBlock, runNumber) = (block, number)
        (hasLefts, hasRights, titles) = (false, false, nil)
        asked = (0, 0)
        return true
      }
      offset = found.end
      current += 1
    }
  }
}
