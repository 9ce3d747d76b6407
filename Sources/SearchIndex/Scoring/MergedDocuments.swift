/// Documents that some lists have found, with their scores so far, and what a whole text can still add to each.
final class MergedDocuments {
  private(set) var count = 0
  private var current: Columns
  /// Where lists are merged to.
  private var next: Columns
  /// By document: what the last list adds.
  private let added: UnsafeMutablePointer<Score>

  private struct Columns {
    /// Behind the last stands ``DocID/end``.
    let docs: UnsafeMutablePointer<DocID>
    let scores: UnsafeMutablePointer<Score>
    let bounds: UnsafeMutablePointer<Score>

    init(capacity: Int) {
      docs = .allocate(capacity: capacity)
      scores = .allocate(capacity: capacity)
      bounds = .allocate(capacity: capacity)
      set(0, .end, 0, 0)
    }

    func deallocate() {
      docs.deallocate()
      scores.deallocate()
      bounds.deallocate()
    }

    @inline(__always)
    func set(_ number: Int, _ doc: DocID, _ score: Score, _ bound: Score) {
      docs[number] = doc
      scores[number] = score
      bounds[number] = bound
    }
  }

  /// Room for so many.
  init(capacity: Int) {
    current = Columns(capacity: capacity + 1)
    next = Columns(capacity: capacity + 1)
    added = .allocate(capacity: capacity + 1)
  }

  deinit {
    current.deallocate()
    next.deallocate()
    added.deallocate()
  }

  /// Valid until a list is added.
  var docs: UnsafeBufferPointer<DocID> { UnsafeBufferPointer(start: current.docs, count: count) }
  func score(_ number: Int) -> Score { current.scores[number] }
  func bound(_ number: Int) -> Score { current.bounds[number] }

  /// Adds all documents of a list, then drops those that do not have `needed` at least, with what a text can add:
  /// to a new one `textBound`, to any, if the list is one of a term of the text, no more than a multiple of what
  /// the term adds.
  func merge(
    _ list: ScoredDocuments, textBound: Score, _ factor: StretchFactor?, atLeast needed: Score
  ) {
    let (from, to) = (current, next)
    let (docs, scores) = (list.docs, list.scores)
    var (own, other, kept) = (0, 0, 0)
    while true {
      let doc = min(from.docs[own], docs[other])
      if doc == .end { break }
      let isOwn: Score = from.docs[own] == doc ? .max : 0
      let isOther: Score = docs[other] == doc ? .max : 0
      let more = scores[other] & isOther
      let score = from.scores[own] & isOwn &+ more
      var bound = from.bounds[own] & isOwn | textBound & ~isOwn
      if let factor { bound = min(bound, factor.product(more)) }
      to.set(kept, doc, score, bound)
      kept &+= MergedDocuments.isAtLeast(score &+ bound, needed)
      own &+= Int(isOwn & 1)
      other &+= Int(isOther & 1)
    }
    to.set(kept, .end, 0, 0)
    count = kept
    swap(&current, &next)
  }

  /// Adds what a list adds to the documents, finds no others, and drops as ``merge(_:textBound:_:atLeast:)``.
  func add(_ scorer: any WindowScorer, _ factor: StretchFactor?, atLeast needed: Score) {
    guard count > 0 else { return }
    added.update(repeating: 0, count: count)
    scorer.add(to: added, of: docs)
    let columns = current
    var kept = 0
    for number in 0..<count {
      let more = added[number]
      let score = columns.scores[number] &+ more
      var bound = columns.bounds[number]
      if let factor { bound = min(bound, factor.product(more)) }
      columns.set(kept, columns.docs[number], score, bound)
      kept &+= MergedDocuments.isAtLeast(score &+ bound, needed)
    }
    columns.set(kept, .end, 0, 0)
    count = kept
  }

  /// 1 or 0, by the sign of a difference: the compiler makes a branch of a comparison, which is
  /// foretold badly.
  @inline(__always)
  private static func isAtLeast(_ score: Score, _ minimum: Score) -> Int {
    Int(truncatingIfNeeded: (UInt64(score) &- UInt64(minimum)) &>> 63) ^ 1
  }
}
