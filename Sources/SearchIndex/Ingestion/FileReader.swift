/// Reads single files and makes their documents: all that can be done for a file by itself, so that
/// several threads can do it for several files.
///
/// Not to be shared between threads: each has a reader of its own.
final class FileReader {
  private let options: ReadingOptions
  private let extractor = SourceExtractor()
  private var buffer: [UInt8] = []

  init(_ options: ReadingOptions) { self.options = options }

  /// What a file becomes: documents, and problems.
  func read(_ source: SourceFile, storedPath: String) -> FileReading {
    let reading = FileReading(path: source.path, storedPath: storedPath)
    do throws(SourceRefusal) {
      let file = try open(source.path)
      reading.isOpened = true
      do throws(SourceRefusal) {
        try load(file)
        for item in try extractor.items(of: buffer, source.format, options) {
          add(item, to: reading)
        }
        reading.bytes = buffer.count
        var record = file.record(source.status)
        record.settings = source.settings(options)
        reading.record = record
      } catch {
        reading.skippedBytes = Int(clamping: source.status.size)
        throw error
      }
    } catch {
      reading.problems.append(
        IngestionProblem(path: source.path, error.kind, reason: error.reason))
    }
    return reading
  }

  private func open(_ path: String) throws(SourceRefusal) -> InputFile {
    do throws(IndexError) { return try InputFile(path: path) } catch {
      throw SourceRefusal(.unreadable, error.reason)
    }
  }

  /// Reads all of a file into the buffer.
  private func load(_ file: InputFile) throws(SourceRefusal) {
    let length = file.length ?? 0
    guard length <= Document.maximumLength else {
      throw SourceRefusal(
        .tooLong, "it has \(length) bytes, a document at most \(Document.maximumLength): split it")
    }
    buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
    do throws(IndexError) {
      // One byte more than the file has, to learn of its end at once.
      while try file.read(max(4096, length + 1 - buffer.count), into: &buffer) > 0 {
        if buffer.count > Document.maximumLength { break }
      }
    } catch {
      throw SourceRefusal(.unreadable, error.reason)
    }
    if buffer.count > Document.maximumLength {
      throw SourceRefusal(.tooLong, "it grows while it is read")
    }
  }

  private func add(_ item: SourceItem, to reading: FileReading) {
    let id = item.name.isEmpty ? reading.storedPath : reading.storedPath + "/" + item.name
    switch item.content {
    case .issue(let text): add(text, id: id, to: reading)
    case .document(let title, let text, let date):
      add(id: id, title: title, text: text, date: date, to: reading)
    case .lines(let bytes):
      var lines = LineDocuments(
        LineReader(bytes, limit: LineDocuments.maximumLength), id: id, storedPath: reading.storedPath)
      _ = lines.read(.max, into: reading)
    }
  }

  /// Adds a text as the articles that are found in it.
  private func add(_ text: SourceText, id: String, to reading: FileReading) {
    reading.encodings[text.encoding.rawValue, default: 0] += 1
    if text.broken > 0 {
      reading.problems.append(
        IngestionProblem(path: reading.path, broken: text.broken, in: text.encoding))
    }
    let path = Array(reading.storedPath.utf8)
    text.bytes.withUnsafeBytes { bytes in
      let layout = IssueLayout(bytes: bytes, isSplit: options.splitsIssues)
      let documents = IssueDocuments(bytes, layout, base: text.base, isDecoded: text.isDecoded)
      var account = TextAccount(bytes, hasBroken: text.broken > 0)
      documents.forEach { document in
        reading.documents.append(
          id: Array((id + IssueDocument.suffix(document.number, of: layout)).utf8),
          title: document.title, text: document.text, path: path, date: [],
          origin: document.origin.encoded)
        reading.notes.append(account.note(document.sources))
      }
      reading.repairs += layout.repairCount
      reading.characters.add(account.counts(hasMark: text.hasMark))
    }
  }

  /// Adds one document.
  private func add(
    id: String, title: [UInt8], text: [UInt8], date: [UInt8], to reading: FileReading
  ) {
    reading.documents.append(
      id: Array(id.utf8), title: title, text: text, path: Array(reading.storedPath.utf8), date: date,
      origin: [])
    let count = title.withUnsafeBytes(\.scalarCount) + text.withUnsafeBytes(\.scalarCount)
    reading.characters.read += count
    reading.notes.append(.init(characters: count))
  }
}
