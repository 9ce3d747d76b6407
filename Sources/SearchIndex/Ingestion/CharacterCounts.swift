/// What became of the characters of source files, in Unicode scalars.
///
/// Of a text file every character is read, with its byte order mark, and a broken sequence as one; of
/// JSON Lines, those of titles and texts. `read` is always `indexed + dropped`.
public struct CharacterCounts: Equatable, Sendable {
  /// All that were read.
  public var read = 0
  /// Those that stand in a document, each once.
  public var indexed = 0
  /// White space that was left out, at repaired breaks and around headlines.
  public var whiteSpace = 0
  /// Other characters that are in no document, of which there ought to be none.
  public var lost = 0
  /// Byte order marks.
  public var marks = 0
  /// Broken sequences: a document has U+FFFD in their place.
  public var broken = 0
  /// Those of documents that the index refused.
  public var refused = 0

  /// Those that were left out, for whatever reason.
  public var dropped: Int { whiteSpace + lost + marks + broken + refused }

  /// Nothing yet.
  public init() {}

  mutating func add(_ other: CharacterCounts) {
    read += other.read
    indexed += other.indexed
    whiteSpace += other.whiteSpace
    lost += other.lost
    marks += other.marks
    broken += other.broken
    refused += other.refused
  }
}

extension UnsafeRawBufferPointer {
  /// How many scalars well-formed UTF-8 has.
  var scalarCount: Int {
    // Sixteen bytes at once: those of 80 to BF go on with a character, all others begin one.
    typealias Words = SIMD2<UInt64>
    let ones = Words(repeating: 0x0101_0101_0101_0101)
    var continuing = 0
    var index = 0
    while index &+ 16 <= self.count {
      // No byte of the sums holds more than 255.
      let end = Swift.min(self.count, index &+ 255 &* 16)
      var sums = Words()
      while index &+ 16 <= end {
        let words = loadUnaligned(fromByteOffset: index, as: Words.self)
        sums &+= (words &>> 7) & ~(words &>> 6) & ones
        index &+= 16
      }
      // Neighbours are added, so that nothing overflows, and then all four.
      let halves = Words(repeating: 0x00ff_00ff_00ff_00ff)
      let pairs = (sums & halves) &+ (sums &>> 8 & halves)
      continuing &+= Int((pairs[0] &* 0x0001_0001_0001_0001) &>> 48)
      continuing &+= Int((pairs[1] &* 0x0001_0001_0001_0001) &>> 48)
    }
    while index &+ 8 <= self.count {
      let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
      continuing &+= ((word &>> 7) & ~(word &>> 6) & ones[0]).nonzeroBitCount
      index &+= 8
    }
    while index < self.count {
      if self[index] & 0xc0 == 0x80 { continuing &+= 1 }
      index &+= 1
    }
    return self.count &- continuing
  }

  /// True if a byte is 0.
  var hasNull: Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while index &+ 8 <= count {
      let word = loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The lowest byte that is 0 borrows, and it alone had no bit at its top.
      if (word &- ones) & ~word & ones &<< 7 != 0 { return true }
      index &+= 8
    }
    return self[index...].contains(0)
  }

  /// How many of the scalars of well-formed UTF-8 are U+FFFD.
  var replacementCount: Int {
    var count = 0
    var index = 0
    while index &+ 2 < self.count {
      if self[index] == 0xef, self[index &+ 1] == 0xbf, self[index &+ 2] == 0xbd { count &+= 1 }
      index &+= 1
    }
    return count
  }
}
