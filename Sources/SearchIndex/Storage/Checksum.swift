internal import CXXHash

/// XXH3 with 64 bits: the checksum of every file of the index.
enum Checksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    XXH3_64bits(bytes.baseAddress, bytes.count)
  }

  /// The checksum of bytes that come in pieces.
  final class Stream {
    private let state = XXH3_createState()

    init() { XXH3_64bits_reset(state) }

    deinit { XXH3_freeState(state) }

    func append(_ bytes: UnsafeRawBufferPointer) {
      XXH3_64bits_update(state, bytes.baseAddress, bytes.count)
    }

    /// That of all bytes so far.
    var value: UInt64 { XXH3_64bits_digest(state) }
  }
}
