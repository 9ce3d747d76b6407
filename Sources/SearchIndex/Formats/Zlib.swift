internal import CZlib

/// The functions of zlib, loaded when something was packed with it.
struct Zlib: Sendable {
  typealias Stream = UnsafeMutablePointer<z_stream>
  let inflateInit2: @Sendable @convention(c) (Stream?, Int32, UnsafePointer<CChar>?, Int32) -> Int32
  let inflate: @Sendable @convention(c) (Stream?, Int32) -> Int32
  let inflateReset: @Sendable @convention(c) (Stream?) -> Int32
  let inflateEnd: @Sendable @convention(c) (Stream?) -> Int32
  let crc32: @Sendable @convention(c) (UInt, UnsafePointer<UInt8>?, UInt32) -> UInt

  private static let loaded = Zlib()

  /// - Throws: a message that says what to install.
  static func library() throws(IndexError) -> Zlib {
    guard let loaded else {
      throw .unreadable("reading it needs zlib: install it, on Debian with 'apt install zlib1g'")
    }
    return loaded
  }

  private init?() {
    guard let library = DynamicLibrary(["libz.so.1"]),
      let inflateInit2 = library.function("inflateInit2_", as: type(of: inflateInit2)),
      let inflate = library.function("inflate", as: type(of: inflate)),
      let inflateReset = library.function("inflateReset", as: type(of: inflateReset)),
      let inflateEnd = library.function("inflateEnd", as: type(of: inflateEnd)),
      let crc32 = library.function("crc32", as: type(of: crc32))
    else { return nil }
    self.inflateInit2 = inflateInit2
    self.inflate = inflate
    self.inflateReset = inflateReset
    self.inflateEnd = inflateEnd
    self.crc32 = crc32
  }

  /// The checksum of zip files, going on from that of what came before.
  func checksum(_ bytes: ArraySlice<UInt8>, after: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32(UInt(after), $0.baseAddress, UInt32($0.count)))
    }
  }
}

extension IndexError {
  /// A source that gives no text; what was named already is not named again.
  static func unreadable(_ reason: String) -> IndexError {
    .unacceptable(document: "", reason: reason)
  }
}
