private import Glibc

/// Text in other encodings than UTF-8.
public enum Bytes {
  /// A text in an encoding that iconv knows; nil if it does not, or not all of its characters.
  public static func encoded(_ text: String, _ encoding: String) -> [UInt8]? {
    guard let converter = iconv_open(encoding, "UTF-8"), converter != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(converter) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: source.count * 4 + 16)
    let left: Int? = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (fromLeft, toLeft) = (source.count, target.count)
        return iconv(converter, &from, &fromLeft, &to, &toLeft) == -1 ? nil : toLeft
      }
    }
    return left.map { left in target.dropLast(left).map { UInt8(bitPattern: $0) } }
  }
}
