internal import CICU
internal import Glibc

/// The one place that calls ICU: break iterators, normalisation, properties, the dictionary.
enum ICU {
  static func check(_ status: UErrorCode, _ function: String) throws(IndexError) {
    guard status.rawValue > 0 else { return }
    throw .icu(function: function, status: String(cString: icu_errorName(status)))
  }

  /// The version of ICU that runs, such as `72.1`.
  static var version: String {
    var version: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    withUnsafeMutablePointer(to: &version) {
      $0.withMemoryRebound(to: UInt8.self, capacity: 4) { icu_runtimeVersion($0) }
    }
    return "\(version.0).\(version.1)"
  }

  /// XXH3 of ICU's Chinese and Japanese dictionary, 0 where there is none.
  static let dictionaryHash: UInt64 = withDictionaryBytes { Checksum.of($0) } ?? 0

  /// What a character is to the index.
  static func characterClass(_ scalar: UInt32) -> CharacterClass {
    let c = Int32(bitPattern: scalar)
    if icu_hasProperty(c, UCHAR_NONCHARACTER_CODE_POINT) != 0 { return .separator }
    if scalar > 0x7f,
      icu_hasProperty(c, UCHAR_EMOJI) != 0 || icu_hasProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0
    {
      return .character
    }
    switch UInt32(icu_generalCategory(c)) {
    case U_PRIVATE_USE_CHAR.rawValue, U_UNASSIGNED.rawValue:
      // Characters of fonts' own and of a Unicode newer than this ICU: found as they stand.
      return .character
    case U_UPPERCASE_LETTER.rawValue, U_LOWERCASE_LETTER.rawValue, U_TITLECASE_LETTER.rawValue,
      U_MODIFIER_LETTER.rawValue, U_OTHER_LETTER.rawValue, U_DECIMAL_DIGIT_NUMBER.rawValue,
      U_LETTER_NUMBER.rawValue, U_OTHER_NUMBER.rawValue:
      return isWithoutSpaces(c) ? .character : .word
    case U_NON_SPACING_MARK.rawValue, U_ENCLOSING_MARK.rawValue, U_COMBINING_SPACING_MARK.rawValue:
      return isComplexContext(c) ? .character : .mark
    default:
      return .separator
    }
  }

  /// What a unit of the BMP that is no surrogate is to the rules of word segments.
  static func breakClass(_ scalar: UInt32) -> BreakClass {
    let c = Int32(bitPattern: scalar)
    let rules = UInt32(bitPattern: icu_wordBreakClass(c))
    switch rules {
    case U_WB_EXTEND.rawValue, U_WB_FORMAT.rawValue, U_WB_ZWJ.rawValue, U_WB_WSEGSPACE.rawValue:
      return .attaching
    case U_WB_CR.rawValue, U_WB_LF.rawValue, U_WB_NEWLINE.rawValue: return .newline
    case U_WB_MIDLETTER.rawValue: return .midLetter
    case U_WB_MIDNUMLET.rawValue, U_WB_MIDNUM.rawValue: return .midOther
    case U_WB_OTHER.rawValue: break
    default: return .other
    }
    // The sets for which ICU has dictionaries are made by script, not by script extensions, which
    // common punctuation has too.
    var status = U_ZERO_ERROR
    switch UScriptCode(rawValue: icu_script(c, &status)) {
    case USCRIPT_HAN:
      return scalar >= WordTrie.first && scalar <= WordTrie.last ? .han : .other
    case USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL: return .other
    default: break
    }
    // Pictograms join behind a joiner. Letters that no rule names, such as 〆, may still be in sets.
    let isPictogram = icu_hasProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0
    let category = UInt32(icu_generalCategory(c))
    let isLetter = category <= U_OTHER_NUMBER.rawValue && category != U_UNASSIGNED.rawValue
    return isPictogram || isLetter || isComplexContext(c) ? .other : .plain
  }

  /// The Chinese dictionary's words, read once; nil if ICU has none or of another format.
  static let wordTrie: WordTrie? = withDictionary { WordTrie($0) } ?? nil

  /// Calls `body` with the Chinese dictionary; nil if ICU has none or of another format.
  static func withDictionary<Result>(_ body: (CJKDictionary) -> Result) -> Result? {
    withDictionaryBytes { CJKDictionary($0).map(body) } ?? nil
  }

  /// The format is that of ICU's `dictionarydata.h`: eight 32-bit indexes, of which the fourth is
  /// the size of all.
  private static func withDictionaryBytes<Result>(
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    var status = U_ZERO_ERROR
    guard let data = icu_openChineseDictionary(&status), status.rawValue <= 0 else { return nil }
    defer { icu_closeData(data) }
    guard let bytes = icu_dataBytes(data) else { return nil }
    let size = Int(bytes.load(fromByteOffset: 12, as: Int32.self))
    return body(UnsafeRawBufferPointer(start: bytes, count: max(0, size)))
  }

  /// True for letters of scripts that put no space between words.
  private static func isWithoutSpaces(_ c: UChar32) -> Bool {
    if icu_hasProperty(c, UCHAR_IDEOGRAPHIC) != 0 || isComplexContext(c) { return true }
    for script in [
      USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HANGUL, USCRIPT_BOPOMOFO, USCRIPT_YI,
    ] where icu_isInScript(c, script) != 0 {
      return true
    }
    return false
  }

  /// True for Thai, Lao, Khmer, Myanmar and the like (line breaking class SA of UAX #14).
  private static func isComplexContext(_ c: UChar32) -> Bool {
    icu_lineBreakClass(c) == Int32(U_LB_COMPLEX_CONTEXT.rawValue)
  }
}

/// ICU's NFKC_Casefold: compatibility forms, width and case folded, invisible characters removed.
struct CaseFoldingNormalizer {
  private let handle: OpaquePointer

  init() throws(IndexError) {
    var status = U_ZERO_ERROR
    let handle = icu_caseFoldingNormalizer(&status)
    try ICU.check(status, "unorm2_getNFKCCasefoldInstance")
    guard let handle else { throw .icu(function: "unorm2_getNFKCCasefoldInstance", status: "nil") }
    self.handle = handle
  }

  /// True if text can be cut before the scalar and both parts normalized apart.
  func hasBoundary(before scalar: UInt32) -> Bool {
    icu_hasBoundaryBefore(handle, Int32(bitPattern: scalar)) != 0
  }

  /// Normalizes a piece of text; unpaired surrogates stay as they are.
  func normalize(_ source: [UInt16], into target: inout [UInt16]) {
    var capacity = max(target.count, source.count * 4 + 32)
    while true {
      if target.count < capacity { target = [UInt16](repeating: 0, count: capacity) }
      var status = U_ZERO_ERROR
      let room = Int32(target.count)
      let length = icu_normalize(handle, source, Int32(source.count), &target, room, &status)
      if status == U_BUFFER_OVERFLOW_ERROR {
        capacity = Int(length) + 1
        continue
      }
      target.removeLast(target.count - (status.rawValue > 0 ? 0 : Int(length)))
      return
    }
  }
}

/// ICU's word break iterator over UTF-16.
///
/// Not to be shared between threads. The text must stay in place while it is iterated.
final class WordBreaker {
  private let handle: OpaquePointer

  init() throws(IndexError) {
    var status = U_ZERO_ERROR
    let handle = icu_openBreakIterator(UBRK_WORD, "zh", &status)
    try ICU.check(status, "ubrk_open")
    guard let handle else { throw .icu(function: "ubrk_open", status: "nil") }
    self.handle = handle
  }

  deinit { icu_closeBreakIterator(handle) }

  /// True if a segment of a rule's status is a word and not punctuation or space
  /// (`UBRK_WORD_NONE_LIMIT`).
  @inline(__always)
  static func isWord(_ status: Int32) -> Bool { status >= 100 }

  /// Calls `body` with each segment of `text` and the status of the rule that ended it.
  @inline(__always)
  func forEachSegment(
    of text: UnsafeBufferPointer<UInt16>, _ body: (_ range: Range<Int>, _ status: Int32) -> Void
  ) {
    var status = U_ZERO_ERROR
    icu_setText(handle, text.baseAddress, Int32(text.count), &status)
    guard status.rawValue <= 0 else { return }
    var start = 0
    while true {
      let end = Int(icu_nextBreak(handle))
      guard end > start else { return }
      body(start..<end, icu_ruleStatus(handle))
      start = end
    }
  }
}
