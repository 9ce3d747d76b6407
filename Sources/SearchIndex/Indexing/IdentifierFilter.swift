/// Tells of an id that a segment does not hold it, without asking the segment (a Bloom filter).
///
/// While many documents come in, nearly all of them new, each has to be looked for in all segments
/// that came before. All bits of an id lie in one cache line: Putze, Sanders and Singler, "Cache-,
/// Hash- and Space-Efficient Bloom Filters" (2007). Ten bits an id let about one in fifty pass.
struct IdentifierFilter {
  private var words: [UInt64]
  private let mask: UInt64

  init(count: Int) {
    let lines = (count * 10 + 511) / 512
    var capacity = 1
    while capacity < lines { capacity *= 2 }
    words = [UInt64](repeating: 0, count: capacity * 8)
    mask = UInt64(capacity - 1)
  }

  /// Of all ids of a dictionary, which is given back to the system as far as it is mapped.
  init(_ identifiers: TermDictionary) {
    self.init(count: identifiers.termCount)
    let cursor = TermCursor.over(identifiers, forgets: true)
    while cursor.advance() { insert(cursor.term) }
    identifiers.file.forgetAll()
  }

  mutating func insert(_ id: UnsafeRawBufferPointer) {
    let hash = Checksum.of(id)
    for probe in 0..<6 {
      let (word, bit) = place(hash, probe)
      words[word] |= bit
    }
  }

  /// False if the id was not inserted.
  func mayHold(_ hash: UInt64) -> Bool {
    for probe in 0..<6 {
      let (word, bit) = place(hash, probe)
      if words[word] & bit == 0 { return false }
    }
    return true
  }

  @inline(__always)
  private func place(_ hash: UInt64, _ probe: Int) -> (word: Int, bit: UInt64) {
    let line = Int(hash & mask) * 8
    let bits = hash >> (10 + UInt64(probe) * 9)
    return (line + Int(bits >> 6 & 7), 1 << (bits & 63))
  }
}
