internal import Glibc

/// Texts in other encodings, made by the C library's converter, which is not the one under test.
public enum EncodedText {
  /// The bytes of a text; nil if the encoding has not all of its characters.
  public static func bytes(_ text: String, _ encoding: String) -> [UInt8]? {
    guard let converter = iconv_open(encoding, "UTF-8") else { return nil }
    defer { iconv_close(converter) }
    var source = Array(text.utf8CString.dropLast())
    var target = [CChar](repeating: 0, count: source.count * 4 + 4)
    let capacity = target.count
    var (sourceLeft, targetLeft) = (source.count, capacity)
    let status = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        return iconv(converter, &from, &sourceLeft, &to, &targetLeft)
      }
    }
    guard status != -1, sourceLeft == 0 else { return nil }
    return target[..<(capacity - targetLeft)].map { UInt8(bitPattern: $0) }
  }
}
