/// Gives each term of a lane a number, in the order of first appearance, and counts it.
///
/// An open-addressing table. A term of up to four UTF-16 units, which nearly all words and all
/// bigrams of the BMP are, is its own key: the units side by side in 64 bits. Longer terms are
/// keyed by a hash that is marked as such and compared in the arena that holds their units.
struct TermTable {
  private struct Slot {
    var key: UInt64
    var ordinal: UInt32
  }

  /// No term has this number: the slot is free.
  private static let free = UInt32.max

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// By ordinal: the key, and for long terms where the units stand in `arena`.
  private(set) var keys: [UInt64] = []
  private var longTerms: [UInt32: Range<Int>] = [:]
  private var arena: [UInt16] = []
  /// How often each term was added.
  private(set) var counts: [UInt32] = []

  init(capacity: Int = 1 << 16) {
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, ordinal: TermTable.free), count: capacity)
  }

  /// Frees the table's memory; it must not be used any more.
  func deallocate() { slots.deallocate() }

  var count: Int { keys.count }

  /// About how many bytes the table takes.
  var memory: Int {
    (mask + 1) * MemoryLayout<Slot>.stride + keys.capacity * 12 + arena.capacity * 2
      + longTerms.count * 48
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
      if slot.key == key, slot.ordinal != TermTable.free {
        counts[Int(slot.ordinal)] &+= 1
        return slot.ordinal
      }
      if slot.ordinal == TermTable.free { return add(key, at: index) }
      index = (index &+ 1) & mask
    }
  }

  private mutating func insertLong(_ units: UnsafeBufferPointer<UInt16>) -> UInt32 {
    // The top unit of a short key of four is never 0xFFFF, which is no character.
    let hash = Checksum.of(UnsafeRawBufferPointer(units))
    var key = 0xffff_0000_0000_0000 | hash >> 16
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
        arena[range].elementsEqual(units)
      {
        counts[Int(ordinal)] &+= 1
        return ordinal
      }
      key = 0xffff_0000_0000_0000 | (key &+ 1)  // another term of the same hash: take the next key
    }
  }

  @inline(never)
  private mutating func add(_ key: UInt64, at index: Int) -> UInt32 {
    let ordinal = UInt32(keys.count)
    slots[index] = Slot(key: key, ordinal: ordinal)
    keys.append(key)
    counts.append(1)
    if keys.count * 2 > mask { grow() }
    return ordinal
  }

  private mutating func grow() {
    let capacity = (mask + 1) * 2
    slots.deallocate()
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: 0, ordinal: TermTable.free), count: capacity)
    mask = capacity - 1
    for (ordinal, key) in keys.enumerated() {
      var index = Int(truncatingIfNeeded: TermTable.mix(key)) & mask
      while slots[index].ordinal != TermTable.free { index = (index + 1) & mask }
      slots[index] = Slot(key: key, ordinal: UInt32(ordinal))
    }
  }

  /// Spreads the bits of a key (the finalizer of MurmurHash3, by Austin Appleby).
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
    if let range = longTerms[ordinal] {
      arena.withUnsafeBufferPointer {
        UTF16Text.appendUTF8(UnsafeBufferPointer(rebasing: $0[range]), to: &writer)
      }
      return
    }
    let key = keys[Int(ordinal)]
    var units = InlineArray<4, UInt16>(repeating: 0)
    var count = 0
    for shift in stride(from: UInt64(48), through: 0, by: -16) {
      let unit = UInt16(truncatingIfNeeded: key >> shift)
      if unit != 0 || count > 0 {
        units[count] = unit
        count += 1
      }
    }
    units.span.withUnsafeBufferPointer {
      UTF16Text.appendUTF8(UnsafeBufferPointer(rebasing: $0[..<count]), to: &writer)
    }
  }

  /// All ordinals in the byte order of their terms' UTF-8, with those bytes.
  func sorted() -> SortedTerms {
    var bytes = ByteWriter()
    var starts: [Int] = []
    starts.reserveCapacity(count + 1)
    for ordinal in keys.indices {
      starts.append(bytes.count)
      appendTerm(UInt32(ordinal), to: &bytes)
    }
    starts.append(bytes.count)
    let utf8 = bytes.bytes
    let order = utf8.withUnsafeBytes { all in
      func term(_ ordinal: UInt32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: all[starts[Int(ordinal)]..<starts[Int(ordinal) + 1]])
      }
      var entries = (0..<UInt32(count)).map { (key: TermKey.prefix(term($0)), ordinal: $0) }
      entries.sort { left, right in
        if left.key != right.key { return left.key < right.key }
        return TermKey.precedes(term(left.ordinal), term(right.ordinal))
      }
      return entries.map(\.ordinal)
    }
    return SortedTerms(order: order, utf8: utf8, starts: starts)
  }
}

/// The terms of a table in byte order.
struct SortedTerms {
  let order: [UInt32]
  let utf8: [UInt8]
  /// By ordinal: where the term begins in `utf8`; one more for the end.
  let starts: [Int]

  func range(_ ordinal: UInt32) -> Range<Int> { starts[Int(ordinal)]..<starts[Int(ordinal) + 1] }
}
