/// What may stand right of a character in a gram beside another character.
enum Gram {
  /// The end of the text: the gram is the character alone.
  static let end: UInt64 = 0
  /// A word of another script; no text holds this character, for it is a control.
  static let word: UInt64 = 2
  /// A separator, and behind it such a word.
  static let wordBehindGap: UInt64 = 3
  /// The same control between two characters stands for a separator.
  static let gap: UInt16 = 3

  /// A separator and a character behind it, in all pairs of a character that are rare in a segment: one gram for
  /// all of them.
  static let rare: UInt32 = 4

  /// What tells the character on the right in such a gram; nil for those that no such gram tells of.
  @inline(__always)
  static func code(ofRare character: UInt32) -> UInt32? {
    let code = character &- firstRare
    return code <= rareCodes ? code : nil
  }

  /// The ordinal on the right in such a gram: above the code.
  static let rareShift: UInt32 = 15
  static let rareCodes: UInt32 = 1 << rareShift - 1
  static let firstRare: UInt32 = 0x3400
  /// The ordinals that have room there.
  static let rareOrdinals: UInt32 = 1 << 17

  /// True for the grams that tell what stands behind a word, which begin with no unit.
  static func isBehindWord(_ term: UnsafeRawBufferPointer) -> Bool {
    term.first.map { $0 <= UInt8(gap) } ?? false
  }
}
