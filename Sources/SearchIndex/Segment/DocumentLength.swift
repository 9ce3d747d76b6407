/// A document's length in terms, coded in a byte: exact to 40, then with an error of at most 1/9.
///
/// The code keeps the four highest bits of the length and where they stand, counting from 24 on, as
/// Lucene's `SmallFloat.intToByte4` does. It grows with the length, so it compares as lengths do;
/// decoding gives the smallest length of a code.
enum DocumentLength {
  /// Lengths below this are their own code.
  private static let exact: UInt32 = 24

  static func code(_ length: UInt32) -> UInt8 {
    guard length >= exact else { return UInt8(length) }
    // Lengths from 2^31 on, which no document reaches, would need a code above 255.
    let rest = min(length, UInt32(Int32.max)) - exact
    let bits = 32 - rest.leadingZeroBitCount
    guard bits > 4 else { return UInt8(exact + rest) }
    let shift = UInt32(bits - 4)
    let mantissa = rest >> shift & 7
    return UInt8(exact + 8 + (shift << 3 | mantissa))
  }

  static func length(_ code: UInt8) -> UInt32 {
    let code = UInt32(code)
    guard code >= exact + 16 else { return code }
    let packed = code - exact - 8
    return exact + (8 | packed & 7) << min(packed >> 3, 28)
  }
}
