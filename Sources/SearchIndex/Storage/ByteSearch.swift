private import Glibc

extension UnsafeRawBufferPointer {
  /// Where a byte stands next, at `start` or behind; nil if it does not.
  ///
  /// `memchr` looks at 32 bytes or more at once, a loop at one.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
