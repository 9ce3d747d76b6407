internal import CICU

/// One of ICU's transliterators, such as `Traditional-Simplified`.
///
/// Opening one reads its rules, which takes some 5 to 80 ms. Not to be shared between threads.
package final class Transliterator {
  private let handle: UnsafeMutablePointer<UTransliterator?>
  private var buffer: [UInt16] = []

  /// - Throws: ``IndexError/icu(function:status:)`` if this ICU has no such rules.
  package init(_ id: String) throws(IndexError) {
    let name = Array(id.utf16)
    var status = U_ZERO_ERROR
    let handle = icu_openTransliterator(name, Int32(name.count), &status)
    try ICU.check(status, "utrans_openU(\(id))")
    guard let handle else { throw .icu(function: "utrans_openU(\(id))", status: "nil") }
    self.handle = handle
  }

  deinit { icu_closeTransliterator(handle) }

  /// What the rules make of a text.
  package func transliterate(_ text: [UInt16]) -> [UInt16] {
    var capacity = max(text.count * 4, 64)
    while true {
      buffer = text + [UInt16](repeating: 0, count: capacity - text.count)
      var length = Int32(text.count)
      var status = U_ZERO_ERROR
      icu_transliterate(handle, &buffer, &length, Int32(capacity), &status)
      guard status == U_BUFFER_OVERFLOW_ERROR else {
        return status.rawValue > 0 ? text : Array(buffer[..<Int(length)])
      }
      capacity *= 4
    }
  }
}
