/// Finds the longest of a set of strings that a text goes on with: a trie over ``TextUnit``.
///
/// Texts are first turned into symbols, the numbers of those units that the strings are made of, and then
/// walked through a table of the trie's edges, see ``EdgePlaces``: a step is one load from it, and no branch, so
/// that several texts can be walked through at once, ``TextCutter``. Immutable, and shared between threads.
///
/// ```
/// edge = parent:21 symbol:16 child:21 0:5 hasChildren:1    nodes as in ``StringTrie``
/// ```
final class TextMatcher: @unchecked Sendable {
  /// An edge as it stands in the table.
  struct Entry: BitwiseCopyable {
    static let keyBits: UInt64 = 1 << 37 - 1
    /// A free place: no edge has a parent of so high a number.
    static let free = Entry(bits: keyBits)

    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(_ edge: StringTrie.Edge, hasChildren: Bool) {
      bits = edge.key | UInt64(edge.child) << 37 | (hasChildren ? 1 << 63 : 0)
    }

    @inline(__always) var child: UInt64 { bits &>> 37 & 0x1f_ffff }

    // Masks, all ones for what is so and else 0: the compiler would make branches of truth values.

    @inline(__always) var hasChildren: UInt64 { 0 &- bits &>> 63 }

    @inline(__always) func isOf(_ key: UInt64) -> UInt64 {
      (((bits ^ key) & Entry.keyBits) &+ Entry.keyBits) &>> 37 &- 1
    }
  }

  /// Where the tables are, for loops: valid as long as the matcher.
  struct Tables: BitwiseCopyable {
    /// By unit: its symbol, or 0 if it is part of no string.
    let symbols: UnsafeMutablePointer<UInt16>
    let seeds: UnsafeMutablePointer<UInt8>
    let entries: UnsafeMutablePointer<Entry>
    let groupShift: UInt64
    let slotShift: UInt64
    /// How many strings there are.
    let count: UInt64

    /// Where the edge of a key is, or any other if there is none.
    @inline(__always)
    func place(_ key: UInt64) -> UnsafeMutablePointer<Entry> {
      let hash = EdgePlaces.hash(key)
      let seed = seeds[Int(truncatingIfNeeded: hash &>> groupShift)]
      return entries + EdgePlaces.slot(hash, seed, slotShift)
    }

    /// All ones for the node of a string, else 0.
    @inline(__always)
    func isString(_ node: UInt64) -> UInt64 { 0 &- (node &- count &- 1) &>> 63 }
  }

  let tables: Tables
  /// About how many bytes the matcher takes.
  let memory: Int

  /// Of strings that are all different, made of units that have numbers, and at most
  /// ``TextCodebook/maximumLength`` bytes long.
  ///
  /// At most 2^20 strings with together less than 2^21 units.
  init(count: Int, string: (Int) -> UnsafeRawBufferPointer) {
    func copy<Element: BitwiseCopyable>(_ source: [Element]) -> UnsafeMutablePointer<Element> {
      let target = UnsafeMutablePointer<Element>.allocate(capacity: source.count)
      for index in source.indices { target[index] = source[index] }
      return target
    }
    let trie = StringTrie(count: count, string: string)
    var hasChildren = [Bool](repeating: false, count: Int(trie.nodes))
    for edge in trie.edges { hasChildren[Int(edge.parent)] = true }
    let places = EdgePlaces(trie.edges)
    let entries = places.edges.map { edge in
      edge.map { Entry($0, hasChildren: hasChildren[Int($0.child)]) } ?? .free
    }
    tables = Tables(
      symbols: copy(trie.symbols), seeds: copy(places.seeds), entries: copy(entries),
      groupShift: places.groupShift, slotShift: places.slotShift, count: UInt64(count))
    memory = TextUnit.limit * 2 + places.seeds.count + entries.count * 8
  }

  deinit {
    tables.symbols.deallocate()
    tables.seeds.deallocate()
    tables.entries.deallocate()
  }
}
