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
    var count = 0
    for byte in self where byte & 0xc0 != 0x80 { count &+= 1 }
    return count
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
