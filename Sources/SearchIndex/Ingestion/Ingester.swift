/// Reads files and adds their documents to an index.
///
/// A `.txt` file is one document, or one for each article that is found in it (``IssueLayout``); its id
/// is the path, with `#` and a number if there are several. A `.jsonl` file holds a document a line. What
/// cannot be read becomes a problem, and the work goes on; only a failure of the index itself ends it.
///
/// Files that have not changed since the index read them are passed over; of those that have, the
/// documents are replaced.
///
/// Files are read and laid out on the writer's threads before their turn (``ReadAhead``), and added in the
/// order in which they were found: what comes out does not depend on the threads.
public final class Ingester {
  /// What is read, and how.
  public struct Options: Sendable {
    /// Reads files that have not changed too.
    public var readsAll = false
    /// Which files are looked at.
    public var selection = SourceSelection()
    /// How files are read.
    public var reading = ReadingOptions()

    /// The defaults.
    public init() {}
  }

  /// What has been done so far.
  public private(set) var progress = Progress()
  private let writer: IndexWriter
  private let options: Options
  private let catalog: SourceCatalog
  private let survey: SourceSurvey
  private let ahead: ReadAhead
  private let report: (Progress) -> Void
  /// Reads files in parts.
  private let parts: FileReader
  /// A part of a file has about this many bytes of documents.
  private static let partLength = 256 << 10

  /// - Parameters:
  ///   - writer: the index.
  ///   - root: the folder that ids and paths of files are relative to if they lie in it; the others
  ///     are absolute.
  ///   - options: what is read, and how.
  ///   - report: called now and then while work goes on.
  /// - Throws: ``IndexError/io(operation:path:code:)`` if `root` does not exist; what reading the
  ///   index's list of files throws.
  public init(
    writer: IndexWriter, root: String, options: Options = Options(),
    report: @escaping (Progress) -> Void = { _ in }
  ) throws(IndexError) {
    self.writer = writer
    self.options = options
    self.report = report
    catalog = try writer.sources()
    survey = try SourceSurvey(catalog, root: root)
    survey.isForced = options.readsAll
    survey.reading = options.reading
    survey.selection = options.selection
    ahead = ReadAhead(writer.pool, options.reading)
    parts = FileReader(options.reading)
  }

  /// Learns how much there is to be read at some paths, so that ``Progress`` can tell what is left.
  public func estimate(paths: [String]) throws(IndexError) {
    let (files, bytes) = try survey.estimate(paths)
    progress.expectedFiles = files
    progress.expectedBytes = bytes
  }

  /// Adds everything at a path: a file, a folder and all below it, or `-` for JSON Lines on
  /// standard input.
  ///
  /// If the path is only a part of what was named, `base` is that: what the selection is for.
  public func add(path: String, of base: String? = nil) throws(IndexError) {
    if path == "-" {
      let lines = LineDocuments(
        InputFile.standardInput(), SourceName(shown: "-", stored: ""))
      _ = try addParts(of: lines, FileReading(path: "-", storedPath: ""))
      return
    }
    try survey.walk(path, of: base, problem: { ahead.add($0) }) {
      (file, stored) throws(IndexError) in
      try self.add(file, storedPath: stored)
    }
    while try finishNext() {}
  }

  /// Removes the documents of files that were in the index and are gone, below what was added.
  ///
  /// What lies in a folder that could not be read is not gone, nor is what lay in a folder that was named and is empty
  /// now: that is a problem.
  public func removeGone() throws(IndexError) {
    let kept = try survey.forEachGone { (path) throws(IndexError) in
      try self.forget(path)
      self.progress.goneFiles += 1
    }
    for folder in kept {
      progress.problems.append(
        IngestionProblem(
          path: folder, .unreadable,
          reason: "it is empty, as where a disk is not there: the index keeps what it has of it. "
            + "To delete that use 'search delete --path'"))
    }
  }

  /// Deletes the documents of a file, and the record that it was read.
  private func forget(_ storedPath: String) throws(IndexError) {
    let path = Array(storedPath.utf8)
    // The files in it have paths that begin with its own, and so have those in a folder that took its name.
    let isArchive =
      SourceFile.format(ofName: storedPath) == .archive && !survey.isFolder(storedPath)
    progress.deletedDocuments += try path.withSpanOfBytes(path.count) { path throws(IndexError) in
      try writer.delete(ofPath: path, andBelow: isArchive)
    }
    catalog[storedPath] = nil
  }

  /// Has a file read if it has changed, and adds those whose turn it is.
  private func add(_ source: SourceFile, storedPath: String) throws(IndexError) {
    progress.files += 1
    let hasSuspicion = !survey.looksUnchanged(source, storedPath)
    do throws(IndexError) {
      switch try survey.change(of: source, storedPath) {
      case .unchanged:
        progress.unchangedFiles += 1
        // Its bytes were compared.
        if hasSuspicion { finish(bytes: Int(clamping: source.status.size)) }
        if progress.unchangedFiles % 1024 == 0 { report(progress) }
        return
      case .isNew: progress.newFiles += 1
      case .changed: progress.changedFiles += 1
      }
      ahead.add(source, storedPath: storedPath)
    } catch {
      ahead.add(IngestionProblem(path: source.path, .unreadable, reason: error.reason))
    }
    while ahead.isFull { _ = try finishNext() }
  }

  /// Adds what is next to the index; false if nothing waits.
  private func finishNext() throws(IndexError) -> Bool {
    switch ahead.next() {
    case nil: return false
    case .problem(let problem): progress.problems.append(problem)
    case .lines(let source, let storedPath): try addParts(source, storedPath: storedPath)
    case .reading(let source, let reading):
      if reading.isOpened { try forget(reading.storedPath) }
      try add(reading)
      note(reading.record, of: reading.storedPath, hasDocuments: reading.documents.count > 0)
      finish(bytes: Int(clamping: source.status.size))
    }
    report(progress)
    return true
  }

  /// Notes that a file has been dealt with.
  private func finish(bytes: Int) {
    progress.finishedFiles += 1
    progress.finishedBytes += bytes
  }

  // MARK: Files in parts

  private func addParts(_ source: SourceFile, storedPath: String) throws(IndexError) {
    let reading = FileReading(path: source.path, storedPath: storedPath)
    let file: InputFile
    let stream: any DocumentStream
    do throws(SourceRefusal) {
      file = try parts.open(source.path)
      reading.isOpened = true
      let name = SourceName(shown: source.path, stored: storedPath)
      stream = try parts.stream(of: source, file, name)
    } catch {
      // What the index has of a file that cannot be opened stays.
      if reading.isOpened { try forget(storedPath) }
      reading.skippedBytes = Int(clamping: source.status.size)
      reading.problems.append(
        IngestionProblem(path: source.path, error.kind, reason: error.reason))
      return try add(reading)
    }
    try forget(storedPath)
    writer.expect(bytes: Int(clamping: source.status.size))
    let before = progress.documents
    let isSound = try addParts(of: stream, reading)
    note(
      isSound ? try? parts.record(of: source, file) : nil, of: storedPath,
      hasDocuments: progress.documents > before)
    finish(bytes: 0)
  }

  /// Remembers a file that was read; one that was not read to its end is read again by the next run, and gone if it is
  /// not there any more.
  private func note(_ record: SourceRecord?, of storedPath: String, hasDocuments: Bool) {
    if let record {
      catalog[storedPath] = record
    } else if hasDocuments {
      catalog[storedPath] = .unread
    }
  }

  /// False if the documents could not be read to their end.
  private func addParts(
    of stream: any DocumentStream, _ reading: FileReading
  ) throws(IndexError) -> Bool {
    var stream = stream
    var hasMore = true
    while hasMore {
      hasMore = stream.read(Ingester.partLength, into: reading)
      try add(reading)
      progress.finishedBytes += reading.bytes
      reading.removeAll()
      report(progress)
    }
    return stream.isSound
  }

  // MARK: The index

  /// Adds documents to the index, and what else is known of them to the progress.
  private func add(_ reading: FileReading) throws(IndexError) {
    progress.add(reading)
    try reading.documents.forEach { number, parts throws(IndexError) in
      let note = reading.notes[number]
      progress.characters.broken += note.broken
      do throws(IndexError) {
        try writer.add(
          id: parts.id, title: parts.title, text: parts.text, path: parts.path, date: parts.date,
          origin: parts.origin)
        progress.documents += 1
        progress.characters.indexed += note.characters
      } catch {
        guard case .unacceptable(_, let reason) = error else { throw error }
        progress.characters.refused += note.characters
        progress.problems.append(
          IngestionProblem(path: reading.path, line: note.line, .tooLong, reason: reason))
      }
    }
  }
}
