/// A term of the table of a ``GramsBuffer`` at a place of the texts.
struct TableGram: BitwiseCopyable {
  /// Where its mark stands among the entries.
  let place: UInt32
  private let bits: UInt32

  /// What is no word: above the numbers of ``WordEnd``.
  static let gram: UInt32 = 4
  private static let shift: UInt32 = 29

  init(place: Int, number: UInt32, kind: UInt32) {
    self.place = UInt32(place)
    bits = kind &<< TableGram.shift | number
  }

  var number: Int { Int(bits & (1 &<< TableGram.shift &- 1)) }
  /// ``gram``, or of a word what stands behind it.
  var kind: UInt32 { bits &>> TableGram.shift }

  mutating func set(_ end: WordEnd) {
    self = TableGram(place: Int(place), number: UInt32(number), kind: end.rawValue)
  }
}

/// What stands behind a word of another script, as its occurrences tell instead of an ordinal.
enum WordEnd: UInt32 {
  /// A character: the word before which it stands is told by a gram of its own.
  case character = 0
  /// A separator, and behind it another word: the next one.
  case gapAndWord = 1
  /// A separator and a character, or the end of the field.
  case other = 2
  /// Another word: the rest of a run that is longer than a word may be.
  case word = 3
}
