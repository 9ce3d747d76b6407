/// Makes documents of JSON Lines, in bounded memory.
struct LineDocuments: DocumentStream {
  /// A line may be this long: escapes take up to six bytes for one character.
  static let maximumLength = 4 * Document.maximumLength
  private var reader: LineReader
  private var line = JSONLine()
  private var repairs = [[UInt8]](repeating: [], count: 4)
  private let name: SourceName
  private let path: [UInt8]

  init(_ stream: any ByteStream, _ name: SourceName) {
    reader = LineReader(stream, limit: LineDocuments.maximumLength)
    self.name = name
    path = Array(name.stored.utf8)
  }

  /// False once the file could not be read any further.
  private(set) var isSound = true

  /// Reads lines until their documents have so many bytes; false at the end of the lines.
  mutating func read(_ length: Int, into reading: FileReading) -> Bool {
    while reading.documents.byteCount < length {
      let next: LineReader.Line?
      do throws(IndexError) {
        next = try reader.next()
      } catch {
        isSound = false
        note(reading, reader.lineNumber + 1, .unreadable, error.reason)
        return false
      }
      switch next {
      case nil: return false
      case .tooLong:
        note(
          reading, reader.lineNumber, .tooLong,
          "the line is longer than \(LineDocuments.maximumLength) bytes")
      case .line(let range):
        reading.bytes += range.count + 1
        add(range, to: reading)
      }
    }
    return true
  }

  private func note(
    _ reading: FileReading, _ line: Int, _ kind: IngestionProblem.Kind, _ reason: String
  ) {
    reading.problems.append(
      IngestionProblem(path: name.shown, line: line, kind, reason: reason))
  }

  private mutating func add(_ range: Range<Int>, to reading: FileReading) {
    var range = range
    let number = reader.lineNumber
    let problem: JSONLine.Problem? = reader.buffer.withUnsafeBytes { all in
      if number == 1, all[range].starts(with: [0xef, 0xbb, 0xbf]) {
        range = range.lowerBound + 3..<range.upperBound
      }
      let bytes = UnsafeRawBufferPointer(rebasing: all[range])
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) {
        range = range.lowerBound..<range.lowerBound
        return nil
      }
      do throws(JSONLine.Problem) {
        try line.parse(bytes)
        return line.hasText || !line.title.isEmpty ? nil : .init("it has no \"text\"")
      } catch {
        return error
      }
    }
    if let problem {
      reading.skippedBytes += range.count
      return note(reading, number, .malformed, problem.reason)
    }
    if !range.isEmpty { addDocument(number, to: reading) }
  }

  /// The id of a line that has none: its file and its number.
  ///
  /// What comes from no file is known by what it is, for lines of other input have the same numbers, and would take its
  /// place.
  private func idOfLine(_ number: Int) -> [UInt8] {
    guard path.isEmpty else { return path + Array("#\(number)".utf8) }
    let checksum = Checksum.Stream()
    for part in [line.title, line.text, line.date] {
      part.withUnsafeBytes { checksum.append($0) }
      withUnsafeBytes(of: part.count) { checksum.append($0) }
    }
    let digits = String(checksum.value, radix: 16)
    return Array(("#" + String(repeating: "0", count: 16 - digits.count) + digits).utf8)
  }

  /// Adds the document of the line that was parsed.
  private mutating func addDocument(_ number: Int, to reading: FileReading) {
    var broken = line.brokenEscapes
    var parts = [line.id.isEmpty ? idOfLine(number) : line.id]
    parts += [line.title, line.text, line.date]
    for index in parts.indices {
      let count = parts[index].withUnsafeBytes { UTF8Repair.repair($0, into: &repairs[index]) }
      if count > 0 { parts[index] = repairs[index] }
      broken += count
    }
    if broken > 0 {
      reading.problems.append(
        IngestionProblem(path: name.shown, line: number, broken: broken, in: .utf8))
    }
    var note = FileReading.Note(line: number)
    for part in parts[1...2] {
      part.withUnsafeBytes { bytes in
        note.characters += bytes.scalarCount
        if broken > 0 { note.broken += bytes.replacementCount }
      }
    }
    reading.characters.read += note.characters
    note.characters -= note.broken
    reading.notes.append(note)
    reading.documents.append(
      id: parts[0], title: parts[1], text: parts[2], path: path, date: parts[3], origin: [])
  }
}
