/// Reads files and adds their documents to an index.
///
/// A `.txt` file is one document: its title is the first line that is not empty, its id the path. A
/// `.jsonl` file holds a document a line. What cannot be read becomes a problem, and the work goes on;
/// only a failure of the index itself ends it.
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
    /// Bytes read.
    public var bytes = 0
    /// Text files that were read, by the name of their encoding.
    public var encodings: [String: Int] = [:]
    /// What could not be indexed, or only with repairs.
    public var problems: [IngestionProblem] = []
  }

  /// A line of JSON may be this long: escapes take up to six bytes for one character.
  static let maximumLineLength = 4 * Document.maximumLength
  /// Of a first line longer than this many characters the beginning is the title.
  static let maximumTitleLength = 100

  /// What has been done so far.
  public private(set) var progress = Progress()
  private let writer: IndexWriter
  private let catalog: SourceCatalog
  private let survey: SourceSurvey
  private let report: (Progress) -> Void
  private var line = JSONLine()
  private var buffer: [UInt8] = []
  private let detector = EncodingDetector()
  private var repairs = [[UInt8]](repeating: [], count: 4)

  /// - Parameters:
  ///   - writer: the index.
  ///   - root: the folder that ids and paths of files are relative to if they lie in it; the others
  ///     are absolute.
  ///   - readsAll: reads files that have not changed too.
  ///   - report: called now and then while work goes on.
  /// - Throws: ``IndexError/io(operation:path:code:)`` if `root` does not exist; what reading the
  ///   index's list of files throws.
  public init(
    writer: IndexWriter, root: String, readsAll: Bool = false,
    report: @escaping (Progress) -> Void = { _ in }
  ) throws(IndexError) {
    self.writer = writer
    self.report = report
    catalog = try writer.sources()
    survey = try SourceSurvey(catalog, root: root)
    survey.isForced = readsAll
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
    if isRead { catalog[storedPath] = file.record(source.status) }
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
    guard let encoding = try makeUTF8(path: file.path) else {
      return refuse(
        "its encoding is not certain: it is not text, or convert it to UTF-8, "
          + "for example with 'iconv -f GB18030 -t UTF-8'")
    }
    progress.encodings[encoding.rawValue, default: 0] += 1
    let parts = buffer.withUnsafeBytes { Ingester.split($0) }
    let id = Array(storedPath.utf8)
    try buffer.withSpanOfBytes(buffer.count) { text throws(IndexError) in
      try id.withSpanOfBytes(id.count) { id throws(IndexError) in
        try self.add(
          id, UnsafeRawBufferPointer(rebasing: text[parts.title]),
          UnsafeRawBufferPointer(rebasing: text[parts.text]), path: id,
          date: UnsafeRawBufferPointer(start: nil, count: 0), problemPath: file.path, line: nil)
      }
    }
    return true
  }

  /// Turns what is in the buffer into well-formed UTF-8 and notes what was broken; nil if the encoding
  /// is not certain.
  private func makeUTF8(path: String) throws(IndexError) -> SourceEncoding? {
    let mark = buffer.withUnsafeBytes { SourceEncoding.mark(of: $0) }
    if let mark { buffer.removeFirst(mark.length) }
    if mark?.encoding ?? .utf8 == .utf8 {
      let broken = buffer.withUnsafeBytes { UTF8Repair.repair($0, into: &repairs[0]) }
      let isText = broken * 10 <= repairs[0].count - 3 * broken
      if broken == 0 || isText, !buffer.contains(0) {
        if broken > 0 {
          swap(&buffer, &repairs[0])
          noteRepair(broken, path: path, line: nil)
        }
        return .utf8
      }
    }
    var guess = mark?.encoding
    if guess == nil {
      guess = try buffer.withSpanOfBytes(buffer.count) { bytes throws(IndexError) in
        try detector.guess(bytes)
      }
    }
    guard let guess, guess != .utf8 else { return nil }
    let units = try buffer.withSpanOfBytes(buffer.count) { bytes throws(IndexError) in
      try detector.decode(bytes, guess)
    }
    guard !units.contains(0) else { return nil }
    var writer = ByteWriter()
    units.withUnsafeBufferPointer { UTF16Text.appendUTF8($0, to: &writer) }
    buffer = writer.bytes
    let broken = units.count { $0 == 0xfffd }
    if broken > 0 { noteRepair(broken, path: path, line: nil, encoding: guess) }
    return guess
  }

  /// The title of a text, its first line that is not blank, and the rest.
  ///
  /// A first line too long for a title stays in the text, and its beginning is the title.
  static func split(_ text: UnsafeRawBufferPointer) -> (title: Range<Int>, text: Range<Int>) {
    var start = 0
    while start < text.count {
      guard let length = spaceLength(text, start) else { break }
      start += length
    }
    var end = start
    var scalars = 0
    while end < text.count, text[end] != 0x0a, text[end] != 0x0d {
      if text[end] & 0xc0 != 0x80 {
        scalars += 1
        if scalars > maximumTitleLength { return (start..<end, 0..<text.count) }
      }
      end += 1
    }
    let rest = end
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return (start..<end, rest..<text.count)
  }

  private static func spaceLength(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    switch text[index] {
    case 0x20, 0x09, 0x0a, 0x0d: return 1
    case 0xe3 where text[index...].starts(with: [0xe3, 0x80, 0x80]): return 3
    default: return nil
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
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer, problemPath: String, line: Int?
  ) throws(IndexError) {
    do throws(IndexError) {
      try writer.add(id: id, title: title, text: text, path: path, date: date)
      progress.documents += 1
    } catch {
      guard case .unacceptable(_, let reason) = error else { throw error }
      note(IngestionProblem(path: problemPath, line: line, reason: reason))
    }
  }
}
