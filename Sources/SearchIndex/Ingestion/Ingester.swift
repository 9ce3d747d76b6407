/// Reads files and adds their documents to an index.
///
/// A `.txt` file is one document: its title is the first line that is not empty, its id the path. A
/// `.jsonl` file holds a document a line. What cannot be read becomes a problem, and the work goes on;
/// only a failure of the index itself ends it.
public final class Ingester {
  /// What has been done so far.
  public struct Progress: Sendable {
    /// Documents added.
    public var documents = 0
    /// Files read, or begun.
    public var files = 0
    /// Line breaks within words or sentences that were left out.
    public var repairs = 0
    /// Bytes read.
    public var bytes = 0
    /// What could not be indexed, or only with repairs.
    public var problems: [IngestionProblem] = []
  }

  /// A line of JSON may be this long: escapes take up to six bytes for one character.
  static let maximumLineLength = 4 * Document.maximumLength

  /// What has been done so far.
  public private(set) var progress = Progress()
  private let writer: IndexWriter
  private let root: String
  private let splitsIssues: Bool
  private let report: (Progress) -> Void
  private var line = JSONLine()
  private var buffer: [UInt8] = []
  private var repairs = [[UInt8]](repeating: [], count: 4)

  /// - Parameters:
  ///   - writer: the index.
  ///   - root: the folder that ids and paths of files are relative to if they lie in it; the others
  ///     are absolute.
  ///   - splitsIssues: whether a text of several articles becomes a document for each.
  ///   - report: called now and then while work goes on.
  /// - Throws: ``IndexError/io(operation:path:code:)`` if `root` does not exist.
  public init(
    writer: IndexWriter, root: String, splitsIssues: Bool = true,
    report: @escaping (Progress) -> Void = { _ in }
  ) throws(IndexError) {
    self.writer = writer
    self.root = try SystemCall.realPath(root)
    self.splitsIssues = splitsIssues
    self.report = report
  }

  /// Adds everything at a path: a file, a folder and all below it, or `-` for JSON Lines on
  /// standard input.
  public func add(path: String) throws(IndexError) {
    if path == "-" {
      return try addLines(of: InputFile.standardInput(), named: "-", storedPath: "")
    }
    var walker = SourceWalker()
    try walker.walk(path, problem: { self.note($0) }) { source throws(IndexError) in
      try self.add(source)
    }
  }

  private func add(_ source: SourceFile) throws(IndexError) {
    progress.files += 1
    let file: InputFile
    let stored: String
    do throws(IndexError) {
      file = try InputFile(path: source.path)
      stored = relative(try SystemCall.realPath(source.path))
    } catch {
      return note(IngestionProblem(path: source.path, reason: Ingester.reason(error)))
    }
    switch source.format {
    case .text: try addText(of: file, storedPath: stored)
    case .jsonLines: try addLines(of: file, named: source.path, storedPath: stored)
    }
    report(progress)
  }

  private func relative(_ path: String) -> String {
    let prefix = root == "/" ? root : root + "/"
    // By bytes: a name may begin with a combining mark, which would join the slash to one character.
    guard path.utf8.starts(with: prefix.utf8) else { return path }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  private func note(_ problem: IngestionProblem) { progress.problems.append(problem) }

  private static func reason(_ error: IndexError) -> String {
    if case .io(_, _, let code) = error { return SystemCall.message(code) }
    return error.description
  }

  // MARK: Text

  private func addText(of file: InputFile, storedPath: String) throws(IndexError) {
    func refuse(_ reason: String) { note(IngestionProblem(path: file.path, reason: reason)) }
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
      return refuse(Ingester.reason(error))
    }
    progress.bytes += buffer.count
    let hasMark = buffer.starts(with: [0xef, 0xbb, 0xbf])
    if hasMark { buffer.removeFirst(3) }
    guard !buffer.contains(0) else {
      return refuse("it is not text in UTF-8: it holds NUL bytes (UTF-16, or not text at all)")
    }
    let broken = buffer.withUnsafeBytes { UTF8Repair.repair($0, into: &repairs[0]) }
    if broken > 0 {
      guard broken * 10 <= repairs[0].count - 3 * broken else {
        return refuse(
          "it is not text in UTF-8, perhaps GB18030 or Big5: "
            + "convert it, for example with 'iconv -f GB18030 -t UTF-8'")
      }
      swap(&buffer, &repairs[0])
      noteRepair(broken, path: file.path, line: nil)
    }
    try addArticles(
      of: buffer, base: hasMark ? 3 : 0, isDecoded: broken > 0, path: storedPath,
      problemPath: file.path)
  }

  /// Adds the articles of a text, whose first byte is at `base` in its file.
  private func addArticles(
    of text: [UInt8], base: Int, isDecoded: Bool, path: String, problemPath: String
  ) throws(IndexError) {
    try text.withSpanOfBytes(text.count) { bytes throws(IndexError) in
      let layout = IssueLayout(bytes: bytes, isSplit: splitsIssues)
      let documents = IssueDocuments(bytes, layout, base: base, isDecoded: isDecoded)
      progress.repairs += layout.repairCount
      try documents.forEach { document throws(IndexError) in
        let id = path + IssueDocument.suffix(document.number, of: layout)
        try Ingester.withBytes([
          Array(id.utf8), document.title, document.text, Array(path.utf8), document.origin.encoded,
        ]) { parts throws(IndexError) in
          try self.add(
            parts[0], parts[1], parts[2], path: parts[3],
            date: UnsafeRawBufferPointer(start: nil, count: 0), origin: parts[4],
            problemPath: problemPath, line: nil)
        }
      }
    }
  }

  // MARK: JSON Lines

  private func addLines(
    of file: InputFile, named name: String, storedPath: String
  ) throws(IndexError) {
    let path = Array(storedPath.utf8)
    var reader = LineReader(file, limit: Ingester.maximumLineLength)
    while true {
      let next: LineReader.Line?
      do throws(IndexError) {
        next = try reader.next()
      } catch {
        return note(
          IngestionProblem(path: name, line: reader.lineNumber + 1, reason: Ingester.reason(error)))
      }
      guard let next else { return }
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

  private func noteRepair(_ count: Int, path: String, line: Int?) {
    let what = count == 1 ? "1 broken UTF-8 sequence" : "\(count) broken UTF-8 sequences"
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
