/// Finds the longest of a set of strings that a text goes on with: a trie over ``TextUnit``.
///
/// Nodes are numbers. The node of a string that is in the set is its index there; nodes that only
/// lead to others are numbered behind. The first step is a table by unit, all others go through one
/// open-addressing table whose slots hold node, unit and child in 64 bits, so that a step costs one
/// probe.
final class TextMatcher: @unchecked Sendable {
  static let none = UInt32.max
  /// Nodes and the nodes of units fit in 21 bits.
  static let nodeLimit = 1 << 21

  /// How many strings there are: nodes below are strings.
  let count: UInt32
  private let roots: UnsafeMutablePointer<UInt32>
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var edges = 0
  private(set) var nodes: UInt32

  /// Of strings that are made of numbered units and are all different.
  init(count: Int, string: (Int) -> UnsafeRawBufferPointer = { _ in .init(start: nil, count: 0) }) {
    self.count = UInt32(count)
    nodes = UInt32(count)
    roots = .allocate(capacity: TextUnit.limit)
    roots.initialize(repeating: TextMatcher.none, count: TextUnit.limit)
    mask = 1023
    while mask < count * 2 { mask = mask * 2 + 1 }
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    // Shorter strings first: they are the prefixes of others, and their nodes must be theirs.
    var lengths = [Int32](repeating: 0, count: count)
    var longest = 0
    for index in 0..<count {
      let length = TextMatcher.units(string(index))
      lengths[index] = Int32(length)
      longest = max(longest, length)
    }
    var order: [Int] = []
    order.reserveCapacity(count)
    var heads = [Int](repeating: 0, count: longest + 2)
    for length in lengths { heads[Int(length) + 1] += 1 }
    for length in 1..<heads.count { heads[length] += heads[length - 1] }
    order = [Int](repeating: 0, count: count)
    for index in 0..<count {
      order[heads[Int(lengths[index])]] = index
      heads[Int(lengths[index])] += 1
    }
    for index in order { insert(string(index), as: UInt32(index)) }
  }

  deinit {
    roots.deallocate()
    slots.deallocate()
  }

  /// About how many bytes the matcher takes.
  var memory: Int { TextUnit.limit * 4 + (mask + 1) * 8 }

  private static func units(_ string: UnsafeRawBufferPointer) -> Int {
    guard let bytes = string.assumingMemoryBound(to: UInt8.self).baseAddress else { return 0 }
    var offset = 0
    var units = 0
    while offset < string.count {
      offset += TextUnit.next(bytes, offset, string.count).length
      units += 1
    }
    return units
  }

  private func insert(_ string: UnsafeRawBufferPointer, as index: UInt32) {
    guard let bytes = string.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    var offset = 0
    var node = TextMatcher.none
    while offset < string.count {
      let unit = TextUnit.next(bytes, offset, string.count)
      guard unit.number != TextUnit.none else { return }
      offset += unit.length
      let isLast = offset == string.count
      if node == TextMatcher.none {
        if roots[Int(unit.number)] == TextMatcher.none {
          roots[Int(unit.number)] = isLast ? index : newNode()
        }
        node = roots[Int(unit.number)]
      } else {
        if roots[Int(unit.number)] == TextMatcher.none { roots[Int(unit.number)] = newNode() }
        let root = roots[Int(unit.number)]
        let child = self.child(node, root)
        if child == TextMatcher.none {
          let new = isLast ? index : newNode()
          add(TextMatcher.slot(node, root) | UInt64(new))
          node = new
        } else {
          node = child
        }
      }
    }
  }

  private func newNode() -> UInt32 {
    nodes += 1
    precondition(nodes < TextMatcher.nodeLimit)
    return nodes - 1
  }

  /// Never 0: a free slot is 0.
  @inline(__always)
  private static func slot(_ node: UInt32, _ root: UInt32) -> UInt64 {
    (UInt64(node) &+ 1) &<< 42 | UInt64(root) &<< 21
  }

  @inline(__always)
  private static func hash(_ slot: UInt64) -> Int {
    Int(truncatingIfNeeded: ((slot &>> 21) &* 0x9e37_79b9_7f4a_7c15) &>> 32)
  }

  private func add(_ slot: UInt64) {
    if (edges + 1) * 2 > mask { grow() }
    edges += 1
    place(slot)
  }

  private func place(_ slot: UInt64) {
    var index = TextMatcher.hash(slot) & mask
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  private func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<oldCount where old[index] != 0 { place(old[index]) }
    old.deallocate()
  }

  @inline(__always)
  private func child(_ node: UInt32, _ root: UInt32) -> UInt32 {
    let wanted = TextMatcher.slot(node, root)
    var index = TextMatcher.hash(wanted) & mask
    while true {
      let slot = slots[index]
      if slot &>> 21 == wanted &>> 21 { return UInt32(truncatingIfNeeded: slot & 0x1f_ffff) }
      if slot == 0 { return TextMatcher.none }
      index = (index &+ 1) & mask
    }
  }

  /// The longest string at `offset`, and where it ends; none, and where the first unit ends.
  @inline(__always)
  func longest(
    _ bytes: UnsafePointer<UInt8>, _ offset: Int, _ end: Int
  ) -> (index: UInt32, end: Int) {
    let first = TextUnit.next(bytes, offset, end)
    var position = offset &+ first.length
    guard first.number != TextUnit.none else { return (TextMatcher.none, position) }
    var node = roots[Int(first.number)]
    guard node != TextMatcher.none else { return (TextMatcher.none, position) }
    var best = node < count ? node : TextMatcher.none
    var bestEnd = position
    while position < end {
      let unit = TextUnit.next(bytes, position, end)
      guard unit.number != TextUnit.none else { break }
      let root = roots[Int(unit.number)]
      guard root != TextMatcher.none else { break }
      node = child(node, root)
      guard node != TextMatcher.none else { break }
      position &+= unit.length
      if node < count {
        best = node
        bestEnd = position
      }
    }
    return (best, bestEnd)
  }
}
