/// A stream whose checksum is known beforehand.
final class CheckedStream: ByteStream {
  private let source: any ByteStream
  private let expected: UInt32
  private let library: Zlib
  private var checksum: UInt32 = 0

  init(_ source: any ByteStream, checksum: UInt32) throws(IndexError) {
    self.source = source
    expected = checksum
    library = try Zlib.library()
  }

  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int {
    let start = buffer.count
    let got = try source.read(count, into: &buffer)
    checksum = library.checksum(buffer[start...], after: checksum)
    if got == 0, count > 0, checksum != expected {
      throw .unreadable("it is damaged: its checksum is not the one that is stated")
    }
    return got
  }
}
