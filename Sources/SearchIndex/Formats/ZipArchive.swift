/// Reads a zip archive through the directory at its end (APPNOTE 6.3.10, with zip64).
///
/// Sizes and places that it states are checked, or not used: what a member unpacks to is found by
/// unpacking it, as far as the caller allows.
final class ZipArchive {
  /// An archive of more members is refused.
  static let maximumMembers = 100_000
  private static let maximumDirectory = 64 << 20
  private static let tailLength = 22
  private static let maximumComment = 1 << 16

  let members: [ZipMember]
  private let access: any RandomAccess
  /// How many bytes stand before the archive, as in those that unpack themselves.
  private let shift: Int
  /// For what is read by name: a document may name very much of its archive, or the same bytes by many names.
  private let budget: UnpackingBudget
  /// Of members that share a name the first.
  private lazy var membersByName = Dictionary(
    members.lazy.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Reads the directory; `budget` is what may be read by name, if it is not what the length allows.
  ///
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` if it is none, or too large.
  init(
    _ access: any RandomAccess, _ decoder: SourceDecoder, budget: UnpackingBudget? = nil
  ) throws(IndexError) {
    let tail = try ZipArchive.tail(of: access)
    guard tail.members <= ZipArchive.maximumMembers else {
      throw .unreadable(
        "it has \(tail.members) files, an archive at most \(ZipArchive.maximumMembers): unpack it")
    }
    guard tail.size <= ZipArchive.maximumDirectory, tail.size <= tail.end else {
      throw ZipArchive.damage("its directory does not fit")
    }
    let start = tail.end - tail.size
    guard tail.offset <= start else { throw ZipArchive.damage("its directory is misplaced") }
    shift = start - tail.offset
    let directory = try access.bytes(in: start..<tail.end)
    guard var members = ZipDirectory.members(directory, count: tail.members) else {
      throw ZipArchive.damage("its directory cannot be read")
    }
    ZipNames.decode(&members, decoder)
    self.members = members
    self.access = access
    self.budget = budget ?? UnpackingBudget(packed: access.count)
  }

  static func damage(_ what: String) -> IndexError {
    .unreadable("it is a damaged zip archive: \(what)")
  }

  /// The first member of this name, or nil.
  func member(_ name: String) -> ZipMember? { membersByName[name] }

  /// What a member holds; its checksum is compared at its end.
  func open(_ member: ZipMember) throws(IndexError) -> any ByteStream {
    if member.isEncrypted { throw .unreadable("it is encrypted") }
    let (start, isLost) = (member.offset + shift, ZipArchive.damage("a file in it is misplaced"))
    guard start >= 0, start <= access.count - 30 else { throw isLost }
    let head = try access.bytes(in: start..<start + 30)
    guard head.count == 30, head.starts(with: [0x50, 0x4b, 3, 4]) else { throw isLost }
    let data = start + 30 + Int(head[26]) + Int(head[27]) << 8 + Int(head[28]) + Int(head[29]) << 8
    guard data <= access.count, member.packedSize <= access.count - data else { throw isLost }
    let packed = RangeStream(access, data..<data + member.packedSize)
    let content: any ByteStream
    switch member.method {
    case .stored: content = packed
    case .deflated: content = try InflateStream(packed, .raw)
    case .zstd: content = try ZstdStream(packed)
    case .other(let number):
      throw .unreadable("it is packed by a method that is not known (\(number)): unpack it")
    }
    return try CheckedStream(content, checksum: member.checksum)
  }

  /// All of a member of this name, if there is one and it is not longer than `limit`.
  func content(_ name: String, limit: Int) throws(IndexError) -> [UInt8]? {
    guard let member = member(name) else { return nil }
    guard let bytes = try BoundedStream(open(member), budget).readAll(limit: limit) else {
      throw .unreadable("\(name) in it has more than \(limit) bytes")
    }
    return bytes
  }

  // MARK: The end

  private struct Tail {
    var members: Int
    /// Of the directory.
    var size: Int
    /// Of the directory, from the beginning of the archive.
    var offset: Int
    /// Where the directory ends.
    var end: Int
  }

  private static func tail(of access: any RandomAccess) throws(IndexError) -> Tail {
    let length = access.count
    let start = max(0, length - tailLength - maximumComment)
    let bytes = try access.bytes(in: start..<length)
    var place = bytes.count - tailLength
    while place >= 0 {
      if bytes[place...].starts(with: [0x50, 0x4b, 5, 6]),
        Int(bytes[place + 20]) + Int(bytes[place + 21]) << 8 <= bytes.count - place - tailLength
      {
        return try tail(bytes, place, start, access)
      }
      place -= 1
    }
    throw .unreadable("it is no zip archive, or its end is missing")
  }

  /// The tail at a place of the last bytes, of which the first is the byte `start` of the archive.
  private static func tail(
    _ bytes: [UInt8], _ place: Int, _ start: Int, _ access: any RandomAccess
  ) throws(IndexError) -> Tail {
    var tail: Tail = bytes.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes, at: place + 10)
      let members = Int(reader.fixed(UInt16.self))
      let size = Int(reader.fixed(UInt32.self))
      return Tail(
        members: members, size: size, offset: Int(reader.fixed(UInt32.self)), end: start + place)
    }
    guard tail.members == 0xffff || tail.size == 0xffff_ffff || tail.offset == 0xffff_ffff,
      start + place >= 20
    else { return tail }
    // zip64: a locator stands before, which tells where the larger numbers stand.
    let locator = try access.bytes(in: start + place - 20..<start + place)
    guard locator.starts(with: [0x50, 0x4b, 6, 7]) else { return tail }
    let offset = locator.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes, at: 8)
      return Int(clamping: reader.fixed(UInt64.self))
    }
    guard offset <= access.count - 56 else { throw damage("its directory is misplaced") }
    let large = try access.bytes(in: offset..<offset + 56)
    guard large.starts(with: [0x50, 0x4b, 6, 6]) else {
      throw damage("its directory is misplaced")
    }
    large.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes, at: 32)
      tail.members = Int(clamping: reader.fixed(UInt64.self))
      tail.size = Int(clamping: reader.fixed(UInt64.self))
      tail.offset = Int(clamping: reader.fixed(UInt64.self))
      tail.end = offset
    }
    return tail
  }
}
