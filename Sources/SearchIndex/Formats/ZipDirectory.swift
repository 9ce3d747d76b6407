/// Reads the records of a zip archive's directory.
///
/// ```
/// record = 0x02014b50:u32 madeBy:u16 needed:u16 flags:u16 method:u16 time:u32 checksum:u32
///          packed:u32 size:u32 nameLength:u16 extraLength:u16 commentLength:u16 disk:u16
///          attributes:u16+u32 offset:u32 name extra comment
/// extra  = (kind:u16 length:u16 bytes[length])…
/// ```
enum ZipDirectory {
  private static let signature: UInt32 = 0x0201_4b50
  /// The larger numbers of zip64: those of size, packed size and offset that are all ones.
  private static let largeNumbers: UInt16 = 0x0001
  /// The name in UTF-8, with the checksum of the other.
  private static let unicodeName: UInt16 = 0x7075

  /// The members; nil if the bytes are no directory of so many.
  static func members(_ directory: [UInt8], count: Int) -> [ZipMember]? {
    directory.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var members: [ZipMember] = []
      while members.count < count {
        guard let member = member(&reader) else { return nil }
        members.append(member)
      }
      return members
    }
  }

  private static func member(_ reader: inout ByteReader) -> ZipMember? {
    guard reader.fixed(UInt32.self) == signature else { return nil }
    reader.skip(4)
    let flags = reader.fixed(UInt16.self)
    let number = reader.fixed(UInt16.self)
    let method: ZipMember.Method
    switch number {
    case 0: method = .stored
    case 8: method = .deflated
    case 93: method = .zstd
    default: method = .other(number)
    }
    reader.skip(4)
    let checksum = reader.fixed(UInt32.self)
    let packed = reader.fixed(UInt32.self)
    let size = reader.fixed(UInt32.self)
    let lengths = (0..<3).map { _ in Int(reader.fixed(UInt16.self)) }
    reader.skip(8)
    let offset = reader.fixed(UInt32.self)
    let name = Array(reader.bytes(lengths[0]))
    let extra = reader.bytes(lengths[1])
    reader.skip(lengths[2])
    guard !reader.overrun else { return nil }
    var member = ZipMember(
      rawName: name, isUTF8: flags & 0x800 != 0, isEncrypted: flags & 1 != 0, method: method,
      checksum: checksum, packedSize: Int(packed), size: Int(size), offset: Int(offset))
    read(extra, into: &member)
    return member
  }

  private static func read(_ extra: UnsafeRawBufferPointer, into member: inout ZipMember) {
    var reader = ByteReader(extra)
    while extra.count - reader.offset >= 4 {
      let kind = reader.fixed(UInt16.self)
      let field = reader.bytes(Int(reader.fixed(UInt16.self)))
      guard !reader.overrun else { return }
      var numbers = ByteReader(field)
      switch kind {
      case largeNumbers:
        func large(_ value: Int) -> Int {
          value == 0xffff_ffff ? Int(clamping: numbers.fixed(UInt64.self)) : value
        }
        member.size = large(member.size)
        member.packedSize = large(member.packedSize)
        member.offset = large(member.offset)
        // Sums of such numbers are far from what an `Int` holds.
        if max(member.packedSize, member.offset) > 1 << 60 { member.offset = -1 << 40 }
      case unicodeName where field.count > 5 && field[0] == 1:
        numbers.skip(1)
        let checksum = numbers.fixed(UInt32.self)
        // An archiver that knows nothing of the field may have changed the name.
        guard let zlib = try? Zlib.library(), zlib.checksum(member.rawName[...]) == checksum else {
          continue
        }
        member.rawName = Array(field[5...])
        member.isUTF8 = true
      default: break
      }
    }
  }
}
