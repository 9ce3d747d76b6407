/// The codebook that the segments of an index share once there is one, so that merges can copy.
///
/// The first segment with enough text trains it while the others wait for it.
final class SharedCodebook: @unchecked Sendable {
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var book: TextCodebook?
  /// The documents that hold the book until somebody asks for it.
  private var source: StoredDocuments?

  /// That of the largest of some segments, if any has one that was trained on enough text.
  init(of segments: [StoredDocuments]) {
    source = segments.filter(\.hasGeneralCodebook).max { $0.bytes < $1.bytes }
  }

  /// The codebook if there is one already.
  func current() throws(IndexError) -> TextCodebook? {
    try monitor.locked { () throws(IndexError) in try load() }
  }

  /// The codebook, which `train` makes if there is none.
  func current(orTrain train: () -> TextCodebook) throws(IndexError) -> TextCodebook {
    try monitor.locked { () throws(IndexError) in
      if let known = try load() { return known }
      let trained = train()
      book = trained
      return trained
    }
  }

  private func load() throws(IndexError) -> TextCodebook? {
    if let source, book == nil { book = try source.codebook() }
    source = nil
    return book
  }
}
