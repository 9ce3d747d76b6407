/// A table in text of which each row is a document, in bounded memory.
struct DelimitedTable {
  /// A row, all parts in well-formed UTF-8.
  struct Record: Equatable {
    /// The line of the file that it begins in, from 1 up.
    var line: Int
    var id: [UInt8] = []
    var title: [UInt8] = []
    var text: [UInt8] = []
    var date: [UInt8] = []
    /// How many broken sequences became U+FFFD.
    var broken = 0
  }

  private static let sampleLength = 64 << 10

  /// Of the whole file.
  let encoding: SourceEncoding
  private var reader: DelimitedReader
  private var places: ColumnSelection.Places
  private var first: [[UInt8]]?
  private var converter: Converter?
  private var repaired: [UInt8] = []

  /// Reads the first row.
  ///
  /// Without a separator the one is taken that the first line has most of, without an encoding it is found.
  init(
    _ stream: any ByteStream, separator: UInt8?, columns: ColumnSelection?,
    encoding: SourceEncoding?, _ decoder: SourceDecoder
  ) throws(SourceRefusal) {
    var prefix: [UInt8] = []
    try SourceRefusal.malformed { () throws(IndexError) in
      while prefix.count < DelimitedTable.sampleLength,
        try stream.read(DelimitedTable.sampleLength - prefix.count, into: &prefix) > 0
      {}
    }
    let mark = prefix.withUnsafeBytes { SourceEncoding.mark(of: $0) }
    // The sample may end within a character, but hardly with a line break.
    var sample = prefix
    if sample.count == DelimitedTable.sampleLength, let end = sample.lastIndex(of: 0x0a) {
      sample.removeLast(sample.count - end - 1)
    }
    self.encoding = try decoder.decode(sample, as: encoding).encoding
    var rest = stream
    switch self.encoding {
    case .utf8: prefix.removeFirst(mark?.length ?? 0)
    case .utf16LittleEndian, .utf16BigEndian:
      // ASCII stands not for itself: so all of it is decoded first.
      let tail = try SourceRefusal.malformed { () throws(IndexError) in
        try stream.readAll(limit: Document.maximumLength)
      }
      guard let tail else {
        throw SourceRefusal(
          .tooLong,
          "it has more than \(Document.maximumLength) bytes of UTF-16: convert it to UTF-8")
      }
      prefix = try decoder.decode(prefix + tail, as: self.encoding).bytes
      rest = ArrayStream([])
    case .gb18030, .big5:
      let name = self.encoding.rawValue
      converter = try SourceRefusal.malformed { () throws(IndexError) in try Converter(name) }
    }
    reader = DelimitedReader(
      rest, prefix: prefix, separator: separator ?? DelimitedTable.separator(of: prefix),
      limit: Document.maximumLength)
    places = .init(hasHeader: false)
    let row = try SourceRefusal.malformed { [reader] () throws(IndexError) in
      var reader = reader
      let row = try reader.next()
      return (row, reader)
    }
    reader = row.1
    guard let row = row.0 else { return }
    places = try ColumnSelection.places(
      columns,
      firstRow: row.map { field in
        var record = Record(line: 1)
        return String(decoding: decode(field, &record), as: UTF8.self)
      })
    first = places.hasHeader ? nil : row
  }

  /// The next row that has a title or a text, nil at the end.
  mutating func next() throws(SourceRefusal) -> Record? {
    while true {
      let row: [[UInt8]]?
      if let first {
        row = first
        self.first = nil
      } else {
        do throws(IndexError) { row = try reader.next() } catch {
          throw SourceRefusal(.malformed, error.reason)
        }
      }
      guard let row else { return nil }
      var record = Record(line: reader.rowLine)
      func field(_ place: Int?) -> [UInt8] {
        guard let place, place < row.count else { return [] }
        return row[place]
      }
      record.id = decode(field(places.id), &record)
      record.title = decode(field(places.title), &record)
      record.text = decode(field(places.text), &record)
      record.date = decode(field(places.date), &record)
      if !record.title.isEmpty || !record.text.isEmpty { return record }
    }
  }

  /// The line of the file that the last row began in.
  var line: Int { reader.rowLine }

  private mutating func decode(_ field: [UInt8], _ record: inout Record) -> [UInt8] {
    guard field.contains(where: { $0 >= 0x80 }) else { return field }
    guard let converter else {
      let broken = field.withUnsafeBytes { UTF8Repair.repair($0, into: &repaired) }
      record.broken += broken
      return broken > 0 ? repaired : field
    }
    let units = (try? field.withUnsafeBytes { try converter.decode($0) }) ?? []
    record.broken += units.count { $0 == 0xfffd }
    var writer = ByteWriter()
    units.withUnsafeBufferPointer { UTF16Text.appendUTF8($0, to: &writer) }
    return writer.bytes
  }

  /// What separates the fields of the first line.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0a || byte == 0x0d { break }
      counts[byte, default: 0] += 1
    }
    let candidates = Array(",;\t".utf8)
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }.flatMap {
      counts[$0, default: 0] > counts[candidates[0], default: 0] ? $0 : nil
    } ?? candidates[0]
  }
}
