/// A set of UTF-16 units, which is asked about every character of every line: a bit for each.
struct UnitSet {
  private var bits = [UInt64](repeating: 0, count: 1024)

  init(_ units: some Sequence<UInt16>) {
    for unit in units { bits[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
  }

  init(_ characters: String) { self.init(characters.utf16) }

  /// 64 units in each of 1,024, from the lowest bit up.
  func withBits(_ body: (UnsafeBufferPointer<UInt64>) -> Void) {
    bits.withUnsafeBufferPointer(body)
  }

  /// True for a scalar of the BMP that is in the set.
  @inline(__always)
  func contains(scalar: UInt32) -> Bool {
    scalar < 0x10000 && contains(UInt16(truncatingIfNeeded: scalar))
  }

  @inline(__always)
  func contains(_ unit: UInt16) -> Bool { bits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0 }
}
