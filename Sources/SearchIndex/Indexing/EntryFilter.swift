/// Tells which entries of a ``GramsBuffer`` are of characters in a range, many at once.
///
/// Each round of ``GramsSorter`` looks through all entries for the few of its own. There is no branch and no
/// loop-carried sum in it: eight entries take some twenty instructions.
struct EntryFilter {
  /// How many entries a mask tells of.
  static let width = 64

  private let low: SIMD8<UInt32>
  private let count: SIMD8<UInt32>
  private static let bits = SIMD8<UInt32>(1, 2, 4, 8, 16, 32, 64, 128)

  init(_ characters: Range<UInt32>) {
    low = SIMD8(repeating: characters.lowerBound)
    count = SIMD8(repeating: UInt32(characters.count))
  }

  /// By bit, the lowest first: whether the entry is of such a character.
  @inline(__always)
  func mask(_ entries: UnsafePointer<UInt32>) -> UInt64 {
    var mask: UInt64 = 0
    for part in 0..<EntryFilter.width / 8 {
      let eight = UnsafeRawPointer(entries + part &* 8).loadUnaligned(as: SIMD8<UInt32>.self)
      let place = (eight & SIMD8(repeating: GramsBuffer.unit)) &- low
      // The sign of what is below 0, when the count is taken from it, and was not before.
      let isInRange = ~place & (place &- count)
      let ones = SIMD8<UInt32>(
        truncatingIfNeeded: SIMD8<Int32>(truncatingIfNeeded: isInRange) &>> 31)
      mask |= UInt64((ones & EntryFilter.bits).wrappedSum()) &<< UInt64(part &* 8)
    }
    return mask
  }
}
