internal import CICU

/// One of ICU's transliterators, such as `Han-Latin` or `Traditional-Simplified`.
///
/// Opening `Han-Latin` takes 80 ms, for ICU parses its rules; each call costs something too. So open
/// once, late, and give it many characters in one call, with separators between those that must not
/// be read together. Not to be shared between threads.
final class Transliterator {
  private let handle: UnsafeMutablePointer<UTransliterator?>

  /// Opens the transliterator of this name.
  ///
  /// - Throws: ``IndexError/icu(function:status:)`` if ICU has none.
  init(id: String) throws(IndexError) {
    let units = Array(id.utf16)
    var status = U_ZERO_ERROR
    let handle = icu_openTransliterator(units, Int32(units.count), &status)
    try ICU.check(status, "utrans_openU")
    guard let handle else { throw .icu(function: "utrans_openU", status: "nil") }
    self.handle = handle
  }

  deinit { icu_closeTransliterator(handle) }

  /// The text, transliterated; empty if ICU fails.
  func transliterate(_ units: [UInt16]) -> [UInt16] {
    var capacity = units.count * 4 + 64
    while true {
      var text = units + [UInt16](repeating: 0, count: capacity - units.count)
      var length = Int32(units.count)
      var status = U_ZERO_ERROR
      icu_transliterate(handle, &text, &length, Int32(capacity), &status)
      if status == U_BUFFER_OVERFLOW_ERROR, Int(length) > capacity {
        capacity = Int(length)
        continue
      }
      guard status.rawValue <= 0 else { return [] }
      return Array(text[..<Int(length)])
    }
  }
}
