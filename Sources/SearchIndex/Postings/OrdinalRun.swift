/// Up to 128 occurrences of a term with their ordinals, packed, and which of them are in titles.
///
/// ```
/// run    = packed(lefts) packed(rights) titles?     from nine occurrences up
///        | packed(lefts rights) titles?             of fewer: one head is enough
/// titles = number:u8 packed(places)                 if the first byte of the run has 80 hexadecimal
/// ```
///
/// Lefts and rights are differences, see ``OrdinalDeltas``; `packed` is ``PackedIntegers``, which
/// leaves the highest bit of a run's first byte alone. Places are those of the occurrences in the
/// run: the first as it is, then the difference to the one before, less one.
struct OrdinalRun {
  static let titlesFlag: UInt8 = 0x80
  /// Up to so many occurrences have lefts and rights in one packed run.
  static let jointCount = 8

  /// Where it begins in the file.
  let start: Int
  let count: Int
  /// Where the rights begin; ``start`` if they are packed with the lefts.
  private let rights: Int
  /// Where the titles begin; ``end`` if there are none.
  private let titles: Int
  /// Where it ends.
  let end: Int

  var isJoint: Bool { count <= OrdinalRun.jointCount }

  /// The run of `count` occurrences at `start`, all of which is before `limit`; nil, which the file
  /// remembers, if the bytes are damaged.
  init?(_ file: IndexFileReader, at start: Int, before limit: Int, count: Int) {
    self.start = start
    self.count = count
    let isJoint = count <= OrdinalRun.jointCount
    guard let lefts = OrdinalRun.end(file, start, limit, isJoint ? 2 * count : count) else {
      return nil
    }
    rights = isJoint ? start : lefts
    guard let ordinals = isJoint ? lefts : OrdinalRun.end(file, lefts, limit, count) else {
      return nil
    }
    titles = ordinals
    guard let bytes = file.payload.baseAddress,
      (bytes + start).load(as: UInt8.self) & OrdinalRun.titlesFlag != 0
    else {
      end = ordinals
      return
    }
    guard ordinals < limit, file.check(ordinals, 1) else {
      file.noteOutside(ordinals)
      return nil
    }
    let number = Int((bytes + ordinals).load(as: UInt8.self))
    guard number > 0, number <= count,
      let end = OrdinalRun.end(file, ordinals + 1, limit, number)
    else {
      file.noteOutside(ordinals)
      return nil
    }
    self.end = end
  }

  /// Where the packed run at `start` ends; nil, which the file remembers, if not before `limit`.
  private static func end(
    _ file: IndexFileReader, _ start: Int, _ limit: Int, _ count: Int
  ) -> Int? {
    // The three bytes of a run's head may lie beyond a run of fewer: the slack covers them.
    guard start < limit, limit <= file.payload.count, file.check(start, min(3, limit - start)),
      let bytes = file.payload.baseAddress
    else {
      file.noteOutside(start)
      return nil
    }
    let length = PackedIntegers.length(at: bytes + start, count: count)
    guard length <= limit - start, file.check(start, length) else {
      file.noteOutside(start)
      return nil
    }
    return start + length
  }

  /// Unpacks the lefts, and the rights too if they are packed with them.
  func unpackLefts(
    _ file: IndexFileReader, _ lefts: UnsafeMutablePointer<UInt32>,
    _ rights: UnsafeMutablePointer<UInt32>
  ) {
    guard let bytes = file.payload.baseAddress else { return }
    guard isJoint else {
      PackedIntegers.unpack(bytes + start, count: count, into: lefts)
      return
    }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * OrdinalRun.jointCount) { both in
      guard let both = both.baseAddress else { return }
      PackedIntegers.unpack(bytes + start, count: 2 * count, into: both)
      lefts.update(from: both, count: count)
      rights.update(from: both + count, count: count)
    }
  }

  /// Unpacks the rights of a run that has them apart.
  func unpackRights(_ file: IndexFileReader, _ rights: UnsafeMutablePointer<UInt32>) {
    guard let bytes = file.payload.baseAddress else { return }
    PackedIntegers.unpack(bytes + self.rights, count: count, into: rights)
  }

  /// One of the lefts.
  func left(_ file: IndexFileReader, at index: Int) -> UInt32 {
    guard let bytes = file.payload.baseAddress else { return 0 }
    return PackedIntegers.value(
      at: index, of: bytes + start, count: isJoint ? 2 &* count : count)
  }

  /// One of the rights.
  func right(_ file: IndexFileReader, at index: Int) -> UInt32 {
    guard let bytes = file.payload.baseAddress else { return 0 }
    return isJoint
      ? PackedIntegers.value(at: count &+ index, of: bytes + start, count: 2 &* count)
      : PackedIntegers.value(at: index, of: bytes + rights, count: count)
  }

  /// Unpacks the places of the occurrences in titles, as differences; returns how many there are.
  func unpackTitles(_ file: IndexFileReader, _ places: UnsafeMutablePointer<UInt32>) -> Int {
    guard titles < end, let bytes = file.payload.baseAddress else { return 0 }
    let number = Int((bytes + titles).load(as: UInt8.self))
    PackedIntegers.unpack(bytes + titles + 1, count: number, into: places)
    return number
  }

  /// Packs occurrences, of which those at the places are in titles, and appends the run to `target`.
  static func append(
    _ lefts: UnsafePointer<UInt32>, _ rights: UnsafePointer<UInt32>, count: Int,
    titles: UnsafeBufferPointer<UInt32>, to target: inout GrowingArray<UInt8>
  ) {
    let start = target.count
    if count <= jointCount {
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * jointCount) { both in
        guard let both = both.baseAddress else { return }
        both.update(from: lefts, count: count)
        (both + count).update(from: rights, count: count)
        PackedIntegers.append(both, count: 2 * count, to: &target)
      }
    } else {
      PackedIntegers.append(lefts, count: count, to: &target)
      PackedIntegers.append(rights, count: count, to: &target)
    }
    guard !titles.isEmpty else { return }
    target.base[start] |= titlesFlag
    target.append(UInt8(truncatingIfNeeded: titles.count))
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PackedIntegers.capacity) { places in
      guard let places = places.baseAddress else { return }
      var next: UInt32 = 0
      for index in 0..<titles.count {
        places[index] = titles[index] &- next
        next = titles[index] &+ 1
      }
      PackedIntegers.append(places, count: titles.count, to: &target)
    }
  }
}

/// The ordinals of occurrences as differences, document by document, with what a block or a list of
/// them needs to know of titles.
///
/// The first ordinal of a document is as it is, each other one the difference to the one before, less
/// one. Rights of words, and of characters before separators, do not rise: they are as they are.
struct OrdinalDeltas {
  var lefts = GrowingArray<UInt32>(capacity: 1024)
  var rights = GrowingArray<UInt32>(capacity: 1024)
  /// The places of those occurrences that are in titles.
  var titles = GrowingArray<UInt32>(capacity: 64)

  func deallocate() {
    lefts.deallocate()
    rights.deallocate()
    titles.deallocate()
  }

  var count: Int { lefts.count }

  mutating func removeAll() {
    lefts.removeAll()
    rights.removeAll()
    titles.removeAll()
  }

  /// Appends the occurrences of `range` of others.
  mutating func append(
    _ other: borrowing OrdinalDeltas, _ range: Range<Int>, titles range2: Range<Int>
  ) {
    let base = UInt32(truncatingIfNeeded: count) &- UInt32(truncatingIfNeeded: range.lowerBound)
    lefts.append(contentsOf: UnsafeBufferPointer(rebasing: other.lefts.elements[range]))
    rights.append(contentsOf: UnsafeBufferPointer(rebasing: other.rights.elements[range]))
    for place in other.titles.elements[range2] { titles.append(place &+ base) }
  }

  /// Appends the occurrences of a list that the dictionary holds.
  mutating func append(_ inline: InlineOrdinals, count number: Int) {
    let base = UInt32(truncatingIfNeeded: count)
    for index in 0..<number {
      lefts.append(inline.left(index))
      rights.append(inline.right(index))
      if index < inline.titles { titles.append(base &+ UInt32(index)) }
    }
  }

  /// Packs all in runs.
  func pack(to target: inout GrowingArray<UInt8>) {
    var start = 0
    var firstTitle = 0
    while start < count {
      let number = min(PackedIntegers.capacity, count &- start)
      let end = UInt32(truncatingIfNeeded: start &+ number)
      var title = firstTitle
      while title < titles.count, titles.base[title] < end {
        titles.base[title] &-= UInt32(truncatingIfNeeded: start)
        title &+= 1
      }
      OrdinalRun.append(
        lefts.base + start, rights.base + start, count: number,
        titles: UnsafeBufferPointer(rebasing: titles.elements[firstTitle..<title]), to: &target)
      firstTitle = title
      start &+= number
    }
  }
}
