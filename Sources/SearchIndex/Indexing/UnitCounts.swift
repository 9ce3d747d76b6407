/// Counts how often each character, and any word, has occurred in the document that is being added.
///
/// Characters of the BMP have counters in a table. The owner calls ``deallocate()``.
struct UnitCounts {
  private let counters = UnitArray<UInt32>()
  private var wide: [UInt32: UInt32] = [:]
  private var words: UInt32 = 0

  /// Frees the memory; the counts must not be used any more.
  func deallocate() { counters.deallocate() }

  /// The ordinal of the next occurrence of a character: one UTF-16 unit, or two packed.
  @inline(__always)
  mutating func next(_ character: UInt32) -> UInt32 {
    if character &>> 16 != 0 { return nextWide(character) }
    let unit = UInt16(truncatingIfNeeded: character)
    let ordinal = counters[unit]
    counters[unit] = ordinal &+ 1
    return ordinal
  }

  /// Has memory brought near for a character that soon comes.
  @inline(__always)
  func expect(_ character: UInt16) { counters.expect(character) }

  @inline(never)
  private mutating func nextWide(_ character: UInt32) -> UInt32 {
    let ordinal = wide[character] ?? 0
    wide[character] = ordinal &+ 1
    return ordinal
  }

  /// The ordinal of the next word among all words.
  mutating func nextWord() -> UInt32 {
    words &+= 1
    return words &- 1
  }

  /// Begins again from 0; in the low halves of the entries are all characters of the BMP that came.
  mutating func endDocument(_ entries: UnsafeBufferPointer<UInt32>) {
    for entry in entries { counters[UInt16(truncatingIfNeeded: entry)] = 0 }
    words = 0
    if !wide.isEmpty { wide.removeAll(keepingCapacity: true) }
  }
}
