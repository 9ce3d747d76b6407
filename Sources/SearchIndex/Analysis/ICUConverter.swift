internal import CICU

/// ICU's converter of one encoding.
///
/// Not to be shared between threads.
final class Converter {
  private let handle: OpaquePointer

  /// - Throws: ``IndexError/icu(function:status:)`` if this ICU has no such converter.
  init(_ name: String) throws(IndexError) {
    var status = U_ZERO_ERROR
    let handle = icu_openConverter(name, &status)
    try ICU.check(status, "ucnv_open(\(name))")
    guard let handle else { throw .icu(function: "ucnv_open(\(name))", status: "nil") }
    self.handle = handle
  }

  deinit { icu_closeConverter(handle) }

  /// The UTF-16 of bytes.
  ///
  /// What cannot be decoded becomes U+FFFD, one for each sequence.
  func decode(_ bytes: UnsafeRawBufferPointer) throws(IndexError) -> [UInt16] {
    // No encoding here has a character with more UTF-16 units than bytes.
    let capacity = bytes.count + 1
    var status = U_ZERO_ERROR
    let units = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
      let length = icu_decode(
        handle, buffer.baseAddress, Int32(capacity),
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), &status)
      count = status.rawValue > 0 ? 0 : min(Int(length), capacity)
    }
    try ICU.check(status, "ucnv_toUChars")
    return units
  }
}
