internal import CICU

/// How many columns of a terminal characters take.
public enum Columns {
  /// The columns of a character: the most that one of its scalars takes, for the others stand above it.
  public static func width(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, width($1)) }
  }

  /// The columns of a text without line breaks.
  public static func width(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// The columns of a scalar, by Unicode's East Asian Width.
  ///
  /// They are two for wide and full-width characters, none for those that stand
  /// above others or are not seen, one for the rest. What is narrow or wide as its surroundings are, such as
  /// the quotes “”, terminals show narrow unless they are set up otherwise.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value == 0xad ? 0 : 1 }
    let c = Int32(bitPattern: scalar.value)
    switch UInt32(icu_generalCategory(c)) {
    case U_NON_SPACING_MARK.rawValue, U_ENCLOSING_MARK.rawValue, U_FORMAT_CHAR.rawValue: return 0
    default: break
    }
    // Vowels and finals of Hangul join the consonant before.
    if 0x1160...0x11ff ~= scalar.value { return 0 }
    let width = UInt32(bitPattern: icu_eastAsianWidth(c))
    return width == U_EA_WIDE.rawValue || width == U_EA_FULLWIDTH.rawValue ? 2 : 1
  }
}
