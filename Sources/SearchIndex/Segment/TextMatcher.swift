/// Finds the longest of a set of strings that a text goes on with: a trie over ``TextUnit``.
///
/// Nodes are numbers. The node of a string that is in the set is its index there; nodes that only
/// lead to others are numbered behind. The first step is a table by unit, all others go through one
/// open-addressing table whose slots hold node, unit and child in 64 bits, so that a step costs one
/// probe. Nodes that lead nowhere are marked, which saves the probe that would fail.
final class TextMatcher: @unchecked Sendable {
  static let none = UInt32.max
  /// Set in a node's number where it is stored, if the node has children.
  private static let branch: UInt32 = 1 << 24
  private static let nodeMask = branch - 1

  /// How many strings there are: nodes below are strings.
  private let count: UInt32
  /// By unit: a number for those that are part of a string, in order of appearance; 0 for others.
  private let units: UnsafeMutablePointer<UInt16>
  /// By such a number: the unit's node as the first of a string, or ``none``.
  private let roots: UnsafeMutablePointer<UInt32>
  private var unitCount = 1
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var edges = 0
  private var nodes: UInt32

  /// Of strings that are all different, and made of units that have numbers.
  ///
  /// At most 2^20 strings with together less than 2^24 units.
  init(count: Int, string: (Int) -> UnsafeRawBufferPointer) {
    self.count = UInt32(count)
    nodes = UInt32(count)
    units = .allocate(capacity: TextUnit.limit)
    units.initialize(repeating: 0, count: TextUnit.limit)
    roots = .allocate(capacity: TextUnit.limit)
    roots.initialize(repeating: TextMatcher.none, count: 1)
    mask = 1023
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    // Shorter strings first: they are the prefixes of others, and their nodes must be theirs.
    for index in TextMatcher.byLength(count, string) { insert(string(index), as: UInt32(index)) }
  }

  deinit {
    units.deallocate()
    roots.deallocate()
    slots.deallocate()
  }

  /// About how many bytes the matcher takes.
  var memory: Int { TextUnit.limit * 2 + unitCount * 4 + (mask + 1) * 8 }

  /// The strings' indexes by the strings' numbers of units.
  private static func byLength(
    _ count: Int, _ string: (Int) -> UnsafeRawBufferPointer
  ) -> [Int] {
    var heads: [Int] = [0]
    let lengths = (0..<count).map { index in
      let string = string(index)
      var offset = 0
      var length = 0
      if let bytes = string.assumingMemoryBound(to: UInt8.self).baseAddress {
        while offset < string.count {
          offset += TextUnit.next(bytes, offset, string.count).length
          length += 1
        }
      }
      while heads.count <= length + 1 { heads.append(0) }
      heads[length + 1] += 1
      return length
    }
    for length in 1..<max(1, heads.count) { heads[length] += heads[length - 1] }
    var order = [Int](repeating: 0, count: count)
    for (index, length) in lengths.enumerated() {
      order[heads[length]] = index
      heads[length] += 1
    }
    return order
  }

  private func insert(_ string: UnsafeRawBufferPointer, as index: UInt32) {
    guard let bytes = string.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    var offset = 0
    var node = TextMatcher.none
    /// Where the node's number is stored: a root, or a slot.
    var root = 0
    var slot = -1
    while offset < string.count {
      let next = TextUnit.next(bytes, offset, string.count)
      guard next.number != TextUnit.none else { return }
      offset += next.length
      let isLast = offset == string.count
      let unit = unitNumber(next.number)
      if node == TextMatcher.none {
        root = unit
        if roots[root] == TextMatcher.none { roots[root] = isLast ? index : newNode() }
        node = roots[root] & TextMatcher.nodeMask
        continue
      }
      if slot < 0 { roots[root] |= TextMatcher.branch } else { slots[slot] |= 1 << 24 }
      if (edges + 1) * 2 > mask { grow() }
      let key = TextMatcher.key(node, UInt16(unit))
      slot = find(key)
      if slots[slot] == 0 {
        edges += 1
        slots[slot] = key << 25 | UInt64(isLast ? index : newNode())
      }
      node = UInt32(truncatingIfNeeded: slots[slot]) & TextMatcher.nodeMask
    }
  }

  private func unitNumber(_ unit: UInt32) -> Int {
    if units[Int(unit)] == 0 {
      units[Int(unit)] = UInt16(truncatingIfNeeded: unitCount)
      roots[unitCount] = TextMatcher.none
      unitCount += 1
    }
    return Int(units[Int(unit)])
  }

  private func newNode() -> UInt32 {
    nodes += 1
    return nodes - 1
  }

  /// Never 0, for a free slot is 0, and below 2^39.
  @inline(__always)
  private static func key(_ node: UInt32, _ unit: UInt16) -> UInt64 {
    UInt64(node &+ 1) &<< 16 | UInt64(unit)
  }

  /// The slot of a key, or the free one where it would be.
  @inline(__always)
  private func find(_ key: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 32) & mask
    while slots[index] != 0, slots[index] &>> 25 != key { index = (index &+ 1) & mask }
    return index
  }

  private func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<oldCount where old[index] != 0 { slots[find(old[index] >> 25)] = old[index] }
    old.deallocate()
  }

  /// Cuts a text into the longest strings of the set, from left to right.
  ///
  /// Calls `body` with each string's index and where it begins and ends; units that begin no string
  /// are left out.
  @inline(__always)
  func forEachMatch(
    in bytes: UnsafePointer<UInt8>, _ end: Int,
    _ body: (_ index: UInt32, _ start: Int, _ end: Int) -> Void
  ) {
    let units = units
    let roots = roots
    let slots = slots
    let mask = mask
    let count = count
    var offset = 0
    /// The unit at `position`, which is looked up once although a match ends before it.
    var position = -1
    var unit: UInt16 = 0
    var length = 0
    while offset < end {
      if position != offset {
        let next = TextUnit.next(bytes, offset, end)
        unit = units[Int(next.number)]
        length = next.length
      }
      position = offset &+ length
      var node = roots[Int(unit)]
      guard node != TextMatcher.none else {
        offset = position
        position = -1
        continue
      }
      var best = node & TextMatcher.nodeMask
      var bestEnd = position
      if best >= count { best = TextMatcher.none }
      var isLoaded = false
      while node & TextMatcher.branch != 0, position < end {
        let next = TextUnit.next(bytes, position, end)
        unit = units[Int(next.number)]
        length = next.length
        isLoaded = true
        let key = TextMatcher.key(node & TextMatcher.nodeMask, unit)
        var index = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 32) & mask
        while slots[index] != 0, slots[index] &>> 25 != key { index = (index &+ 1) & mask }
        guard slots[index] != 0 else { break }
        node = UInt32(truncatingIfNeeded: slots[index] & 0x1ff_ffff)
        position &+= length
        isLoaded = false
        if node & TextMatcher.nodeMask < count {
          best = node & TextMatcher.nodeMask
          bestEnd = position
        }
      }
      if best != TextMatcher.none { body(best, offset, bestEnd) }
      offset = bestEnd
      if !isLoaded { position = -1 }
    }
  }
}
