/// Hashes of the pairs of ideographs in some lines of a text, also of those that a line's end cuts.
struct IdeographPairs: Sequence, IteratorProtocol {
  private let bytes: UnsafeRawBufferPointer
  private let lines: [Range<Int>]
  /// The next line, and what is left of the one before it.
  private var line = 0
  private var index = 0
  private var end = 0
  private var previous: UInt32 = 0

  init(_ lines: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
    self.lines = lines
    self.bytes = bytes
  }

  @inline(__always)
  mutating func next() -> UInt16? {
    while true {
      guard index < end else {
        guard line < lines.count else { return nil }
        (index, end) = (lines[line].lowerBound, lines[line].upperBound)
        line &+= 1
        continue
      }
      let scalar: UInt32
      if let unit = LineText.ideograph(bytes, index, end) {
        scalar = UInt32(unit)
        index &+= 3
      } else {
        let (other, length) = LineText.scalar(bytes, index, end)
        index &+= length
        guard other &- 0x3400 < 0x6c00 else {
          previous = 0
          continue
        }
        scalar = other
      }
      let first = previous
      previous = scalar
      if first != 0 {
        return UInt16(truncatingIfNeeded: (first &* 0x9e3b &+ scalar) &* 0x9e37_79b1 >> 16)
      }
    }
  }
}
