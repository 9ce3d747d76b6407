internal import Synchronization

/// Reads the stored texts of many documents on several threads.
///
/// Each thread works for a slot of its own, so that what it gathers needs no lock. Which documents a slot
/// gets depends on chance: what the slots gathered must come to the same however they are shared out.
struct DocumentScan {
  /// A document of a block that was unpacked.
  struct Item {
    let segment: Int
    let doc: DocID
    let block: StoredBlock
    /// Its place in the block.
    let index: Int

    var document: StoredDocument { block.document(index) }
  }

  private struct Slice {
    var segment: Int
    var docs: ArraySlice<DocID>
  }

  /// Documents that are read at a time: some hundreds of kilobytes of text.
  private static let sliceLength = 256
  /// Slices between two reports of progress: some tenths of a second.
  private static let roundLength = 64

  /// How many slots there are.
  let slots: Int
  private let run: QueryRun
  private let segments: [SegmentReader]
  private let slices: [Slice]

  /// - Parameters:
  ///   - searcher: the index.
  ///   - docs: by segment, the documents to read, rising.
  ///   - threads: how many read.
  /// - Throws: ``IndexError/icu(function:status:)``.
  init(_ searcher: Searcher, _ docs: [[DocID]], threads: Int) throws(IndexError) {
    segments = searcher.segments
    var slices: [Slice] = []
    for (number, own) in docs.enumerated() {
      var start = 0
      while start < own.count {
        let end = min(own.count, start + DocumentScan.sliceLength)
        slices.append(Slice(segment: number, docs: own[start..<end]))
        start = end
      }
    }
    self.slices = slices
    slots = max(1, min(threads, slices.count))
    run = try QueryRun(searcher, threads: slots)
  }

  /// Calls `body` with each document, and `progress` now and then with how many were read.
  ///
  /// - Throws: ``IndexError/damaged(file:reason:)``, or what `body` throws.
  func forEach(
    progress: ((_ documents: Int) -> Void)? = nil,
    _ body: @escaping @Sendable (_ slot: Int, Item) throws(IndexError) -> Void
  ) throws(IndexError) {
    let next = NextNumber()
    var end = 0
    while end < slices.count {
      let start = end
      end = min(slices.count, start + DocumentScan.roundLength)
      let round = Array(slices[start..<end])
      let segments = segments
      next.restart()
      _ = try run.map(slots) { (_, slot) throws(IndexError) -> Bool in
        while let number = next.take(below: round.count) {
          try DocumentScan.read(round[number], segments) { (item) throws(IndexError) in
            try body(slot, item)
          }
        }
        return true
      }
      progress?(round.reduce(0) { $0 + $1.docs.count })
    }
  }

  private static func read(
    _ slice: Slice, _ segments: [SegmentReader], _ body: (Item) throws(IndexError) -> Void
  ) throws(IndexError) {
    let documents = segments[slice.segment].documents
    var current: StoredBlock?
    for doc in slice.docs {
      let block: StoredBlock
      if let current, doc - current.firstDoc < DocID(current.count) {
        block = current
      } else {
        block = try documents.block(holding: doc)
        current = block
      }
      try body(
        Item(
          segment: slice.segment, doc: doc, block: block, index: Int(doc - block.firstDoc)))
    }
  }
}

/// The numbers from 0 up, each given once.
private final class NextNumber: Sendable {
  private let number = Atomic<Int>(0)

  func restart() { number.store(0, ordering: .relaxed) }

  func take(below end: Int) -> Int? {
    let taken = number.wrappingAdd(1, ordering: .relaxed).oldValue
    return taken < end ? taken : nil
  }
}
