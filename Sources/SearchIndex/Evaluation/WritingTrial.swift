/// What writing costs: those who wait for a commit, and those who query meanwhile.
///
/// The index itself is not changed. The trial writes to a folder beside it that shares its files by hard links,
/// which is safe because no file of an index is ever changed in place.
package final class WritingTrial {
  /// What queries took while the index was written.
  package struct BusyQueries {
    /// Milliseconds of each query, in their order; a query that found a newer commit includes the time to open it.
    package var milliseconds: [Double] = []
    /// How many of them found a newer commit.
    package var refreshes = 0
    /// What was written meanwhile.
    package var written = Ingester.Progress()
    /// How long writing took.
    package var seconds = 0.0
  }

  /// The folder that is written to.
  package let path: String
  private let options: IndexWriter.Options

  /// Searchers ask for a newer commit this often while the index is written, and the writer commits so often.
  private static let refreshInterval = 0.1
  private static let commitInterval = 1.0

  /// Shares the files of an index with a new folder.
  ///
  /// - Throws: what opening the index throws; ``IndexError/io(operation:path:code:)`` if the folder exists,
  ///   or the file system has no hard links.
  package init(index: String, folder: String, options: IndexWriter.Options) throws(IndexError) {
    path = folder
    self.options = options
    let names = try Manifest(folder: index).fileNames
    try SystemCall.makeFolder(folder)
    for name in names.sorted() {
      do throws(IndexError) {
        try SystemCall.link(index + "/" + name, as: folder + "/" + name)
      } catch {
        // The copy of the manifest may be missing.
        guard error.isMissingFile, name == Manifest.copyName else { throw error }
      }
    }
  }

  /// Removes the folder.
  package func remove() throws(IndexError) { try IndexWriter.remove(path: path) }

  /// Adds small documents, each with a commit of its own.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - progress: called behind each.
  /// - Returns: the milliseconds from adding each to its being durable and visible.
  /// - Throws: what opening and writing an index throws.
  package func commits(_ count: Int, progress: (Int) -> Void) throws(IndexError) -> [Double] {
    let writer = try IndexWriter(path: path, options: options)
    var times: [Double] = []
    for number in 0..<count {
      let document = Document(
        id: "bench/commit/\(number)", title: "第\(number)号通告",
        text: "为做好燃气安全检查工作，现将有关事项通告如下：一、检查时间；二、检查范围。\(number)")
      let begin = SystemCall.now()
      try writer.add(document)
      try writer.commit()
      times.append((SystemCall.now() - begin) * 1000)
      progress(number + 1)
    }
    return times
  }

  /// Runs each query twice, and returns the milliseconds of the second.
  package func idle(_ queries: [String], limit: Int) throws(IndexError) -> [Double] {
    let searcher = try Searcher(path: path)
    var milliseconds: [Double] = []
    for round in 0..<2 {
      for query in queries {
        let begin = SystemCall.now()
        try searcher.time(Query(query), limit: limit)
        if round == 1 { milliseconds.append((SystemCall.now() - begin) * 1000) }
      }
    }
    return milliseconds
  }

  /// Indexes a path at full speed, with commits now and then, and runs the queries one after the other until that
  /// is done.
  package func querying(
    _ queries: [String], limit: Int, whileIndexing source: String
  ) throws(IndexError) -> BusyQueries {
    let searcher = try Searcher(path: path)
    let writing = Writing()
    let thread = WorkerPool(threads: 1)
    let begin = SystemCall.now()
    thread.submit { [path, options] in writing.run(path, options, source) }
    var result = BusyQueries()
    var refreshed = begin
    var number = 0
    while !writing.isDone {
      let query = queries[number % queries.count]
      number += 1
      let start = SystemCall.now()
      if start - refreshed > WritingTrial.refreshInterval {
        refreshed = start
        if try searcher.refresh() { result.refreshes += 1 }
      }
      try searcher.time(Query(query), limit: limit)
      result.milliseconds.append((SystemCall.now() - start) * 1000)
    }
    result.written = try writing.result()
    result.seconds = writing.end - begin
    return result
  }

  /// Indexing on a thread of its own.
  private final class Writing: @unchecked Sendable {
    // All of it is touched within the monitor only.
    private let monitor = Monitor()
    private var outcome: Result<Ingester.Progress, IndexError>?
    private var ended = 0.0

    var isDone: Bool { monitor.locked { outcome != nil } }
    var end: Double { monitor.locked { ended } }

    func result() throws(IndexError) -> Ingester.Progress {
      try (monitor.locked { outcome } ?? .success(Ingester.Progress())).get()
    }

    func run(_ path: String, _ options: IndexWriter.Options, _ source: String) {
      let result = Writing.index(path, options, source)
      monitor.locked {
        outcome = result
        ended = SystemCall.now()
      }
    }

    private static func index(
      _ path: String, _ options: IndexWriter.Options, _ source: String
    ) -> Result<Ingester.Progress, IndexError> {
      do throws(IndexError) {
        let writer = try IndexWriter(path: path, options: options)
        var committed = SystemCall.now()
        var failure: IndexError?
        var reading = Ingester.Options()
        reading.readsAll = true
        let ingester = try Ingester(writer: writer, root: "/", options: reading) { _ in
          guard failure == nil, SystemCall.now() - committed > WritingTrial.commitInterval else {
            return
          }
          do throws(IndexError) { try writer.commit() } catch { failure = error }
          committed = SystemCall.now()
        }
        try ingester.add(path: source)
        if let failure { throw failure }
        try writer.commit()
        return .success(ingester.progress)
      } catch {
        return .failure(error)
      }
    }
  }
}
