/// The codebook that the segments of an index share once there is one, so that merges can copy.
///
/// The first segment with enough text trains it. The others gather more meanwhile.
final class SharedCodebook: @unchecked Sendable {
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var book: TextCodebook?
  private var isTraining = false
  /// The documents that hold the book until somebody asks for it.
  private var source: StoredDocuments?

  /// That of the largest of some segments, if any has one that was trained on enough text.
  init(of segments: [StoredDocuments]) {
    source = segments.filter(\.hasGeneralCodebook).max { $0.bytes < $1.bytes }
  }

  /// The codebook if there is one already; if it `waits`, also one that is being made.
  func current(waits: Bool = false) throws(IndexError) -> TextCodebook? {
    try monitor.locked { () throws(IndexError) in
      while waits, isTraining { monitor.wait() }
      return try load()
    }
  }

  /// The codebook, which `train` makes if there is none.
  ///
  /// Nil if another thread is about to make it, unless the caller `waits` for that.
  func current(orTrain train: () -> TextCodebook, waits: Bool) throws(IndexError) -> TextCodebook? {
    let known = try monitor.locked { () throws(IndexError) -> (TextCodebook?, isMine: Bool) in
      while waits, isTraining { monitor.wait() }
      if let known = try load() { return (known, false) }
      defer { isTraining = true }
      return (nil, !isTraining)
    }
    guard known.isMine else { return known.0 }
    let trained = train()
    monitor.locked {
      book = trained
      isTraining = false
      monitor.notifyAll()
    }
    return trained
  }

  private func load() throws(IndexError) -> TextCodebook? {
    if let source, book == nil { book = try source.codebook() }
    source = nil
    return book
  }
}
