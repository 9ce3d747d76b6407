/// Reads single files and makes their documents: all that can be done for a file by itself, so that
/// several threads can do it for several files.
///
/// Not to be shared between threads: each has a reader of its own.
final class FileReader {
  let options: ReadingOptions
  let extractor = SourceExtractor()

  init(_ options: ReadingOptions) { self.options = options }

  /// What a file becomes: documents, and problems.
  func read(_ source: SourceFile, storedPath: String) -> FileReading {
    let reading = FileReading(path: source.path, storedPath: storedPath)
    do throws(SourceRefusal) {
      let file = try open(source.path)
      reading.isOpened = true
      do throws(SourceRefusal) {
        let name = SourceName(shown: source.path, stored: storedPath)
        if source.format.isContainer, source.packing == nil {
          for item in try extractor.items(of: file, source.format) {
            add(item, name, to: reading)
          }
          reading.bytes = file.length ?? 0
        } else {
          let bytes = try load(file, source.packing)
          reading.bytes = bytes.count
          try add(bytes, source.format, name, to: reading)
        }
        reading.record = try record(of: source, file)
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

  /// Opens a file.
  func open(_ path: String) throws(SourceRefusal) -> InputFile {
    do throws(IndexError) { return try InputFile(path: path) } catch {
      throw SourceRefusal(.unreadable, error.reason)
    }
  }

  /// What is to be remembered of a file that was read to its end.
  func record(of source: SourceFile, _ file: InputFile) throws(SourceRefusal) -> SourceRecord {
    do throws(IndexError) {
      var record: SourceRecord
      if source.format.isContainer, source.packing == nil {
        // Parts of it were read here and there, by other programs too: for its checksum it is opened again, and may be
        // another one by then, which is to be read the next time.
        let again = try InputFile(path: source.path)
        try again.readToEnd()
        record = again.record(source.status)
        if !again.isSame(as: file, since: source.status) { record = .unread }
      } else {
        // Behind what is packed there may be more.
        try file.readToEnd()
        record = file.record(source.status)
      }
      record.settings = source.settings(options)
      return record
    } catch {
      throw SourceRefusal(.unreadable, error.reason)
    }
  }

  /// Reads all of a file.
  func load(_ file: InputFile, _ packing: Packing?) throws(SourceRefusal) -> [UInt8] {
    if let packing { return try load(try unpacked(file, packing)) }
    let length = file.length ?? 0
    guard length <= Document.maximumLength else {
      throw SourceRefusal(
        .tooLong, "it has \(length) bytes, a document at most \(Document.maximumLength): split it")
    }
    var bytes: [UInt8] = []
    do throws(IndexError) {
      // One byte more than the file has, to learn of its end at once.
      while bytes.count <= Document.maximumLength {
        let room = max(4096, length + 1 - bytes.count)
        let got = try file.read(room, into: &bytes)
        if got == 0 || got < room && bytes.count == length { break }
      }
    } catch {
      throw SourceRefusal(.unreadable, error.reason)
    }
    if bytes.count > Document.maximumLength {
      throw SourceRefusal(.tooLong, "it grows while it is read")
    }
    return bytes
  }

  /// Reads all that is packed in something.
  func load(_ stream: any ByteStream) throws(SourceRefusal) -> [UInt8] {
    let bytes = try SourceRefusal.malformed { () throws(IndexError) in
      try stream.readAll(limit: Document.maximumLength)
    }
    guard let bytes else {
      throw SourceRefusal(
        .tooLong,
        "it unpacks to more than \(Document.maximumLength) bytes, which a document has at most")
    }
    return bytes
  }

  /// What is packed in a file.
  func unpacked(_ file: InputFile, _ packing: Packing) throws(SourceRefusal) -> any ByteStream {
    try SourceRefusal.malformed { () throws(IndexError) in try packing.unpacked(file) }
  }

  /// Opens a zip archive.
  func archive(_ access: any RandomAccess) throws(SourceRefusal) -> ZipArchive {
    try extractor.archive(access)
  }

  /// The documents of a file that is read in parts.
  func stream(of source: SourceFile, _ file: InputFile, _ name: SourceName) throws(SourceRefusal)
    -> any DocumentStream
  {
    guard let packing = source.packing else {
      return source.format == .archive
        ? try ArchiveDocuments(FileAccess(file), name, self)
        : try stream(of: file, source.format, name)
    }
    let unpacked = try unpacked(file, packing)
    return source.format == .archive
      ? try ArchiveDocuments(ArrayAccess(try load(unpacked)), name, self)
      : try stream(of: unpacked, source.format, name)
  }

  /// The documents of JSON Lines or a table.
  func stream(
    of bytes: any ByteStream, _ format: SourceFile.Format, _ name: SourceName
  ) throws(SourceRefusal) -> any DocumentStream {
    format == .jsonLines
      ? LineDocuments(bytes, name)
      : try TableDocuments(bytes, format, name, options, extractor.decoder)
  }

  /// Adds the documents that the bytes of a file become.
  func add(
    _ bytes: [UInt8], _ format: SourceFile.Format, _ name: SourceName, to reading: FileReading
  ) throws(SourceRefusal) {
    for item in try extractor.items(of: bytes, format, options) { add(item, name, to: reading) }
  }

  private func add(_ item: SourceItem, _ name: SourceName, to reading: FileReading) {
    if let encoding = item.encoding {
      reading.encodings[encoding.rawValue, default: 0] += 1
      if item.broken > 0 {
        reading.problems.append(
          IngestionProblem(path: name.shown, broken: item.broken, in: encoding))
      }
    }
    switch item.content {
    case .issue(let text): add(text, name, to: reading)
    case .document(let text):
      add(text, id: name.stored + (item.number.map { "#\($0)" } ?? ""), name, to: reading)
    }
  }

  /// Adds a text as the articles that are found in it.
  private func add(_ text: SourceText, _ name: SourceName, to reading: FileReading) {
    let path = Array(name.stored.utf8)
    text.bytes.withUnsafeBytes { bytes in
      let layout = IssueLayout(bytes: bytes, isSplit: options.splitsIssues)
      let documents = IssueDocuments(
        bytes, layout, path: name.stored, base: text.base, isDecoded: text.isDecoded)
      var account = TextAccount(bytes, hasBroken: text.broken > 0)
      reading.documents.reserve(bytes.count + bytes.count / 4 + 1024)
      var id: [UInt8] = []
      var origin = ByteWriter()
      documents.forEach { document in
        id.removeAll(keepingCapacity: true)
        id += path
        id += IssueDocument.suffix(document.number, of: layout).utf8
        origin.removeAll()
        document.origin.encode(to: &origin)
        reading.documents.append(
          id: id, title: document.title, text: document.text, path: path, date: document.date,
          origin: origin.bytes)
        reading.notes.append(account.note(document))
      }
      reading.repairs += layout.repairCount
      reading.characters.add(account.counts(hasMark: text.hasMark))
    }
  }

  /// Adds one document, which has the date of its file if it does not tell its own.
  private func add(
    _ text: ExtractedText, id: String, _ name: SourceName, to reading: FileReading
  ) {
    let date =
      text.date.isEmpty
      ? Array((IssueDate(path: name.stored)?.description ?? "").utf8) : text.date
    reading.documents.append(
      id: Array(id.utf8), title: text.title, text: text.text, path: Array(name.stored.utf8),
      date: date, origin: text.origin.isEmpty ? [] : text.origin.encoded)
    let count = text.title.withUnsafeBytes(\.scalarCount) + text.text.withUnsafeBytes(\.scalarCount)
    reading.characters.read += count
    reading.notes.append(.init(characters: count))
  }
}
