private import CZlib

/// Makes zip archives and gzip files to read.
public struct ZipBuilder {
  /// How a file is put into an archive, and what of it is wrong.
  public struct Options {
    /// Packed, or as it is.
    public var isDeflated = true
    /// The mark for names in UTF-8.
    public var isUTF8 = true
    /// The mark for encrypted files.
    public var isEncrypted = false
    /// Another number of the method than the true one.
    public var method: UInt16?
    /// Another size than the true one.
    public var statedSize: UInt32?
    /// Another checksum than the true one.
    public var checksum: UInt32?

    /// A sound file.
    public init() {}
  }

  private var files: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty archive.
  public init() {}

  /// Adds a file of a name in UTF-8.
  public mutating func add(_ name: String, _ content: String, _ options: Options = Options()) {
    add(Array(name.utf8), Array(content.utf8), options)
  }

  /// Adds a file.
  public mutating func add(_ name: [UInt8], _ content: [UInt8], _ options: Options = Options()) {
    let packed = options.isDeflated ? ZipBuilder.deflate(content, window: -15) : content
    let checksum =
      options.checksum ?? UInt32(truncatingIfNeeded: CZlib.crc32(0, content, UInt32(content.count)))
    var head: [UInt8] = []
    head += bytes(UInt16(20))
    head += bytes(UInt16((options.isUTF8 ? 0x800 : 0) | (options.isEncrypted ? 1 : 0)))
    head += bytes(options.method ?? (options.isDeflated ? 8 : 0))
    head += bytes(UInt32(0x5a7a_8a00))
    head += bytes(checksum)
    head += bytes(UInt32(packed.count))
    head += bytes(options.statedSize ?? UInt32(content.count))
    head += bytes(UInt16(name.count)) + bytes(UInt16(0))
    let offset = files.count
    files += [0x50, 0x4b, 3, 4] + head + name + packed
    directory +=
      [0x50, 0x4b, 1, 2] + bytes(UInt16(20)) + head + bytes(UInt16(0)) + bytes(UInt16(0))
    directory += bytes(UInt16(0)) + bytes(UInt32(0)) + bytes(UInt32(offset)) + name
    count += 1
  }

  /// The archive.
  public var archive: [UInt8] {
    files + directory + [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + bytes(UInt16(count))
      + bytes(UInt16(count)) + bytes(UInt32(directory.count)) + bytes(UInt32(files.count)) + [0, 0]
  }

  private func bytes<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// A gzip file.
  public static func gzip(_ content: [UInt8]) -> [UInt8] { deflate(content, window: 15 + 16) }

  private static func deflate(_ content: [UInt8], window: Int32) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    var code = deflateInit2_(
      &stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    precondition(code == Z_OK)
    defer { deflateEnd(&stream) }
    var content = content
    var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))) + 64)
    let length = packed.count
    code = content.withUnsafeMutableBufferPointer { content in
      packed.withUnsafeMutableBufferPointer { packed in
        stream.next_in = content.baseAddress
        stream.avail_in = UInt32(content.count)
        stream.next_out = packed.baseAddress
        stream.avail_out = UInt32(packed.count)
        return CZlib.deflate(&stream, Z_FINISH)
      }
    }
    precondition(code == Z_STREAM_END)
    packed.removeLast(length - Int(stream.total_out))
    return packed
  }
}
