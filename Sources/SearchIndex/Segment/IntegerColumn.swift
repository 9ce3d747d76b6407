/// Writes one number a document in as few bytes as the largest takes above the smallest.
///
/// ```
/// column      = (value - least):u8|u16|u24|u32 for each document, or nothing if all are equal
/// description = least:u32 width:u8
/// ```
struct IntegerColumnWriter {
  var values: [UInt32] = []

  /// Writes the column, and its description to the file's metadata.
  func write(to file: IndexFileWriter, _ metadata: inout ByteWriter) throws(IndexError) {
    let least = values.min() ?? 0
    let width = IntegerColumnWriter.width((values.max() ?? 0) - least)
    metadata.append(fixed: least)
    metadata.append(UInt8(width))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * values.count)
    for value in values where width > 0 {
      var rest = value - least
      for _ in 0..<width {
        bytes.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
    try file.append(bytes)
  }

  private static func width(_ value: UInt32) -> Int { (39 - value.leadingZeroBitCount) / 8 }
}

/// Reads what ``IntegerColumnWriter`` wrote.
struct IntegerColumn: Sendable {
  private let file: IndexFileReader
  private let start: Int
  private let count: Int
  private let least: UInt32
  private let width: Int

  /// Reads a description, of a column of `count` numbers that begins at `start`; moves that behind
  /// the column.
  init(
    _ file: IndexFileReader, _ metadata: inout ByteReader, count: Int, start: inout Int
  ) throws(IndexError) {
    self.file = file
    self.start = start
    self.count = count
    least = metadata.fixed(UInt32.self)
    width = Int(metadata.byte())
    guard !metadata.overrun, width <= 4 else {
      throw .damaged(file: file.path, reason: "it does not tell how wide its columns are")
    }
    start += width * count
  }

  /// The number of a document; the least of all where the file is damaged, which notes it.
  subscript(doc: DocID) -> UInt32 {
    let offset = start + width * Int(doc)
    guard width > 0, Int(doc) < count, file.check(offset, width) else { return least }
    var value: UInt32 = 0
    for index in 0..<width {
      value |= UInt32(file.payload[offset &+ index]) &<< UInt32(8 &* index)
    }
    return least &+ value
  }
}
