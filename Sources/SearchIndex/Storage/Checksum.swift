internal import CXXHash

/// XXH3 with 64 bits: the checksum of every file of the index.
enum Checksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    XXH3_64bits(bytes.baseAddress, bytes.count)
  }
}
