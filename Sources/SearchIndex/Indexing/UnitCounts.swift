internal import CPrefetch
private import Glibc

/// Counts how often each character, and any word, has occurred in the document that is being added.
///
/// Characters of the BMP have counters in a table. The owner calls ``deallocate()``.
struct UnitCounts {
  private let counters: UnsafeMutablePointer<UInt32>
  private var wide: [UInt32: UInt32] = [:]
  private var words: UInt32 = 0

  init() {
    // Pages of characters that never come are never touched.
    guard let memory = calloc(1 << 16, MemoryLayout<UInt32>.stride) else {
      fatalError("out of memory")
    }
    counters = memory.bindMemory(to: UInt32.self, capacity: 1 << 16)
  }

  /// Frees the memory; the counts must not be used any more.
  func deallocate() { free(counters) }

  /// The ordinal of the next occurrence of a character: one UTF-16 unit, or two packed.
  @inline(__always)
  mutating func next(_ character: UInt32) -> UInt32 {
    if character &>> 16 != 0 { return nextWide(character) }
    let ordinal = counters[Int(character)]
    counters[Int(character)] = ordinal &+ 1
    return ordinal
  }

  /// Has memory brought near for a character that soon comes.
  @inline(__always)
  func expect(_ character: UInt16) { prefetch(counters + Int(character)) }

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
    for entry in entries { counters[Int(entry & 0xffff)] = 0 }
    words = 0
    if !wide.isEmpty { wide.removeAll(keepingCapacity: true) }
  }
}
