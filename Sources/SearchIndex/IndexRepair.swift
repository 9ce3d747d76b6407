/// Takes damaged segments out of an index, and adds again what can still be read of their documents.
///
/// All of it is one commit: before it the index is as it was, after it sound. The damaged files are kept in
/// a folder beside the others. Texts are stored whole, so that nothing is lost unless it is they that are
/// damaged.
public struct IndexRepair {
  /// A document that could not be read any more.
  public struct LostDocument: Equatable, Sendable {
    /// Its id; empty where not even that can be read.
    public let id: String
    /// The file that it came from, or empty if it is not known.
    public let path: String
  }

  /// What was found and done.
  public struct Report: Sendable {
    /// What was wrong; empty if the index is sound, and then nothing was done.
    public var problems: [IndexError] = []
    /// The segments that were taken out.
    public var segments: [Int] = []
    /// Documents of them that are in the index again.
    public var rescued = 0
    /// Those that are not.
    public var lost: [LostDocument] = []
    /// The list of source files was dropped or shortened: the next indexing reads these files again.
    public var forgetsSources = false
    /// The manifest could not be read, and was restored from its copy, which is that of the last commit, or
    /// of the one before if a process was killed between the two.
    public var restoresManifest = false
    /// Where the damaged files are now; nil if there are none.
    public var folder: String?
  }

  private let path: String

  /// A repair of the index in a folder.
  public init(path: String) { self.path = path }

  /// Repairs the index, or only tells what a repair would do.
  ///
  /// - Complexity: that of ``IndexVerifier/verify()`` and of indexing what is rescued.
  /// - Throws: ``IndexError/damaged(file:reason:)`` if the manifest is damaged and so is its copy: without
  ///   them nobody knows what belongs to the index; ``IndexError/locked(path:holder:)`` if another process
  ///   writes; ``IndexError/io(operation:path:code:)`` if a file cannot be read for want of permission or
  ///   memory: that is no damage, and nothing is changed.
  public func run(isDryRun: Bool = false) throws(IndexError) -> Report {
    var report = Report()
    let manifest = try readManifest(&report)
    var verified = IndexVerifier.Report()
    IndexVerifier(path: path).verify(manifest, &verified)
    for problem in verified.problems where !report.problems.contains(problem) {
      report.problems.append(problem)
    }
    guard !report.problems.isEmpty else { return report }
    for case .io(let operation, let path, let code) in report.problems {
      throw .io(operation: operation, path: path, code: code)
    }
    if !isDryRun { try writeManifest(manifest, &report) }

    var damaged: [Manifest.Entry] = []
    var sound: [SegmentReader] = []
    for entry in manifest.segments {
      let reader = try IndexRepair.undamaged { () throws(IndexError) in
        try SegmentReader(folder: path, entry: entry)
      }
      if let reader, isSound(reader) {
        sound.append(reader)
      } else {
        damaged.append(entry)
      }
    }
    report.segments = damaged.map { Int($0.number) }
    var remains: [SegmentRemains] = []
    for entry in damaged { try remains.append(SegmentRemains(folder: path, entry: entry)) }
    report.lost = remains.flatMap(\.lost)
    let sources = try IndexRepair.undamaged { () throws(IndexError) in
      try SourceCatalog.open(folder: path, generation: manifest.sourcesGeneration)
    }
    report.forgetsSources = sources == nil || !report.lost.isEmpty
    guard !isDryRun else {
      report.rescued = remains.reduce(0) { $0 + $1.readable.count }
      return report
    }

    let writer = try IndexWriter(
      path: path, dropping: Set(damaged.map(\.number)), dropsSources: sources == nil)
    var paths = sound.reduce(into: Set<String>()) { $0.formUnion(IndexRepair.sources(of: $1)) }
    for remains in remains {
      for doc in remains.readable {
        let document = try remains.document(doc)
        if let path = SourcePath.source(of: document.path) { paths.insert(path) }
        // Where it is not known what was deleted, a newer version elsewhere is the right one.
        if sound.contains(where: { $0.holds(id: document.id) }) { continue }
        try writer.add(document)
        report.rescued += 1
      }
    }
    let catalog = try writer.sources()
    if sources == nil || report.lost.contains(where: \.path.isEmpty) {
      catalog.removeAll()
      // Their documents are to be replaced, or deleted, when the files are looked at again.
      for path in paths { catalog[path] = .unread }
    } else {
      forget(report.lost, catalog)
    }
    try writer.commit()
    report.folder = writer.droppedFilesFolder ?? report.folder
    return report
  }

  /// The manifest, or else the copy of it.
  private func readManifest(_ report: inout Report) throws(IndexError) -> Manifest {
    do throws(IndexError) {
      return try Manifest(folder: path)
    } catch {
      guard case .damaged = error, let copy = try? Manifest(folder: path, name: Manifest.copyName)
      else { throw error }
      report.problems = [error]
      report.restoresManifest = true
      return copy
    }
  }

  /// Makes the manifest and its copy the same again, as far as they are not.
  private func writeManifest(_ manifest: Manifest, _ report: inout Report) throws(IndexError) {
    let lock = try IndexLock(folder: path)
    defer { withExtendedLifetime(lock) {} }
    if report.restoresManifest {
      // What the copy does not know may be of a commit that it missed, and is not for a writer to remove.
      let known = manifest.fileNames.subtracting([Manifest.fileName])
      let folder = path + "/damaged-\(manifest.generation)"
      for name in try SystemCall.names(in: path)
      where FileKind.isIndexFile(name) && !known.contains(name) {
        try SystemCall.makeFolder(folder)
        try SystemCall.rename(path + "/" + name, to: folder + "/" + name)
        report.folder = folder
      }
      try manifest.write(to: path)
    } else {
      // Another process may have written since it was read.
      try Manifest(folder: path).writeCopy(to: path)
    }
  }

  /// What is read; nil if it is damaged or missing.
  ///
  /// - Throws: any other error, which says nothing of the index.
  fileprivate static func undamaged<Part>(
    _ body: () throws(IndexError) -> Part
  ) throws(IndexError) -> Part? {
    do throws(IndexError) { return try body() } catch {
      if case .io = error, !error.isMissingFile { throw error }
      return nil
    }
  }

  private func isSound(_ segment: SegmentReader) -> Bool {
    for file in segment.files where file.checkAllPages() != nil { return false }
    var unused = IndexVerifier.Report()
    return (try? SegmentVerifier(segment).verify(&unused)) != nil
  }

  /// Has the files of lost documents read again.
  private func forget(_ lost: [LostDocument], _ sources: SourceCatalog) {
    for document in lost {
      var path = document.path[...]
      while true {
        if sources[String(path)] != nil { sources[String(path)] = .unread }
        // It may be a file in an archive.
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { break }
        path = path[..<slash]
      }
    }
  }

  /// The files that a segment's documents came from.
  private static func sources(of segment: SegmentReader) -> [String] {
    var sources: [String] = []
    let cursor = TermCursor.over(segment.paths)
    while cursor.advance() {
      let path = String(decoding: cursor.term, as: UTF8.self)
      if let source = SourcePath.source(of: path) { sources.append(source) }
    }
    return sources
  }
}

/// What can still be read of a damaged segment.
private struct SegmentRemains {
  private let documents: StoredDocuments?
  /// Live documents that can be read, as far as it is known which are.
  private(set) var readable: [DocID] = []
  private(set) var lost: [IndexRepair.LostDocument] = []

  /// - Throws: ``IndexError/io(operation:path:code:)`` if a file that is there cannot be read.
  init(folder: String, entry: Manifest.Entry) throws(IndexError) {
    func open(_ kind: FileKind, generation: UInt64 = 0) throws(IndexError) -> IndexFileReader? {
      try IndexRepair.undamaged { () throws(IndexError) in
        try IndexFileReader(
          folder: folder, name: kind.fileName(segment: entry.number, generation: generation),
          kind: kind, segment: entry.number)
      }
    }
    documents = try open(.documents).flatMap { try? StoredDocuments(file: $0) }
    var live: LiveDocuments?
    if entry.deletionsGeneration > 0 {
      live = try open(.deletions, generation: entry.deletionsGeneration)
        .flatMap { try? LiveDocuments(file: $0) }
    }
    var ids: [DocID: String] = [:]
    if let file = try open(.identifiers), file.checkAllPages() == nil,
      let dictionary = try? TermDictionary(file: file, withOrdinals: false)
    {
      let cursor = TermCursor.over(dictionary)
      while cursor.advance() {
        ids[cursor.info.onlyDoc] = String(decoding: cursor.term, as: UTF8.self)
      }
    }
    let columns = try open(.columns).flatMap { $0.checkAllPages() == nil ? $0 : nil }
      .flatMap { try? DocumentColumns(file: $0) }
    var paths = [""]
    if let file = try open(.paths), file.checkAllPages() == nil,
      let dictionary = try? TermDictionary(file: file, withOrdinals: false)
    {
      let cursor = TermCursor.over(dictionary)
      while cursor.advance() { paths.append(String(decoding: cursor.term, as: UTF8.self)) }
    }
    for doc in 0..<DocID(entry.documentCount) {
      if let live, Int(doc) < live.documentCount, live.isDeleted(doc) { continue }
      if let documents, Int(doc) < documents.documentCount, (try? documents.document(doc)) != nil {
        readable.append(doc)
      } else {
        var path = ""
        if let columns, Int(doc) < columns.documentCount {
          let number = Int(columns.path(doc))
          if number < paths.count { path = paths[number] }
        }
        lost.append(IndexRepair.LostDocument(id: ids[doc] ?? "", path: path))
      }
    }
  }

  func document(_ doc: DocID) throws(IndexError) -> Document {
    guard let stored = try documents?.document(doc) else { throw .noDocument(id: "\(doc)") }
    return Document(stored)
  }
}

extension Document {
  /// A document as it is stored.
  init(_ stored: StoredDocument) {
    self.init(
      id: stored.id, title: stored.title, text: stored.text, path: stored.path, date: stored.date,
      origin: DocumentOrigin(encoded: stored.origin))
  }
}
