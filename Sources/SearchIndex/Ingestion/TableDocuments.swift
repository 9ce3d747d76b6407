/// Makes documents of the rows of a table, in bounded memory.
struct TableDocuments: DocumentStream {
  private var table: DelimitedTable
  private let name: SourceName
  private let path: [UInt8]
  private(set) var isSound = true
  private var isCounted = false

  init(
    _ stream: any ByteStream, _ format: SourceFile.Format, _ name: SourceName,
    _ options: ReadingOptions, _ decoder: SourceDecoder
  ) throws(SourceRefusal) {
    table = try DelimitedTable(
      stream, separator: format == .tabTable ? 0x09 : nil, columns: options.columns,
      encoding: options.encoding, decoder)
    self.name = name
    path = Array(name.stored.utf8)
  }

  mutating func read(_ length: Int, into reading: FileReading) -> Bool {
    if !isCounted { reading.encodings[table.encoding.rawValue, default: 0] += 1 }
    isCounted = true
    while reading.documents.byteCount < length {
      do throws(SourceRefusal) {
        guard let record = try table.next() else { return false }
        add(record, to: reading)
      } catch {
        isSound = false
        reading.problems.append(
          IngestionProblem(
            path: name.shown, line: table.line, error.kind, reason: error.reason))
        return false
      }
    }
    return true
  }

  private func add(_ record: DelimitedTable.Record, to reading: FileReading) {
    if record.broken > 0 {
      reading.problems.append(
        IngestionProblem(
          path: name.shown, line: record.line, broken: record.broken, in: table.encoding))
    }
    let id = record.id.isEmpty ? path + Array("#\(record.line)".utf8) : record.id
    var note = FileReading.Note(line: record.line)
    for part in [record.title, record.text] {
      part.withUnsafeBytes { bytes in
        note.characters += bytes.scalarCount
        if record.broken > 0 { note.broken += bytes.replacementCount }
      }
    }
    reading.bytes += record.title.count + record.text.count
    reading.characters.read += note.characters
    note.characters -= note.broken
    reading.notes.append(note)
    reading.documents.append(
      id: id, title: record.title, text: record.text, path: path, date: record.date, origin: [])
  }
}
