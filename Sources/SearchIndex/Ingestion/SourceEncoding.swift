/// How the bytes of a file stand for characters.
///
/// The raw values are ICU's names of the converters.
public enum SourceEncoding: String, CaseIterable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// Of which GBK and GB2312 are parts.
  case gb18030 = "GB18030"
  /// In the variant of Windows, code page 950.
  case big5 = "Big5"

  /// The encoding of a name, in whatever case, with or without hyphens; nil for others.
  public init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8": self = .utf8
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "big5", "cp950": self = .big5
    default: return nil
    }
  }

  /// A number that a record keeps, 1 or more: not to be changed.
  var number: UInt64 {
    switch self {
    case .utf8: 1
    case .utf16LittleEndian: 2
    case .utf16BigEndian: 3
    case .gb18030: 4
    case .big5: 5
    }
  }

  /// The encoding that a byte order mark tells, and the mark's length.
  static func mark(of bytes: UnsafeRawBufferPointer) -> (encoding: SourceEncoding, length: Int)? {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
    if bytes.starts(with: [0xff, 0xfe]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xfe, 0xff]) { return (.utf16BigEndian, 2) }
    return nil
  }
}
