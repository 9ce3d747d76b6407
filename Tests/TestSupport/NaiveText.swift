private import CICU
public import SearchIndex

/// A text cut in the slowest and most obvious way: the oracle for analysis.
///
/// It shares no code with the library: ICU folds the text as a whole, and each character is looked up
/// by itself.
public struct NaiveText {
  /// A unit, or what stands between two of them.
  public enum Token: Hashable, Sendable {
    /// One character of a script without spaces.
    case character(String)
    /// A word of another script, or 128 UTF-16 units of a longer one.
    case run(String)
    /// One or more separators.
    case gap

    var isCharacter: Bool {
      if case .character = self { true } else { false }
    }
  }

  /// The folded text.
  public let folded: [UInt16]
  /// Units with gaps between them, none at the ends.
  public let tokens: [Token]
  /// ICU's words, 64 UTF-16 units of longer ones.
  public let words: [String]

  /// Cuts a text.
  public init(_ text: String, folding: Folding = .hans) {
    folded = NaiveText.fold(text).map { folding == .hans ? NaiveText.simplified[$0] ?? $0 : $0 }
    tokens = NaiveText.cut(folded)
    words = NaiveText.words(folded)
  }

  /// How many units the text has.
  public var unitCount: Int { tokens.count { $0 != .gap } }

  /// Where a literal begins in the text: the number of places where its tokens stand in a row.
  public func occurrences(of literal: NaiveText) -> Int {
    let wanted = literal.tokens
    guard !wanted.isEmpty, tokens.count >= wanted.count else { return 0 }
    return (0...tokens.count - wanted.count).count { start in
      tokens[start..<start + wanted.count].elementsEqual(wanted)
    }
  }

  private static func fold(_ text: String) -> [UInt16] {
    let source = text.utf16.map { $0 == 0 ? 0x20 : $0 }
    var status = U_ZERO_ERROR
    let normalizer = icu_caseFoldingNormalizer(&status)
    var target = [UInt16](repeating: 0, count: source.count * 20 + 100)
    let room = Int32(target.count)
    let length = icu_normalize(normalizer, source, Int32(source.count), &target, room, &status)
    precondition(status.rawValue <= 0, "ICU could not normalize")
    return Array(target[..<Int(length)])
  }

  /// What ICU's rules make of each ideograph alone, again and again until it stays.
  private static let simplified: [UInt16: UInt16] = {
    var status = U_ZERO_ERROR
    let id = Array("Traditional-Simplified".utf16)
    let rules = icu_openTransliterator(id, Int32(id.count), &status)
    precondition(status.rawValue <= 0, "ICU has no such rules")
    defer { icu_closeTransliterator(rules) }
    func form(_ character: UInt16) -> UInt16 {
      var text = [character] + [UInt16](repeating: 0, count: 15)
      var length: Int32 = 1
      icu_transliterate(rules, &text, &length, 16, &status)
      return length == 1 && (0x3400...0x9fff).contains(text[0]) ? text[0] : character
    }
    var forms: [UInt16: UInt16] = [:]
    for character in UInt16(0x3400)...0x9fff {
      var last = character
      for _ in 0..<5 { last = form(last) }
      // Some stand for each other.
      if last != character, form(last) == last { forms[character] = last }
    }
    return forms
  }()

  private enum Kind {
    case separator
    case word
    case character
    case mark
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    let c = Int32(scalar.value)
    if icu_hasProperty(c, UCHAR_NONCHARACTER_CODE_POINT) != 0 { return .separator }
    let isPicture =
      icu_hasProperty(c, UCHAR_EMOJI) != 0 || icu_hasProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0
    if isPicture, scalar.value > 0x7f { return .character }
    let isComplex = icu_lineBreakClass(c) == Int32(U_LB_COMPLEX_CONTEXT.rawValue)
    let scripts = [
      USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL, USCRIPT_BOPOMOFO, USCRIPT_YI,
    ]
    // ICU's category, not Swift's, which may be that of another version of Unicode.
    switch UInt32(icu_generalCategory(c)) {
    case U_PRIVATE_USE_CHAR.rawValue, U_UNASSIGNED.rawValue: return .character
    case U_UPPERCASE_LETTER.rawValue, U_LOWERCASE_LETTER.rawValue, U_TITLECASE_LETTER.rawValue,
      U_MODIFIER_LETTER.rawValue, U_OTHER_LETTER.rawValue, U_DECIMAL_DIGIT_NUMBER.rawValue,
      U_LETTER_NUMBER.rawValue, U_OTHER_NUMBER.rawValue:
      let isIdeograph = icu_hasProperty(c, UCHAR_IDEOGRAPHIC) != 0
      let isWithoutSpaces = scripts.contains { icu_isInScript(c, $0) != 0 }
      return isIdeograph || isComplex || isWithoutSpaces ? .character : .word
    case U_NON_SPACING_MARK.rawValue, U_ENCLOSING_MARK.rawValue, U_COMBINING_SPACING_MARK.rawValue:
      return isComplex ? .character : .mark
    default: return .separator
    }
  }

  private static func cut(_ folded: [UInt16]) -> [Token] {
    var tokens: [Token] = []
    var word: [UInt16] = []
    func endWord() {
      var rest = word[...]
      while !rest.isEmpty {
        var length = min(128, rest.count)
        if length < rest.count, UTF16.isTrailSurrogate(rest[rest.startIndex + length]) {
          length -= 1
        }
        tokens.append(.run(String(decoding: rest.prefix(length), as: UTF16.self)))
        rest = rest.dropFirst(length)
      }
      word = []
    }
    for scalar in String(decoding: folded, as: UTF16.self).unicodeScalars {
      switch kind(scalar) {
      case .word: word += Array(String(scalar).utf16)
      case .mark: if !word.isEmpty { word += Array(String(scalar).utf16) }
      case .character:
        endWord()
        tokens.append(.character(String(scalar)))
      case .separator:
        endWord()
        if let last = tokens.last, last != .gap { tokens.append(.gap) }
      }
    }
    endWord()
    if tokens.last == .gap { tokens.removeLast() }
    return tokens
  }

  private static func words(_ folded: [UInt16]) -> [String] {
    var status = U_ZERO_ERROR
    let iterator = icu_openBreakIterator(UBRK_WORD, "zh", &status)
    defer { if let iterator { icu_closeBreakIterator(iterator) } }
    var words: [String] = []
    folded.withUnsafeBufferPointer { units in
      icu_setText(iterator, units.baseAddress, Int32(units.count), &status)
      var start = 0
      while true {
        let end = Int(icu_nextBreak(iterator))
        guard end > start else { return }
        if icu_ruleStatus(iterator) >= 100 {
          var stop = min(end, start + 64)
          if stop < end, UTF16.isTrailSurrogate(units[stop]) { stop -= 1 }
          words.append(String(decoding: units[start..<stop], as: UTF16.self))
        }
        start = end
      }
    }
    return words
  }
}
