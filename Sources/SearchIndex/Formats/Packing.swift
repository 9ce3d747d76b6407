/// How a single file is packed, whatever it holds.
enum Packing: CaseIterable {
  case gzip
  case zstd

  /// What the names of such files end with.
  var ending: String {
    switch self {
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// What a name tells; nil for a file that is not packed.
  init?(ofName name: String) {
    let name = name.lowercased()
    guard let packing = Packing.allCases.first(where: { name.hasSuffix($0.ending) }) else {
      return nil
    }
    self = packing
  }

  /// What is packed in a stream.
  func unpacked(_ stream: any ByteStream) throws(IndexError) -> any ByteStream {
    switch self {
    case .gzip: try InflateStream(stream, .gzip)
    case .zstd: try ZstdStream(stream)
    }
  }
}
