/// Reads the rows of a table in text: fields between commas, tabs or semicolons (RFC 4180).
///
/// A field in quotes may hold separators, line breaks and, doubled, quotes. Works on bytes in any encoding in
/// which ASCII stands for itself: no other byte of UTF-8, GB 18030 or Big5 is a separator, a quote or a
/// line break.
struct DelimitedReader {
  private static let chunk = 64 << 10

  private let stream: any ByteStream
  private let separator: UInt8
  private let limit: Int
  private var buffer: [UInt8]
  private var position = 0
  private var isAtEnd = false
  /// The line of the file that is read, from 1 up.
  private var line = 1
  /// The line in which the last row began.
  private(set) var rowLine = 1

  /// Reads on behind what was read from the stream already; a row may have so many bytes.
  init(_ stream: any ByteStream, prefix: [UInt8] = [], separator: UInt8, limit: Int) {
    self.stream = stream
    buffer = prefix
    self.separator = separator
    self.limit = limit
  }

  /// The next row that is not empty; nil at the end.
  mutating func next() throws(IndexError) -> [[UInt8]]? {
    while true {
      guard try peek() != nil else { return nil }
      rowLine = line
      let row = try row()
      if row.count > 1 || !row[0].isEmpty { return row }
    }
  }

  private enum State { case start, plain, quoted, closed }

  private mutating func row() throws(IndexError) -> [[UInt8]] {
    var row: [[UInt8]] = []
    var field: [UInt8] = []
    var state = State.start
    var length = 0
    while let byte = try peek() {
      position += 1
      length += 1
      if length > limit {
        throw .unreadable("the row has more than \(limit) bytes: perhaps a quote is not closed")
      }
      if state == .quoted {
        if byte == UInt8(ascii: "\"") {
          state = .closed
        } else {
          if byte == 0x0a { line += 1 }
          field.append(byte)
        }
        continue
      }
      switch byte {
      case separator:
        row.append(field)
        field.removeAll(keepingCapacity: true)
        state = .start
      case 0x0a, 0x0d:
        if byte == 0x0d, try peek() == 0x0a { position += 1 }
        line += 1
        row.append(field)
        return row
      case UInt8(ascii: "\"") where state == .start: state = .quoted
      case UInt8(ascii: "\"") where state == .closed:
        field.append(byte)
        state = .quoted
      default:
        field.append(byte)
        if state == .start { state = .plain }
      }
    }
    // All rows behind the quote would be one field.
    if state == .quoted {
      throw .unreadable("a quote in this row is not closed, so that nothing behind it is a row")
    }
    row.append(field)
    return row
  }

  private mutating func peek() throws(IndexError) -> UInt8? {
    if position == buffer.count {
      if isAtEnd { return nil }
      buffer.removeAll(keepingCapacity: true)
      position = 0
      isAtEnd = try stream.read(DelimitedReader.chunk, into: &buffer) == 0
      if isAtEnd { return nil }
    }
    return buffer[position]
  }
}
