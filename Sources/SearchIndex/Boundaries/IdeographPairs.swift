/// Hashes of the pairs of ideographs in some lines of a text, also of those that a line's end cuts.
struct IdeographPairs {
  let lines: [Range<Int>]
  let bytes: UnsafeRawBufferPointer

  init(_ lines: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
    self.lines = lines
    self.bytes = bytes
  }

  /// Calls `body` with each, in the order of the text.
  @inline(__always)
  func forEach(_ body: (UInt16) -> Void) {
    var previous: UInt32 = 0
    for line in lines {
      var index = line.lowerBound
      let end = line.upperBound
      while index < end {
        let scalar: UInt32
        if let unit = LineText.ideograph(bytes, index, end) {
          scalar = UInt32(unit)
          index &+= 3
        } else {
          let (other, length) = LineText.scalar(bytes, index, end)
          index &+= length
          scalar = other &- 0x3400 < 0x6c00 ? other : 0
        }
        if previous != 0, scalar != 0 {
          body(UInt16(truncatingIfNeeded: (previous &* 0x9e3b &+ scalar) &* 0x9e37))
        }
        previous = scalar
      }
    }
  }
}
