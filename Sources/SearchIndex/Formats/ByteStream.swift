/// Bytes that come one after the other: of a file, or of what was packed in one.
protocol ByteStream: AnyObject {
  /// Appends up to `count` bytes to `buffer`; returns how many, 0 at the end only.
  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int
}

extension ByteStream {
  /// All that is left; nil if it is more than `limit` bytes.
  func readAll(limit: Int) throws(IndexError) -> [UInt8]? {
    var bytes: [UInt8] = []
    // Most are short, and room is cleared before it is used.
    while try read(min(max(8 << 10, bytes.count), 256 << 10, limit + 1 - bytes.count), into: &bytes)
      > 0
    {
      if bytes.count > limit { return nil }
    }
    return bytes
  }
}

extension InputFile: ByteStream {}

/// The bytes of an array as a stream.
final class ArrayStream: ByteStream {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(_ count: Int, into buffer: inout [UInt8]) -> Int {
    let end = min(position + count, bytes.count)
    defer { position = end }
    buffer += bytes[position..<end]
    return end - position
  }
}
