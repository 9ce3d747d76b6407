/// A set of UTF-16 units, which is asked about every character of every line: a bit for each.
struct UnitSet {
  private var bits = [UInt64](repeating: 0, count: 1024)

  init(_ units: some Sequence<UInt16>) {
    for unit in units { insert(unit) }
  }

  init(_ characters: String) { self.init(characters.utf16) }

  /// All units that stand for one of some sets in the form that ``LineText`` gives them.
  init(spellingsOf sets: [UnitSet]) {
    for set in sets {
      for (index, word) in set.bits.enumerated() where word != 0 { bits[index] |= word }
    }
    for unit in LineText.fullWidth {
      if contains(LineText.plain(unit)) { insert(unit) } else { remove(unit) }
    }
  }

  private mutating func insert(_ unit: UInt16) { bits[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }

  private mutating func remove(_ unit: UInt16) { bits[Int(unit >> 6)] &= ~(1 << UInt64(unit & 63)) }

  /// All that are in the set, in their order.
  var units: [UInt16] {
    var units: [UInt16] = []
    for (index, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        units.append(UInt16(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return units
  }

  /// True for a scalar of the BMP that is in the set.
  @inline(__always)
  func contains(scalar: UInt32) -> Bool {
    scalar < 0x10000 && contains(UInt16(truncatingIfNeeded: scalar))
  }

  @inline(__always)
  func contains(_ unit: UInt16) -> Bool { bits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }
}
