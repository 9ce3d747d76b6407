/// A file in a zip archive, as the archive's directory tells of it.
struct ZipMember {
  /// How its bytes are packed.
  enum Method: Equatable {
    case stored
    case deflated
    case zstd
    case other(UInt16)
  }

  /// The bytes of its name, in what encoding ever.
  var rawName: [UInt8]
  /// Its name, with `/` between folders.
  var name = ""
  /// The archive says that the name is UTF-8.
  var isUTF8: Bool
  var isEncrypted: Bool
  var method: Method
  var checksum: UInt32
  /// Bytes in the archive.
  var packedSize: Int
  /// Bytes when unpacked, as the archive says: never relied on.
  var size: Int
  /// Where its head begins.
  var offset: Int

  /// True for what is no file: folders, and what the systems of archivers leave behind.
  var isPassedOver: Bool {
    rawName.last == UInt8(ascii: "/") || rawName.last == UInt8(ascii: "\\") || name.isEmpty
      || name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }

  /// A name without what leads out of the archive's folder.
  static func harmless(_ name: String) -> String {
    name.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }
      .joined(separator: "/")
  }
}
