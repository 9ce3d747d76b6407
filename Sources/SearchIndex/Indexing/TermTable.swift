/// Gives each term a number, its ordinal, in the order of first appearance.
///
/// An open-addressing table. A term of up to four UTF-16 units, which nearly all Chinese words are, is
/// its own key: the units side by side in 64 bits. Longer terms are keyed by a hash that is marked as
/// such and compared in the arena that holds their units. The owner calls ``deallocate()``.
struct TermTable {
  private struct Slot {
    var key: UInt64
    var ordinal: UInt32
  }

  /// No term has this number: the slot is free.
  private static let free = UInt32.max
  /// The top units of the keys of long terms: no character, so no short term begins with it.
  private static let longMark: UInt64 = 0xffff_0000_0000_0000

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// By ordinal: the key.
  private var keys = GrowingArray<UInt64>(capacity: 1024)
  /// By ordinal: where the units of a long term stand in `arena`.
  private var longTerms: [UInt32: Range<Int>] = [:]
  private var arena = GrowingArray<UInt16>(capacity: 1024)

  init(capacity: Int = 1 << 12) {
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, ordinal: TermTable.free), count: capacity)
  }

  /// Frees the table's memory; it must not be used any more.
  func deallocate() {
    slots.deallocate()
    keys.deallocate()
    arena.deallocate()
  }

  var count: Int { keys.count }

  /// About how many bytes the table takes.
  var memory: Int {
    (mask + 1) * MemoryLayout<Slot>.stride + keys.memory + arena.memory + longTerms.count * 48
  }

  /// The ordinal of a term; the units must not be empty and hold no NUL.
  @inline(__always)
  mutating func insert(_ units: UnsafeBufferPointer<UInt16>) -> UInt32 {
    if units.count <= 4 {
      var key: UInt64 = 0
      for unit in units { key = key &<< 16 | UInt64(unit) }
      return insert(key: key)
    }
    return insertLong(units)
  }

  /// The ordinal of the term whose units, up to four, are packed in `key`.
  @inline(__always)
  mutating func insert(key: UInt64) -> UInt32 {
    var index = Int(truncatingIfNeeded: TermTable.mix(key)) & mask
    while true {
      let slot = slots[index]
      if slot.key == key, slot.ordinal != TermTable.free { return slot.ordinal }
      if slot.ordinal == TermTable.free { return add(key, at: index) }
      index = (index &+ 1) & mask
    }
  }

  @inline(never)
  private mutating func insertLong(_ units: UnsafeBufferPointer<UInt16>) -> UInt32 {
    let hash = Checksum.of(UnsafeRawBufferPointer(units))
    var key = TermTable.longMark | hash >> 16
    while true {
      var index = Int(truncatingIfNeeded: TermTable.mix(key)) & mask
      while slots[index].ordinal != TermTable.free, slots[index].key != key {
        index = (index &+ 1) & mask
      }
      if slots[index].ordinal == TermTable.free {
        let start = arena.count
        arena.append(contentsOf: units)
        longTerms[UInt32(keys.count)] = start..<arena.count
        return add(key, at: index)
      }
      let ordinal = slots[index].ordinal
      if let range = longTerms[ordinal], range.count == units.count,
        arena.elements[range].elementsEqual(units)
      {
        return ordinal
      }
      key = TermTable.longMark | (key &+ 1)  // another term of the same hash: take the next key
    }
  }

  @inline(never)
  private mutating func add(_ key: UInt64, at index: Int) -> UInt32 {
    let ordinal = UInt32(keys.count)
    slots[index] = Slot(key: key, ordinal: ordinal)
    keys.append(key)
    // Three quarters full, for a smaller table stays in the cache.
    if keys.count * 4 > mask * 3 { grow() }
    return ordinal
  }

  private mutating func grow() {
    slots.deallocate()
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(key: 0, ordinal: TermTable.free), count: mask + 1)
    for ordinal in 0..<keys.count {
      var index = Int(truncatingIfNeeded: TermTable.mix(keys.base[ordinal])) & mask
      while slots[index].ordinal != TermTable.free { index = (index &+ 1) & mask }
      slots[index] = Slot(key: keys.base[ordinal], ordinal: UInt32(ordinal))
    }
  }

  /// The finalizer of MurmurHash3 without its last step: low bits depend on all bits.
  @inline(__always)
  private static func mix(_ key: UInt64) -> UInt64 {
    var hash = key
    hash ^= hash &>> 33
    hash = hash &* 0xff51_afd7_ed55_8ccd
    hash ^= hash &>> 33
    return hash
  }

  /// Appends a term's UTF-8 to `writer`.
  func appendTerm(_ ordinal: UInt32, to writer: inout ByteWriter) {
    withUnits(ordinal) { UTF16Text.appendUTF8($0, to: &writer) }
  }

  /// Calls `body` with a term's units.
  func withUnits<Result>(
    _ ordinal: UInt32, _ body: (UnsafeBufferPointer<UInt16>) -> Result
  ) -> Result {
    let key = keys.base[Int(ordinal)]
    if key >= TermTable.longMark, let range = longTerms[ordinal] {
      return body(UnsafeBufferPointer(rebasing: arena.elements[range]))
    }
    var units = InlineArray<4, UInt16>(repeating: 0)
    var count = 0
    for shift in stride(from: UInt64(48), through: 0, by: -16) {
      let unit = UInt16(truncatingIfNeeded: key &>> shift)
      if unit != 0 || count > 0 {
        units[count] = unit
        count += 1
      }
    }
    return units.span.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  /// All ordinals in the byte order of their terms' UTF-8, which is the order of code points.
  func sorted() -> [UInt32] {
    var entries = (0..<UInt32(count)).map { ordinal in
      (prefix: withUnits(ordinal) { TermTable.prefix($0) }, ordinal: ordinal)
    }
    entries.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      return withUnits(left.ordinal) { first in
        withUnits(right.ordinal) { second in
          first.lexicographicallyPrecedes(second) {
            TermTable.codePointOrder($0) < TermTable.codePointOrder($1)
          }
        }
      }
    }
    return entries.map(\.ordinal)
  }

  /// The first four units as a number that compares as they do.
  private static func prefix(_ units: UnsafeBufferPointer<UInt16>) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<4 {
      prefix = prefix << 16 | (index < units.count ? UInt64(codePointOrder(units[index])) : 0)
    }
    return prefix
  }

  /// A unit's place in the order of code points, where surrogates come behind all others.
  static func codePointOrder(_ unit: UInt16) -> UInt16 {
    if unit < 0xd800 { return unit }
    return unit < 0xe000 ? unit &+ 0x2000 : unit &- 0x800
  }
}
