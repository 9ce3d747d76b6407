/// Bytes of which any part can be had: a file, or what is in memory.
protocol RandomAccess: AnyObject {
  /// How many there are.
  var count: Int { get }
  /// A part, which must be within ``count``; less only if a file has become shorter.
  func bytes(in range: Range<Int>) throws(IndexError) -> [UInt8]
}

/// A file with a length.
final class FileAccess: RandomAccess {
  private let file: InputFile

  init(_ file: InputFile) { self.file = file }

  var count: Int { file.length ?? 0 }

  func bytes(in range: Range<Int>) throws(IndexError) -> [UInt8] {
    try file.bytes(at: range.lowerBound, count: range.count)
  }
}

/// Bytes in memory.
final class ArrayAccess: RandomAccess {
  private let all: [UInt8]

  init(_ bytes: [UInt8]) { all = bytes }

  var count: Int { all.count }

  func bytes(in range: Range<Int>) -> [UInt8] { Array(all[range]) }
}

/// A part of such bytes as a stream.
final class RangeStream: ByteStream {
  private let access: any RandomAccess
  private var range: Range<Int>

  init(_ access: any RandomAccess, _ range: Range<Int>) {
    self.access = access
    self.range = range.clamped(to: 0..<access.count)
  }

  func read(_ count: Int, into buffer: inout [UInt8]) throws(IndexError) -> Int {
    let end = min(range.lowerBound + count, range.upperBound)
    let bytes = try access.bytes(in: range.lowerBound..<end)
    buffer += bytes
    range = (range.lowerBound + bytes.count)..<range.upperBound
    return bytes.count
  }
}
