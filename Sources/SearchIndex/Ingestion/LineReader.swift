/// Reads a file line by line in bounded memory.
struct LineReader {
  enum Line {
    /// The line's place in ``buffer``, without its end.
    case line(Range<Int>)
    /// A line longer than the limit, passed over.
    case tooLong
  }

  private let file: any ByteStream
  private let limit: Int
  private(set) var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// The number of the line returned last, from 1 up.
  private(set) var lineNumber = 0

  private static let chunk = 1 << 20

  init(_ file: any ByteStream, limit: Int) {
    self.file = file
    self.limit = limit
  }

  /// The next line, or nil at the end.
  mutating func next() throws(IndexError) -> Line? {
    var searched = position
    var isTooLong = false
    while true {
      if let end = newline(from: searched) {
        let line = position..<end
        position = end + 1
        lineNumber += 1
        return isTooLong || line.count > limit ? .tooLong : .line(line)
      }
      searched = buffer.count
      if isAtEnd {
        guard position < buffer.count || isTooLong else { return nil }
        let line = position..<buffer.count
        position = buffer.count
        lineNumber += 1
        return isTooLong ? .tooLong : .line(line)
      }
      if buffer.count - position > limit {
        isTooLong = true
        position = buffer.count
      }
      if position > 0 {
        buffer.removeSubrange(..<position)
        searched -= position
        position = 0
      }
      isAtEnd = try file.read(LineReader.chunk, into: &buffer) == 0
    }
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBytes { $0.firstIndex(of: 0x0a, from: start) }
  }
}
