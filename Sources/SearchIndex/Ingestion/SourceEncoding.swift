/// How the bytes of a file stand for characters.
///
/// The raw values are ICU's names of the converters.
enum SourceEncoding: String, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// Of which GBK and GB2312 are parts.
  case gb18030 = "GB18030"
  /// In the variant of Windows, code page 950.
  case big5 = "Big5"

  /// The encoding that a byte order mark tells, and the mark's length.
  static func mark(of bytes: UnsafeRawBufferPointer) -> (encoding: SourceEncoding, length: Int)? {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
    if bytes.starts(with: [0xff, 0xfe]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xfe, 0xff]) { return (.utf16BigEndian, 2) }
    return nil
  }
}
