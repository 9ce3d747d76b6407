/// Decodes the names in a zip archive.
///
/// Names were in the code page of the system that packed them before there was a mark for UTF-8, and
/// archivers of Chinese Windows write GBK still. All unmarked names of an archive are of one encoding.
enum ZipNames {
  static func decode(_ members: inout [ZipMember], _ decoder: SourceDecoder) {
    var unmarked: [UInt8] = []
    for member in members where !isUTF8(member) {
      unmarked += member.rawName
      unmarked.append(0x0a)
    }
    let encoding = unmarked.isEmpty ? nil : encoding(of: unmarked, decoder)
    for index in members.indices {
      let raw = members[index].rawName
      var name = String(decoding: raw, as: UTF8.self)
      if !isUTF8(members[index]) {
        name = (try? decoder.string(raw, converter: encoding ?? "ibm-437")) ?? name
      }
      members[index].name = ZipMember.harmless(name)
    }
  }

  /// Names that are well-formed UTF-8 are hardly ever anything else.
  private static func isUTF8(_ member: ZipMember) -> Bool {
    member.isUTF8
      || member.rawName.withUnsafeBytes { UTF8Repair.firstBroken($0, from: 0) == $0.count }
  }

  /// The converter of names in Chinese; nil if they are hardly Chinese.
  private static func encoding(of names: [UInt8], _ decoder: SourceDecoder) -> String? {
    if let text = try? decoder.decode(names, as: nil), [.gb18030, .big5].contains(text.encoding) {
      return text.encoding.rawValue
    }
    // Names are short. In GB 2312 both bytes are above 0xA0, which code page 437 uses for frames.
    var index = 0
    while index < names.count {
      if names[index] < 0x80 {
        index += 1
      } else {
        guard (0xa1...0xf7).contains(names[index]), index + 1 < names.count,
          (0xa1...0xfe).contains(names[index + 1])
        else { return nil }
        index += 2
      }
    }
    return SourceEncoding.gb18030.rawValue
  }
}

extension SourceDecoder {
  /// The text that a converter of ICU makes of bytes.
  func string(_ bytes: [UInt8], converter: String) throws(IndexError) -> String {
    let converter = try Converter(converter)
    let units = try bytes.withSpanOfBytes(bytes.count) { bytes throws(IndexError) in
      try converter.decode(bytes)
    }
    return String(decoding: units, as: UTF16.self)
  }
}
