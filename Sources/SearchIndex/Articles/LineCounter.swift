/// Counts lines and columns while bytes are passed: line feeds, carriage returns and pairs of both end lines.
struct LineCounter {
  /// From 1 up.
  private(set) var line: Int
  /// In Unicode scalars from 1 up.
  private(set) var column: Int
  /// The line has ended already, and a line feed belongs to its end.
  private var isBehindReturn = false

  init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }

  /// Passes over a byte of UTF-8.
  @inline(__always)
  mutating func pass(_ byte: UInt8) {
    switch byte {
    case 0x0a:
      if !isBehindReturn { line += 1 }
      column = 1
    case 0x0d:
      line += 1
      column = 1
    case 0x80..<0xc0: break
    default: column += 1
    }
    isBehindReturn = byte == 0x0d
  }
}
