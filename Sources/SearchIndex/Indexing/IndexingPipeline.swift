/// Takes documents from one thread and has them analyzed and written as segments by many.
///
/// Each document belongs to a share by the hash of its id, and a share's documents are worked off in
/// their order, by one thread at a time: so what replaces what does not depend on the threads. Each
/// share gathers a segment of its own. What comes first goes to one share, whatever its ids, for a
/// small commit should be one segment.
///
/// Called from one thread. What fails on another is thrown by the next call.
final class IndexingPipeline: @unchecked Sendable {
  /// The documents of a share that wait, and the segment that the others are in.
  private final class Share: @unchecked Sendable {
    var filling = DocumentBatch()
    var waiting: [DocumentBatch] = []
    var isRunning = false
    /// Its segment is to be written as soon as nothing waits.
    var isEnding = false
    var builder: SegmentBuilder?
    var analyzer: Analyzer?
  }

  /// Documents travel in batches of about this many bytes.
  private static let batchLength = 256 << 10
  /// As many bytes a share may wait: while one share is written to disk, its documents gather, and
  /// the others must not run out of theirs.
  private static let queueLength = 4 << 20

  private let segments: SegmentSet
  private let builderLimit: Int
  private let spreadLength: Int
  private let makeAnalyzer: @Sendable () throws(IndexError) -> Analyzer
  /// Those who make documents may use it too: it is all the threads that there are.
  let pool: WorkerPool
  private let monitor = Monitor()

  // Guarded by the monitor, but for what the running thread of a share does with its builder.
  private var shares: [Share] = []
  private var waitingBytes = 0
  /// Batches whose documents have been added, to be filled again.
  private var spare: [DocumentBatch] = []
  private var running = 0
  private var isMerging = false
  private var failure: IndexError?
  private var isStopped = false
  private var times = StageTimes()

  private var bytesSinceFlush = 0
  private var expectedBytes = 0
  /// The hashes of the ids that came before the input was spread: they stay with the first share.
  private var early: Set<UInt64> = []

  /// - Parameters:
  ///   - segments: takes what is written.
  ///   - threads: how many work.
  ///   - pool: as many threads; none if there is one thread only, and all is done on the calling one.
  ///   - memory: how many bytes the segments in memory may take together.
  ///   - spreadLength: with this many bytes the input is worth more than one share.
  ///   - analyzer: makes the analyzer of a share.
  init(
    segments: SegmentSet, threads: Int, pool: WorkerPool, memory: Int, spreadLength: Int,
    analyzer: @escaping @Sendable () throws(IndexError) -> Analyzer
  ) {
    self.segments = segments
    builderLimit = memory / threads
    self.spreadLength = spreadLength
    makeAnalyzer = analyzer
    self.pool = pool
    shares = (0..<threads).map { _ in Share() }
  }

  /// Adds a document in parts of well-formed UTF-8; waits while too many wait.
  func add(
    id: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer, text: UnsafeRawBufferPointer,
    path: UnsafeRawBufferPointer, date: UnsafeRawBufferPointer,
    origin: UnsafeRawBufferPointer
  ) throws(IndexError) {
    let share = share(of: id)
    if !isSpread { early.insert(Checksum.of(id)) }
    bytesSinceFlush += title.count + text.count
    share.filling.append(
      id: id, title: title, text: text, path: path, date: date, origin: origin)
    if share.filling.byteCount >= IndexingPipeline.batchLength { try send(share) }
  }

  /// Learns that about so many bytes of text will come before the next flush.
  func expect(bytes: Int) { expectedBytes = max(expectedBytes, bytes) }

  private var isSpread: Bool {
    bytesSinceFlush > spreadLength || expectedBytes > spreadLength * 4
  }

  private func share(of id: UnsafeRawBufferPointer) -> Share {
    guard shares.count > 1, isSpread else { return shares[0] }
    let hash = Checksum.of(id)
    return early.contains(hash) ? shares[0] : shares[Int(hash >> 32) % shares.count]
  }

  /// Deletes a document; false if there is none.
  func delete(id: UnsafeRawBufferPointer) throws(IndexError) -> Bool {
    try drain()
    let inMemory = share(of: id).builder?.delete(id: id) ?? false
    let onDisk = try segments.delete(id)
    return inMemory || onDisk
  }

  /// The number of documents in memory.
  func documentCount() throws(IndexError) -> Int {
    try drain()
    return shares.reduce(0) { $0 + ($1.builder?.liveCount ?? 0) }
  }

  /// Writes all that is in memory as segments; merges go on, or begin.
  func flush() throws(IndexError) {
    for share in shares {
      if share.filling.count > 0 { try send(share) }
      let needsThread = monitor.locked {
        share.isEnding = true
        defer { share.isRunning = true }
        return !share.isRunning
      }
      if needsThread { run(share) }
    }
    try drain()
    // Where nothing was flushed there may be what deletions have left.
    startMerge()
    bytesSinceFlush = 0
    expectedBytes = 0
    early = []
  }

  /// Waits for all merges that are under way or due.
  func finishMerges() throws(IndexError) {
    startMerge()
    try monitor.locked { () throws(IndexError) in
      while running > 0 { monitor.wait() }
      if let failure { throw failure }
    }
  }

  /// Drops what is not in a segment, and returns when no thread works for the index any more.
  ///
  /// Only then may another writer begin: it would use the same names for its files.
  func stop() {
    monitor.locked {
      isStopped = true
      monitor.notifyAll()
      while running > 0 { monitor.wait() }
    }
    for share in shares { share.builder = nil }
  }

  /// Merges all segments into one.
  func mergeAll() throws(IndexError) {
    try flush()
    try finishMerges()
    if let merge = segments.nextMerge(ofAll: true) { try run(merge) }
  }

  // MARK: Threads

  private func send(_ share: Share) throws(IndexError) {
    let batch = share.filling
    share.filling = monitor.locked { spare.popLast() } ?? DocumentBatch()
    let needsThread = try monitor.locked { () throws(IndexError) in
      while waitingBytes > shares.count * IndexingPipeline.queueLength, failure == nil {
        monitor.wait()
      }
      if let failure { throw failure }
      share.waiting.append(batch)
      waitingBytes += batch.byteCount
      defer { share.isRunning = true }
      return !share.isRunning
    }
    if needsThread { run(share) }
  }

  private func run(_ share: Share) {
    start { pipeline throws(IndexError) in try pipeline.work(off: share) }
  }

  /// Waits until no thread has anything to do but to merge.
  private func drain() throws(IndexError) {
    for share in shares where share.filling.count > 0 { try send(share) }
    try monitor.locked { () throws(IndexError) in
      while running > (isMerging ? 1 : 0) { monitor.wait() }
      if let failure { throw failure }
    }
  }

  /// Runs a job on a thread; the first error of all is kept.
  private func start(_ job: @escaping @Sendable (IndexingPipeline) throws(IndexError) -> Void) {
    monitor.locked { running += 1 }
    pool.submit { [self] in
      var caught: IndexError?
      if monitor.locked({ failure == nil && !isStopped }) {
        do throws(IndexError) { try job(self) } catch { caught = error }
      }
      monitor.locked {
        if failure == nil { failure = caught }
        running -= 1
        monitor.notifyAll()
      }
    }
  }

  /// Adds the documents of a share that wait, and writes its segment if it is to end.
  private func work(off share: Share) throws(IndexError) {
    while true {
      switch nextStep(of: share) {
      case .add(let batch):
        try batch.add(
          to: { () throws(IndexError) in try self.builder(of: share) },
          added: { (builder) throws(IndexError) in
            if builder.isDue { try self.flush(share) }
          })
        batch.removeAll()
        monitor.locked { spare.append(batch) }
      case .flush: try flush(share)
      case .stop: return
      }
    }
  }

  /// What the thread of a share does next.
  private enum Step {
    case add(DocumentBatch)
    case flush
    case stop
  }

  private func nextStep(of share: Share) -> Step {
    monitor.locked {
      if failure == nil, !isStopped {
        if !share.waiting.isEmpty {
          let batch = share.waiting.removeFirst()
          waitingBytes -= batch.byteCount
          monitor.notifyAll()
          return .add(batch)
        }
        if share.isEnding {
          share.isEnding = false
          return .flush
        }
      }
      share.isRunning = false
      return .stop
    }
  }

  private func builder(of share: Share) throws(IndexError) -> SegmentBuilder {
    if let builder = share.builder { return builder }
    try segments.checkPlace()
    let analyzer: Analyzer
    if let kept = share.analyzer { analyzer = kept } else { analyzer = try makeAnalyzer() }
    share.analyzer = analyzer
    let builder = try SegmentBuilder(
      folder: segments.folder, number: segments.nextNumber(), analyzer: analyzer,
      codebook: segments.codebook, memoryLimit: builderLimit)
    share.builder = builder
    return builder
  }

  private func flush(_ share: Share) throws(IndexError) {
    guard let builder = share.builder else { return }
    share.builder = nil
    try segments.checkPlace()
    try builder.finish()
    monitor.locked { times.add(builder.times) }
    try segments.add(builder)
    startMerge()
  }

  /// Has a thread do the next merge unless one is under way.
  private func startMerge() {
    let isFree = monitor.locked {
      defer { isMerging = true }
      return !isMerging
    }
    guard isFree else { return }
    start { pipeline throws(IndexError) in
      defer { pipeline.monitor.locked { pipeline.isMerging = false } }
      while let merge = pipeline.segments.nextMerge() { try pipeline.run(merge) }
    }
  }

  private func run(_ merge: SegmentSet.Merge) throws(IndexError) {
    let started = SystemCall.now()
    try segments.checkPlace()
    try segments.finish(merge, count: merge.write(folder: segments.folder))
    monitor.locked { times.merging += SystemCall.now() - started }
  }

  /// Where the time went of all that has been flushed and merged.
  var stageTimes: StageTimes { monitor.locked { times } }
}
