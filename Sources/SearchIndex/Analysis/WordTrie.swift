/// The words of ICU's Chinese dictionary that are made of U+4E00–U+9FFF, with their costs.
///
/// A tree of small hash tables in one array: each node's children stand together, so that those of
/// frequent characters stay in the cache, and a step is nearly always one load. Immutable, and
/// shared between threads.
///
/// ```
/// entry = character:16 cost:8 log2(children's table):5 unused:3 children's table:32   0 is no entry
/// ```
final class WordTrie: @unchecked Sendable {
  static let first: UInt16 = 0x4e00
  static let last: UInt16 = 0x9fff
  /// What a character costs that is no word of the dictionary (`maxSnlp` in ICU's `dictbe.cpp`).
  static let unknownCost: UInt32 = 255
  /// ICU looks for words up to this long (`maxWordSize`).
  static let maximumLength = 20

  /// A child of a node, 0 if there is none.
  struct Entry: BitwiseCopyable {
    var bits: UInt64

    @inline(__always) var isEmpty: Bool { bits == 0 }
    @inline(__always) var character: UInt16 { UInt16(truncatingIfNeeded: bits) }
    /// 0 for the beginning of words that is none itself.
    @inline(__always) var cost: UInt32 { UInt32(truncatingIfNeeded: bits &>> 16) & 0xff }
    @inline(__always) var log: UInt32 { UInt32(truncatingIfNeeded: bits &>> 24) & 0x1f }
    @inline(__always) var table: Int { Int(truncatingIfNeeded: bits &>> 32) }
    @inline(__always) var hasChildren: Bool { bits &>> 32 != 0 }
  }

  private let entries: UnsafeMutablePointer<UInt64>
  /// How many bytes the tree takes.
  let memory: Int

  /// Reads the dictionary; nil if there is a word with a cost that the entries cannot hold.
  init?(_ dictionary: CJKDictionary) {
    let count = Int(WordTrie.last - WordTrie.first) + 1
    var builder = Builder(entries: [UInt64](repeating: 0, count: count))
    for child in dictionary.children(of: dictionary.root) where WordTrie.isHan(child.unit) {
      builder.entries[Int(child.unit - WordTrie.first)] = builder.entry(child, dictionary)
    }
    guard builder.isValid else { return nil }
    memory = builder.entries.count * 8
    entries = .allocate(capacity: builder.entries.count)
    builder.entries.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { entries.update(from: base, count: source.count) }
    }
  }

  deinit { entries.deallocate() }

  @inline(__always)
  static func isHan(_ unit: UInt16) -> Bool { unit >= first && unit <= last }

  /// The beginning of words with a character of the range.
  @inline(__always)
  func root(_ unit: UInt16) -> Entry { Entry(bits: entries[Int(unit &- WordTrie.first)]) }

  /// What follows `entry` by a character.
  @inline(__always)
  func child(of entry: Entry, _ unit: UInt16) -> Entry {
    let log = entry.log
    let table = entry.table
    var index = WordTrie.slot(unit, log)
    while true {
      let found = Entry(bits: entries[table &+ index])
      if found.character == unit || found.isEmpty { return found }
      if log == 0 { return Entry(bits: 0) }
      index = (index &+ 1) & (1 &<< Int(log) &- 1)
    }
  }

  @inline(__always)
  private static func slot(_ unit: UInt16, _ log: UInt32) -> Int {
    Int(truncatingIfNeeded: ((UInt32(unit) &* 0x9e37_79b1) &>> 1) &>> (31 &- log))
  }

  private struct Builder {
    var entries: [UInt64]
    var isValid = true

    mutating func entry(_ node: CJKDictionary.Child, _ dictionary: CJKDictionary) -> UInt64 {
      let cost = node.value ?? 0
      if cost > 254 || (node.value != nil && cost < 1) { isValid = false }
      var bits = UInt64(node.unit) | UInt64(cost & 0xff) << 16
      let children = dictionary.children(of: node).filter { WordTrie.isHan($0.unit) }
      guard !children.isEmpty else { return bits }
      // One child is found at once; more leave a fourth free, so that searches end.
      var log: UInt32 = 0
      if children.count > 1 {
        while (1 << log) * 3 < children.count * 4 { log += 1 }
      }
      let table = entries.count
      entries += [UInt64](repeating: 0, count: 1 << log)
      for child in children {
        let entry = entry(child, dictionary)
        var index = WordTrie.slot(child.unit, log)
        while entries[table + index] != 0 { index = (index + 1) & (1 << log - 1) }
        entries[table + index] = entry
      }
      bits |= UInt64(log) << 24 | UInt64(table) << 32
      return bits
    }
  }
}
