/// Reads files and adds their documents to an index.
///
/// A `.txt` file is one document, or one for each article that is found in it (``IssueLayout``); its id
/// is the path, with `#` and a number if there are several. A `.jsonl` file holds a document a line. What
/// cannot be read becomes a problem, and the work goes on; only a failure of the index itself ends it.
///
/// Files that have not changed since the index read them are passed over; of those that have, the
/// documents are replaced.
public final class Ingester {
  /// What has been done so far.
  public struct Progress: Sendable {
    /// Documents added.
    public var documents = 0
    /// Files met.
    public var files = 0
    /// Of these, files that the index did not have.
    public var newFiles = 0
    /// Files that were read again, for they have changed.
    public var changedFiles = 0
    /// Files that have not changed, and were not read.
    public var unchangedFiles = 0
    /// Files of the index that are gone, and were removed from it.
    public var goneFiles = 0
    /// Documents of changed and gone files that were deleted; most of those of changed files have been
    /// added again.
    public var deletedDocuments = 0
    /// Line breaks within words or sentences that were left out.
    public var repairs = 0
    /// Bytes read.
    public var bytes = 0
    /// Text files that were read, by the name of their encoding.
    public var encodings: [String: Int] = [:]
    /// What could not be indexed, or only with repairs.
    public var problems: [IngestionProblem] = []
  }

  /// A line of JSON may be this long: escapes take up to six bytes for one character.
  static let maximumLineLength = 4 * Document.maximumLength

  /// What has been done so far.
  public private(set) var progress = Progress()
  private let writer: IndexWriter
  private let splitsIssues: Bool
  private let catalog: SourceCatalog
  private let survey: SourceSurvey
  private let report: (Progress) -> Void
  private var line = JSONLine()
  private var buffer: [UInt8] = []
  private let decoder = SourceDecoder()
  private var repairs = [[UInt8]](repeating: [], count: 4)

  /// - Parameters:
  ///   - writer: the index.
  ///   - root: the folder that ids and paths of files are relative to if they lie in it; the others
  ///     are absolute.
  ///   - readsAll: reads files that have not changed too.
  ///   - splitsIssues: whether a text of several articles becomes a document for each.
  ///   - report: called now and then while work goes on.
  /// - Throws: ``IndexError/io(operation:path:code:)`` if `root` does not exist; what reading the
  ///   index's list of files throws.
  public init(
    writer: IndexWriter, root: String, readsAll: Bool = false, splitsIssues: Bool = true,
    report: @escaping (Progress) -> Void = { _ in }
  ) throws(IndexError) {
    self.writer = writer
    self.splitsIssues = splitsIssues
    self.report = report
    catalog = try writer.sources()
    survey = try SourceSurvey(catalog, root: root)
    survey.isForced = readsAll
    survey.splitsIssues = splitsIssues
  }

  /// Adds everything at a path: a file, a folder and all below it, or `-` for JSON Lines on
  /// standard input.
  public func add(path: String) throws(IndexError) {
    if path == "-" {
      try addLines(of: InputFile.standardInput(), named: "-", storedPath: "")
      return
    }
    try survey.walk(path, problem: { self.note($0) }) { (file, stored) throws(IndexError) in
      try self.add(file, storedPath: stored)
    }
  }

  /// Removes the documents of files that were in the index and are gone, below what was added.
  ///
  /// What lies in a folder that could not be read is not gone.
  public func removeGone() throws(IndexError) {
    try survey.forEachGone { (path) throws(IndexError) in
      try self.forget(path)
      self.progress.goneFiles += 1
    }
  }

  /// Deletes the documents of a file, and the record that it was read.
  private func forget(_ storedPath: String) throws(IndexError) {
    let path = Array(storedPath.utf8)
    progress.deletedDocuments += try path.withSpanOfBytes(path.count) { path throws(IndexError) in
      try writer.delete(ofPath: path)
    }
    catalog[storedPath] = nil
  }

  private func add(_ source: SourceFile, storedPath: String) throws(IndexError) {
    progress.files += 1
    let file: InputFile
    let isRead: Bool
    do throws(IndexError) {
      switch try survey.change(of: source, storedPath) {
      case .unchanged:
        progress.unchangedFiles += 1
        if progress.unchangedFiles % 1024 == 0 { report(progress) }
        return
      case .isNew: progress.newFiles += 1
      case .changed: progress.changedFiles += 1
      }
      file = try InputFile(path: source.path)
    } catch {
      return note(IngestionProblem(path: source.path, reason: error.reason))
    }
    if catalog[storedPath] != nil { try forget(storedPath) }
    switch source.format {
    case .text: isRead = try addText(of: file, storedPath: storedPath)
    case .jsonLines:
      isRead = try addLines(of: file, named: source.path, storedPath: storedPath)
    }
    // What could not be read to its end is tried again the next time.
    if isRead {
      var record = file.record(source.status)
      record.settings = source.settings(splitsIssues: splitsIssues)
      catalog[storedPath] = record
    }
    report(progress)
  }

  private func note(_ problem: IngestionProblem) { progress.problems.append(problem) }

  // MARK: Text

  /// False if the file was refused.
  private func addText(of file: InputFile, storedPath: String) throws(IndexError) -> Bool {
    func refuse(_ reason: String) -> Bool {
      note(IngestionProblem(path: file.path, reason: reason))
      return false
    }
    guard file.length ?? 0 <= Document.maximumLength else {
      return refuse(
        "it has \(file.length ?? 0) bytes, a document at most \(Document.maximumLength): split it")
    }
    buffer.removeAll(keepingCapacity: true)
    do throws(IndexError) {
      // One byte more than the file has, to learn of its end at once.
      while try file.read(
        max(4096, (file.length ?? 0) + 1 - buffer.count), into: &buffer) > 0
      {
        if buffer.count > Document.maximumLength { return refuse("it grows while it is read") }
      }
    } catch {
      return refuse(error.reason)
    }
    progress.bytes += buffer.count
    guard let text = try decoder.decode(buffer) else {
      return refuse(
        "its encoding is not certain: it is not text, or convert it to UTF-8, "
          + "for example with 'iconv -f GB18030 -t UTF-8'")
    }
    progress.encodings[text.encoding.rawValue, default: 0] += 1
    if text.broken > 0 {
      noteRepair(text.broken, path: file.path, line: nil, encoding: text.encoding)
    }
    try addArticles(of: text, path: storedPath, problemPath: file.path)
    return true
  }

  /// Adds the articles of a text.
  private func addArticles(
    of text: SourceText, path: String, problemPath: String
  ) throws(IndexError) {
    try text.bytes.withSpanOfBytes(text.bytes.count) { bytes throws(IndexError) in
      let layout = IssueLayout(bytes: bytes, isSplit: splitsIssues)
      let documents = IssueDocuments(
        bytes, layout, path: path, base: text.base, isDecoded: text.isDecoded)
      progress.repairs += layout.repairCount
      try documents.forEach { document throws(IndexError) in
        let id = path + IssueDocument.suffix(document.number, of: layout)
        try Ingester.withBytes([
          Array(id.utf8), document.title, document.text, Array(path.utf8), document.origin.encoded,
          document.date,
        ]) { parts throws(IndexError) in
          try self.add(
            parts[0], parts[1], parts[2], path: parts[3], date: parts[5], origin: parts[4],
            problemPath: problemPath, line: nil)
        }
      }
    }
  }

  // MARK: JSON Lines

  /// False if the file could not be read to its end.
  @discardableResult
  private func addLines(
    of file: InputFile, named name: String, storedPath: String
  ) throws(IndexError) -> Bool {
    let path = Array(storedPath.utf8)
    var reader = LineReader(file, limit: Ingester.maximumLineLength)
    while true {
      let next: LineReader.Line?
      do throws(IndexError) {
        next = try reader.next()
      } catch {
        note(IngestionProblem(path: name, line: reader.lineNumber + 1, reason: error.reason))
        return false
      }
      guard let next else { return true }
      let number = reader.lineNumber
      guard case .line(let range) = next else {
        note(
          IngestionProblem(
            path: name, line: number,
            reason: "the line is longer than \(Ingester.maximumLineLength) bytes"))
        continue
      }
      progress.bytes += range.count + 1
      try addLine(reader.buffer, range, number, name, path)
      if number % 256 == 0 { report(progress) }
    }
  }

  private func addLine(
    _ bytes: [UInt8], _ range: Range<Int>, _ number: Int, _ name: String, _ path: [UInt8]
  ) throws(IndexError) {
    var range = range
    if number == 1, bytes[range].starts(with: [0xef, 0xbb, 0xbf]) {
      range = range.lowerBound + 3..<range.upperBound
    }
    if bytes[range].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { return }
    let problem: JSONLine.Problem? = bytes.withUnsafeBytes { all in
      do throws(JSONLine.Problem) {
        try line.parse(UnsafeRawBufferPointer(rebasing: all[range]))
        return line.hasText || !line.title.isEmpty ? nil : .init("it has no \"text\"")
      } catch {
        return error
      }
    }
    if let problem {
      return note(IngestionProblem(path: name, line: number, reason: problem.reason))
    }

    var broken = line.brokenEscapes
    var id = line.id
    if id.isEmpty { id = path + Array("#\(number)".utf8) }
    var parts = [id, line.title, line.text, line.date]
    for index in parts.indices {
      let count = parts[index].withUnsafeBytes { UTF8Repair.repair($0, into: &repairs[index]) }
      if count > 0 { parts[index] = repairs[index] }
      broken += count
    }
    if broken > 0 { noteRepair(broken, path: name, line: number) }
    try Ingester.withBytes(parts) { bytes throws(IndexError) in
      try path.withSpanOfBytes(path.count) { path throws(IndexError) in
        try self.add(
          bytes[0], bytes[1], bytes[2], path: path, date: bytes[3], problemPath: name, line: number)
      }
    }
  }

  /// Calls `body` with the bytes of several arrays, where they are.
  private static func withBytes(
    _ parts: [[UInt8]], _ found: [UnsafeRawBufferPointer] = [],
    _ body: ([UnsafeRawBufferPointer]) throws(IndexError) -> Void
  ) throws(IndexError) {
    guard found.count < parts.count else { return try body(found) }
    let next = parts[found.count]
    try next.withSpanOfBytes(next.count) { bytes throws(IndexError) in
      try withBytes(parts, found + [bytes], body)
    }
  }

  private func noteRepair(
    _ count: Int, path: String, line: Int?, encoding: SourceEncoding = .utf8
  ) {
    let name = encoding.rawValue
    let what = count == 1 ? "1 broken \(name) sequence" : "\(count) broken \(name) sequences"
    note(
      IngestionProblem(
        path: path, line: line, reason: "\(what) replaced by U+FFFD", isSkipped: false))
  }

  private func add(
    _ id: UnsafeRawBufferPointer, _ title: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer,
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer,
    origin: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
    problemPath: String, line: Int?
  ) throws(IndexError) {
    do throws(IndexError) {
      try writer.add(id: id, title: title, text: text, path: path, date: date, origin: origin)
      progress.documents += 1
    } catch {
      guard case .unacceptable(_, let reason) = error else { throw error }
      note(IngestionProblem(path: problemPath, line: line, reason: reason))
    }
  }
}
