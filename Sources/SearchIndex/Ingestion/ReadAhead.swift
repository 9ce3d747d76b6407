/// Reads files on the threads of a pool before their turn comes, and gives what they hold in the order in
/// which they were asked for.
///
/// Called from one thread, which reads the next file itself if no other has begun with it: so nothing
/// waits for a pool that has other work, and of a file that takes long the pool reads the next ones. How
/// much is read ahead is bounded.
final class ReadAhead {
  /// What has its turn.
  enum Entry {
    case reading(SourceFile, FileReading)
    /// A file to be read in parts.
    case lines(SourceFile, storedPath: String)
    case problem(IngestionProblem)
  }

  private enum Waiting {
    case job(Job)
    case lines(SourceFile, storedPath: String)
    case problem(IngestionProblem)
  }

  /// So many bytes of files are read ahead; documents, lines and texts take several times as much.
  private static let maximumBytes = 1 << 20
  /// The calling thread reads so many bytes one after the other, or waits until others have read as many.
  private static let runLength = 1 << 17
  /// So many files: where they are small, the pool is to be busy for a while.
  private static let maximumCount = 256

  private let pool: WorkerPool
  private let readers: Readers
  private var queue: [Waiting] = []
  private var first = 0
  private var bytes = 0

  init(_ pool: WorkerPool, _ options: ReadingOptions) {
    self.pool = pool
    readers = Readers(options)
  }

  deinit { readers.stop() }

  /// True if the next entry is to be taken before another is added.
  var isFull: Bool {
    queue.count - first >= ReadAhead.maximumCount
      || bytes >= (pool.isEmpty ? ReadAhead.runLength : ReadAhead.maximumBytes)
  }

  /// Adds a file.
  func add(_ source: SourceFile, storedPath: String) {
    if source.format.isStreamed { return queue.append(.lines(source, storedPath: storedPath)) }
    let job = Job(source, storedPath)
    bytes += job.length
    queue.append(.job(job))
    guard !pool.isEmpty, readers.add(job, threads: pool.count) else { return }
    pool.submit { [readers] in readers.help() }
  }

  /// The next files, as many as are read or waited for at once.
  private var run: [Job] {
    var jobs: [Job] = []
    var length = 0
    for case .job(let job) in queue[first...] {
      length += job.length
      guard length <= ReadAhead.runLength else { break }
      jobs.append(job)
    }
    return jobs
  }

  /// Adds a problem, so that it is told in its turn.
  func add(_ problem: IngestionProblem) { queue.append(.problem(problem)) }

  /// The next entry in the order of their addition; nil if there is none.
  func next() -> Entry? {
    guard first < queue.count else { return nil }
    let waiting = queue[first]
    first += 1
    if first == queue.count || first > 1024 {
      queue.removeFirst(first)
      first = 0
    }
    switch waiting {
    case .job(let job):
      bytes -= job.length
      if readers.run(job) {
        // Reading and adding by turns would drive the words and characters that each looks up out of the
        // processor's caches.
        for next in run { readers.run(next) }
      } else if !readers.isDone(job) {
        // Woken for each of many small files, the thread would do little else than wake and sleep.
        readers.wait(for: run.last ?? job)
      }
      return .reading(job.source, readers.reading(of: job))
    case .lines(let source, let path): return .lines(source, storedPath: path)
    case .problem(let problem): return .problem(problem)
    }
  }
}

/// A file that is to be read, its state guarded by the monitor of ``Readers``.
private final class Job: @unchecked Sendable {
  enum State {
    case waiting
    case running
    case done(FileReading)
    case taken
  }

  let source: SourceFile
  let storedPath: String
  var state = State.waiting

  init(_ source: SourceFile, _ storedPath: String) {
    self.source = source
    self.storedPath = storedPath
  }

  var length: Int { Int(clamping: source.status.size) }

  var isDone: Bool {
    if case .done = state { true } else { false }
  }
}

/// The readers of the threads, each used by one at a time.
private final class Readers: @unchecked Sendable {
  private let options: ReadingOptions
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var spare: [FileReader] = []
  /// What waits for the pool, in its order; some of it may have begun on the calling thread.
  private var jobs: [Job] = []
  /// Threads of the pool that read, or were asked to.
  private var helpers = 0
  private var isStopped = false
  /// The file that the calling thread waits for.
  private var awaited: Job?

  init(_ options: ReadingOptions) { self.options = options }

  /// What has not begun will not begin.
  func stop() {
    monitor.locked {
      isStopped = true
      jobs = []
    }
  }

  /// Adds a file for the pool; true if a thread is to be asked to help.
  func add(_ job: Job, threads: Int) -> Bool {
    monitor.locked {
      jobs.append(job)
      guard helpers < threads else { return false }
      helpers += 1
      return true
    }
  }

  /// Reads what waits until nothing does.
  func help() {
    while let job = nextJob() { run(job) }
  }

  private func nextJob() -> Job? {
    monitor.locked {
      while !jobs.isEmpty {
        let job = jobs.removeFirst()
        if case .waiting = job.state { return job }
      }
      helpers -= 1
      return nil
    }
  }

  /// Reads the file, unless another thread has begun; true if it was read.
  @discardableResult
  func run(_ job: Job) -> Bool {
    let reader: FileReader? = monitor.locked {
      guard case .waiting = job.state, !isStopped else { return nil }
      job.state = .running
      return spare.popLast() ?? FileReader(options)
    }
    guard let reader else { return false }
    let reading = reader.read(job.source, storedPath: job.storedPath)
    monitor.locked {
      job.state = .done(reading)
      spare.append(reader)
      if job === awaited { monitor.notifyAll() }
    }
    return true
  }

  /// True if a file has been read.
  func isDone(_ job: Job) -> Bool { monitor.locked { job.isDone } }

  /// Returns as soon as a file has been read that a thread has begun with, or will without being asked.
  func wait(for job: Job) {
    monitor.locked {
      awaited = job
      while !job.isDone { monitor.wait() }
      awaited = nil
    }
  }

  /// Takes what became of a file, waiting for it if it is being read.
  func reading(of job: Job) -> FileReading {
    wait(for: job)
    return monitor.locked {
      if jobs.first === job { jobs.removeFirst() }
      guard case .done(let reading) = job.state else { preconditionFailure("it was read") }
      job.state = .taken
      return reading
    }
  }
}
