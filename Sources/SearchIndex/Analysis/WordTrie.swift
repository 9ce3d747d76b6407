/// The words of ICU's Chinese dictionary that are made of U+4E00–U+9FFF, with their costs.
///
/// A pair of characters is found in one table, and what follows a pair, or longer beginnings of words, in
/// another. Both are hash tables in which every key has a place that no other key wants, so that a step is one
/// load from a large table, and no branch: the steps of neighbouring places in a text need not wait for each
/// other. Immutable, and shared between threads.
///
/// ```
/// pair  = left:15 right:15 cost:8 base:26      at hash(pair, seed of the pair's group)
/// child = base of the parent:30 cost:8 base:26 at base of the parent + code(character)
/// ```
///
/// A base of 0 has no children, a cost of 0 is the beginning of words that is none itself.
final class WordTrie: @unchecked Sendable {
  static let first: UInt16 = 0x4e00
  static let last: UInt16 = 0x9fff
  /// What a character costs that is no word of the dictionary (`maxSnlp` in ICU's `dictbe.cpp`).
  static let unknownCost: UInt32 = 255
  /// ICU looks for words up to this long (`maxWordSize`).
  static let maximumLength = 20

  /// The beginning of words with two characters or more, 0 if there is none.
  struct Entry: BitwiseCopyable {
    var bits: UInt64

    /// No word begins so.
    static let none = Entry(bits: 0)
    static let keyBits: UInt64 = 0x3fff_ffff
    /// A free place: neither a pair nor a base.
    static let free = Entry(bits: keyBits)

    init(bits: UInt64) { self.bits = bits }

    init(key: UInt32, cost: UInt32, base: UInt32) {
      bits = UInt64(key) | UInt64(cost) &<< 30 | UInt64(base) &<< 38
    }

    @inline(__always) var isEmpty: Bool { bits == 0 }
    @inline(__always) var key: UInt32 {
      UInt32(truncatingIfNeeded: bits & Entry.keyBits)
    }
    /// 0 for the beginning of words that is none itself.
    @inline(__always) var cost: UInt32 { UInt32(truncatingIfNeeded: bits &>> 30) & 0xff }
    @inline(__always) var base: UInt32 { UInt32(truncatingIfNeeded: bits &>> 38) }
    @inline(__always) var hasChildren: Bool { bits &>> 38 != 0 }

    /// The entry or, if it is of another key, none; reckoned, for the compiler would make it a branch.
    @inline(__always) func ifKey(is key: UInt32) -> Entry {
      let isOther = (UInt64(self.key ^ key) &+ Entry.keyBits) &>> 30
      return Entry(bits: bits & (isOther &- 1))
    }
  }

  /// Where the tables are, for loops: valid as long as the trie.
  struct Tables: BitwiseCopyable {
    /// By character: its cost.
    let costs: UnsafeMutablePointer<UInt8>
    /// By group of pairs: what makes their places differ from all others'.
    let seeds: UnsafeMutablePointer<UInt8>
    let pairs: UnsafeMutablePointer<Entry>
    let pairShift: UInt32
    let children: UnsafeMutablePointer<Entry>
    let childMask: UInt32
  }

  let tables: Tables
  /// How many bytes the tables take.
  let memory: Int

  /// Reads the dictionary; nil if there is a word with a cost that the entries cannot hold, or no place
  /// for all words.
  init?(_ dictionary: CJKDictionary) {
    let words = TrieWords(dictionary)
    guard words.isValid, let places = WordPlaces(words) else { return nil }
    func copy<Element: BitwiseCopyable>(_ source: [Element]) -> UnsafeMutablePointer<Element> {
      let target = UnsafeMutablePointer<Element>.allocate(capacity: source.count)
      for index in source.indices { target[index] = source[index] }
      return target
    }
    tables = Tables(
      costs: copy(words.costs), seeds: copy(places.seeds), pairs: copy(places.pairs),
      pairShift: places.pairShift, children: copy(places.children),
      childMask: UInt32(places.children.count - 1))
    memory =
      words.costs.count + places.seeds.count + (places.pairs.count + places.children.count) * 8
  }

  deinit {
    tables.costs.deallocate()
    tables.seeds.deallocate()
    tables.pairs.deallocate()
    tables.children.deallocate()
  }

  @inline(__always)
  static func isHan(_ unit: UInt16) -> Bool { unit >= first && unit <= last }

  /// The number of a character in keys; one that no key has for those beyond the range.
  @inline(__always)
  static func number(_ unit: UInt16) -> UInt32 {
    let number = UInt32(unit &- first)
    // The least of it and 0x7fff; reckoned, for the compiler would make that a branch.
    let isLarger = (0x7fff &- number) &>> 31
    return (number | (0 &- isLarger)) & 0x7fff
  }

  // MARK: Places

  static let groups = 1 << 16

  @inline(__always)
  static func hash(_ key: UInt32) -> UInt32 {
    let mixed = key &* 0x9e37_79b1
    return (mixed ^ mixed &>> 15) &* 0x85eb_ca6b
  }

  @inline(__always)
  static func group(_ hash: UInt32) -> Int { Int(hash &>> 16) }

  @inline(__always)
  static func slot(_ hash: UInt32, _ seed: UInt8, _ shift: UInt32) -> Int {
    Int((hash &* (UInt32(seed) &* 2 &+ 0x27d4_eb2f)) &>> shift)
  }

  /// Differs for different characters, also modulo a power of two from 2^16 up.
  @inline(__always)
  static func code(_ unit: UInt16) -> UInt32 { UInt32(unit) &* 0x9e37_79b1 }
}

extension WordTrie.Tables {
  /// What a character of the range costs as a word.
  @inline(__always)
  func cost(of unit: UInt16) -> UInt32 { UInt32(costs[Int(unit &- WordTrie.first)]) }

  /// Where the beginning of words with two characters is, told by both their numbers, or that of others.
  @inline(__always)
  func place(ofPair key: UInt32) -> UnsafeMutablePointer<WordTrie.Entry> {
    let hash = WordTrie.hash(key)
    return pairs + WordTrie.slot(hash, seeds[WordTrie.group(hash)], pairShift)
  }

  /// The beginning of words with two characters, told by their numbers.
  @inline(__always)
  func pair(_ left: UInt32, _ right: UInt32) -> WordTrie.Entry {
    let key = left &<< 15 | right
    return place(ofPair: key).pointee.ifKey(is: key)
  }

  /// Where that is which follows `entry`, which may be none, by a character, or another.
  @inline(__always)
  func place(behind entry: WordTrie.Entry, _ unit: UInt16) -> UnsafeMutablePointer<WordTrie.Entry> {
    children + Int((entry.base &+ WordTrie.code(unit)) & childMask)
  }

  /// What follows `entry`, which may be none, by a character.
  @inline(__always)
  func child(of entry: WordTrie.Entry, _ unit: UInt16) -> WordTrie.Entry {
    place(behind: entry, unit).pointee.ifKey(is: entry.base)
  }
}
