/// Finds the longest of a set of strings that a text goes on with: a trie over ``TextUnit``.
///
/// Texts are first turned into symbols, the numbers of those units that the strings are made of, and
/// then walked through a tree of small hash tables in one array, of which each node's children stand
/// together: a step is nearly always one load, and what is frequent stays in the cache.
///
/// ```
/// entry = symbol:16 index:20 log2(children's table):5 children's table:23    0 is no entry
/// ```
final class TextMatcher: @unchecked Sendable {
  static let none: UInt32 = 0xf_ffff

  /// A child of a node.
  private struct Entry: BitwiseCopyable {
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(symbol: UInt16, index: UInt32, log: UInt32, table: Int) {
      bits =
        UInt64(symbol) | UInt64(index) << 16 | UInt64(log) << 36 | UInt64(table) << 41
    }

    @inline(__always) var isEmpty: Bool { bits == 0 }
    @inline(__always) var symbol: UInt16 { UInt16(truncatingIfNeeded: bits) }
    /// The string that ends here, or ``TextMatcher/none``.
    @inline(__always) var index: UInt32 { UInt32(truncatingIfNeeded: bits &>> 16) & none }
    @inline(__always) var log: UInt32 { UInt32(truncatingIfNeeded: bits &>> 36) & 0x1f }
    @inline(__always) var table: Int { Int(truncatingIfNeeded: bits &>> 41) }
    @inline(__always) var hasChildren: Bool { bits &>> 41 != 0 }
  }

  /// By unit: its symbol, or 0 if it is part of no string.
  private let symbols: UnsafeMutablePointer<UInt16>
  /// By symbol: what begins with it.
  private let roots: UnsafeMutablePointer<Entry>
  private let entries: UnsafeMutablePointer<Entry>
  /// About how many bytes the matcher takes.
  let memory: Int

  /// Of strings that are all different, made of units that have numbers, and at most
  /// ``TextCodebook/maximumLength`` bytes long.
  ///
  /// At most 2^20 - 1 strings with together less than 2^22 units.
  init(count: Int, string: (Int) -> UnsafeRawBufferPointer) {
    symbols = .allocate(capacity: TextUnit.limit)
    symbols.initialize(repeating: 0, count: TextUnit.limit)
    var builder = Builder(count: count, symbols: symbols)
    // Shorter strings first: they are the prefixes of others, and their nodes must be theirs.
    for index in TextMatcher.byLength(count, string) {
      builder.insert(string(index), as: UInt32(index))
    }
    let (roots, entries) = builder.tables()
    self.roots = .allocate(capacity: roots.count)
    self.entries = .allocate(capacity: entries.count)
    for (index, entry) in roots.enumerated() { self.roots[index] = entry }
    for (index, entry) in entries.enumerated() { self.entries[index] = entry }
    memory = TextUnit.limit * 2 + (roots.count + entries.count) * 8
  }

  deinit {
    symbols.deallocate()
    roots.deallocate()
    entries.deallocate()
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

  @inline(__always)
  private static func slot(_ symbol: UInt16, _ log: UInt32) -> Int {
    Int(truncatingIfNeeded: ((UInt32(symbol) &* 0x9e37_79b1) &>> 1) &>> (31 &- log))
  }

  @inline(__always)
  private static func child(
    of entry: Entry, _ symbol: UInt16, _ entries: UnsafeMutablePointer<Entry>
  ) -> Entry {
    let log = entry.log
    let table = entries + entry.table
    var slot = slot(symbol, log)
    while true {
      let found = table[slot]
      if found.symbol == symbol || found.isEmpty { return found }
      if log == 0 { return Entry(bits: 0) }
      slot = (slot &+ 1) & (1 &<< Int(log) &- 1)
    }
  }

  /// Symbols that are held at once.
  private static let capacity = 8192

  /// Cuts a text into the longest strings of the set, from left to right.
  ///
  /// Calls `body` with each string's index and where it begins and ends; units that begin no string
  /// are left out.
  @inline(__always)
  func forEachMatch(
    in bytes: UnsafePointer<UInt8>, _ end: Int,
    _ body: (_ index: UInt32, _ start: Int, _ end: Int) -> Void
  ) {
    let capacity = TextMatcher.capacity
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: capacity) { text in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity + 1) { offsets in
        guard let text = text.baseAddress, let offsets = offsets.baseAddress else { return }
        var offset = 0
        var count = 0
        while true {
          while count < capacity, offset < end {
            let unit = TextUnit.next(bytes, offset, end)
            text[count] = symbols[Int(unit.number)]
            offsets[count] = offset
            offset &+= unit.length
            count &+= 1
          }
          offsets[count] = offset
          let isLast = offset == end
          // Strings that begin before this end before the symbols do.
          let stop = isLast ? count : count &- TextCodebook.maximumLength
          let done = match(text, stop, count) { body($0, offsets[$1], offsets[$2]) }
          if isLast { return }
          count &-= done
          text.update(from: text + done, count: count)
          offsets.update(from: offsets + done, count: count)
        }
      }
    }
  }

  /// Cuts symbols into strings that begin before `stop`; returns where the last one ends.
  @inline(__always)
  private func match(
    _ text: UnsafePointer<UInt16>, _ stop: Int, _ count: Int,
    _ body: (_ index: UInt32, _ start: Int, _ end: Int) -> Void
  ) -> Int {
    let roots = roots
    let entries = entries
    var start = 0
    while start < stop {
      var entry = roots[Int(text[start])]
      var best = entry.isEmpty ? TextMatcher.none : entry.index
      var bestEnd = start &+ 1
      var place = bestEnd
      while entry.hasChildren, place < count {
        entry = TextMatcher.child(of: entry, text[place], entries)
        if entry.isEmpty { break }
        place &+= 1
        let index = entry.index
        best = index == TextMatcher.none ? best : index
        bestEnd = index == TextMatcher.none ? bestEnd : place
      }
      if best != TextMatcher.none { body(best, start, bestEnd) }
      start = bestEnd
    }
    return start
  }

  /// The trie as long as strings come: its edges in one hash table.
  private struct Builder {
    /// The node of a string is the string's index; nodes that only lead to others come behind.
    private let count: UInt32
    private let symbols: UnsafeMutablePointer<UInt16>
    private var nodes: UInt32
    /// By symbol: the node, or ``TextMatcher/none``.
    private var roots: [UInt32] = [TextMatcher.none]
    private var edges: [Edge] = []
    /// By parent and symbol: the number of the edge plus one, or 0.
    private var slots: [UInt32]
    private var mask: Int

    private struct Edge {
      var parent: UInt32
      var symbol: UInt16
      var child: UInt32
    }

    init(count: Int, symbols: UnsafeMutablePointer<UInt16>) {
      self.count = UInt32(count)
      self.symbols = symbols
      nodes = UInt32(count)
      mask = 1023
      while mask < count * 2 { mask = mask * 2 + 1 }
      slots = [UInt32](repeating: 0, count: mask + 1)
    }

    mutating func insert(_ string: UnsafeRawBufferPointer, as index: UInt32) {
      guard let bytes = string.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
      var offset = 0
      var node = TextMatcher.none
      while offset < string.count {
        let next = TextUnit.next(bytes, offset, string.count)
        guard next.number != TextUnit.none else { return }
        offset += next.length
        let isLast = offset == string.count
        let symbol = symbol(next.number)
        if node == TextMatcher.none {
          if roots[Int(symbol)] == TextMatcher.none {
            roots[Int(symbol)] = isLast ? index : newNode()
          }
          node = roots[Int(symbol)]
          continue
        }
        var slot = slot(node, symbol)
        if slots[slot] == 0 {
          edges.append(Edge(parent: node, symbol: symbol, child: isLast ? index : newNode()))
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
        symbols[Int(unit)] = UInt16(truncatingIfNeeded: roots.count)
        roots.append(TextMatcher.none)
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

    /// The tables that texts are walked through.
    func tables() -> (roots: [Entry], entries: [Entry]) {
      var children = [UInt32](repeating: 0, count: Int(nodes))
      for edge in edges { children[Int(edge.parent)] += 1 }
      // One child is found at once; more leave a fourth free, so that searches end.
      var logs = [UInt8](repeating: 0, count: Int(nodes))
      var tables = [UInt32](repeating: 0, count: Int(nodes))
      var room: UInt32 = 1
      for node in children.indices where children[node] > 0 {
        var log: UInt8 = 0
        if children[node] > 1 {
          while (UInt32(1) << log) * 3 < children[node] * 4 { log += 1 }
        }
        logs[node] = log
        tables[node] = room
        room += 1 << log
      }
      func entry(_ node: UInt32, _ symbol: UInt16) -> Entry {
        Entry(
          symbol: symbol, index: node < count ? node : TextMatcher.none,
          log: UInt32(logs[Int(node)]), table: Int(tables[Int(node)]))
      }
      var entries = [Entry](repeating: Entry(bits: 0), count: Int(room))
      for edge in edges {
        let log = UInt32(logs[Int(edge.parent)])
        let table = Int(tables[Int(edge.parent)])
        var slot = TextMatcher.slot(edge.symbol, log)
        while !entries[table + slot].isEmpty { slot = (slot + 1) & (1 << Int(log) - 1) }
        entries[table + slot] = entry(edge.child, edge.symbol)
      }
      let rootEntries = roots.enumerated().map { symbol, node in
        node == TextMatcher.none ? Entry(bits: 0) : entry(node, UInt16(symbol))
      }
      return (rootEntries, entries)
    }
  }
}
