/// A trie over ``TextUnit`` as long as strings are added: its edges in one hash table.
///
/// Units that strings are made of have numbers, which are called symbols, from 1 on. The root is node 0, a string's
/// node is the string's index and one; nodes that only lead to others come behind those.
struct StringTrie {
  /// A step from a node to the next.
  struct Edge {
    var parent: UInt32
    var symbol: UInt16
    var child: UInt32

    /// Different for each edge of a trie: parent and symbol.
    var key: UInt64 { UInt64(parent) << 16 | UInt64(symbol) }
  }

  /// By unit: its symbol, or 0 if it is part of no string.
  private(set) var symbols = [UInt16](repeating: 0, count: TextUnit.limit)
  private(set) var edges: [Edge] = []
  private(set) var nodes: UInt32
  private var symbolCount: UInt16 = 0
  /// By parent and symbol: the number of the edge plus one, or 0.
  private var slots: [UInt32]
  private var mask: Int

  /// Of strings that are all different and made of units that have numbers.
  init(count: Int, string: (Int) -> UnsafeRawBufferPointer) {
    nodes = UInt32(count) + 1
    mask = 1023
    while mask < count * 2 { mask = mask * 2 + 1 }
    slots = [UInt32](repeating: 0, count: mask + 1)
    // Shorter strings first: they are the prefixes of others, and their nodes must be theirs.
    for index in StringTrie.byLength(count, string) { insert(string(index), as: UInt32(index) + 1) }
    slots = []
  }

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

  private mutating func insert(_ string: UnsafeRawBufferPointer, as number: UInt32) {
    guard let bytes = string.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    var offset = 0
    var node: UInt32 = 0
    while offset < string.count {
      let unit = TextUnit.next(bytes, offset, string.count)
      guard unit.number != TextUnit.none else { return }
      offset += unit.length
      let symbol = symbol(unit.number)
      var slot = slot(node, symbol)
      if slots[slot] == 0 {
        let isLast = offset == string.count
        edges.append(Edge(parent: node, symbol: symbol, child: isLast ? number : newNode()))
        slots[slot] = UInt32(edges.count)
        if edges.count * 2 > mask {
          grow()
          slot = self.slot(node, symbol)
        }
      }
      node = edges[Int(slots[slot]) - 1].child
    }
  }

  private mutating func symbol(_ unit: UInt32) -> UInt16 {
    if symbols[Int(unit)] == 0 {
      symbolCount += 1
      symbols[Int(unit)] = symbolCount
    }
    return symbols[Int(unit)]
  }

  private mutating func newNode() -> UInt32 {
    nodes += 1
    return nodes - 1
  }

  private func slot(_ parent: UInt32, _ symbol: UInt16) -> Int {
    let key = UInt64(parent) << 16 | UInt64(symbol)
    var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 32) & mask
    while slots[slot] != 0 {
      let edge = edges[Int(slots[slot]) - 1]
      if edge.parent == parent, edge.symbol == symbol { break }
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    slots = [UInt32](repeating: 0, count: mask + 1)
    for (number, edge) in edges.enumerated() {
      slots[slot(edge.parent, edge.symbol)] = UInt32(number + 1)
    }
  }
}
