/// Keeps the best of the documents of a segment that match, and counts them.
final class HitCollector {
  struct Found {
    /// The best, best first.
    var hits: [TopHits.Entry]
    /// How many documents match.
    var total: Int
    /// False if more than ``total`` may.
    var totalIsExact: Bool
  }

  let segment: SegmentReader
  private let order: HitOrder
  private var top: TopHits
  /// How many were met.
  var total = 0

  /// - Parameters:
  ///   - segment: what the documents are of.
  ///   - capacity: how many of the best to keep.
  ///   - order: what makes a document better.
  ///   - floor: documents with a lower score are not wanted.
  init(_ segment: SegmentReader, capacity: Int, order: HitOrder, floor: Score) {
    self.segment = segment
    self.order = order
    top = TopHits(capacity: capacity)
    top.floor = floor
  }

  /// The score below which a document is not among the best; 0 where scores do not decide.
  var threshold: Score { order == .score ? top.threshold : 0 }

  /// How many documents with a higher score make a score too low; nil where ``threshold`` tells already which
  /// score is, or where scores do not decide.
  var wanted: Int? { order == .score && top.threshold == 0 ? top.capacity : nil }

  /// Takes a document that is counted already.
  @inline(__always)
  func keep(_ doc: DocID, _ score: Score) {
    if order == .score {
      guard top.wouldEnter(score) else { return }
      top.insert(TopHits.Entry(score: score, rank: segment.columns.rank(doc), doc: doc))
    } else {
      let key = order.key(date: segment.columns.date(doc))
      top.insert(TopHits.Entry(key: key, score: score, rank: segment.columns.rank(doc), doc: doc))
    }
  }

  /// Takes a document, and counts it.
  @inline(__always)
  func take(_ doc: DocID, _ score: Score) {
    total += 1
    keep(doc, score)
  }

  func found(isExact: Bool) -> Found {
    Found(hits: top.sorted(), total: total, totalIsExact: isExact)
  }
}
