/// Adds what a part of the query is worth to each document of a window that matches it.
protocol WindowScorer: AnyObject {
  /// Finds what bounds it in windows, if that is not known yet: before ``maxScore`` is asked for.
  func prepare()
  /// No document that matches and is not before `doc` is before this one; ``DocID/end`` if none
  /// follows. Nothing is decoded for it.
  func firstDoc(from doc: DocID) -> DocID
  /// Sets what no document of each stretch of the windows gets more than, 0 where none matches.
  ///
  /// Groups and the windows of each come in rising order, here and below; see ``rewind()``.
  ///
  /// - Returns: a bit for each window in which a document may match; if there is none, `bounds` stay as they
  ///   were.
  func bound(_ group: WindowGroup, _ bounds: StretchScores) -> UInt64
  /// Goes back to the first window of the last group.
  func rewind()
  /// Adds to the scores of all documents in some stretches of the window, and of any others.
  func score(_ window: ScoreWindow, in stretches: UInt64)
  /// Adds to the scores of some documents of the window, which rise.
  func score(_ window: ScoreWindow, only candidates: UnsafeBufferPointer<DocID>)
  /// All documents that add some score at least, and any others. After ``rewind()`` windows may come.
  func documents(atLeast minimum: Score) -> ScoredDocuments
  /// Adds to the scores of some documents of the segment, which rise. After ``rewind()`` windows may come.
  func add(to scores: UnsafeMutablePointer<Score>, of docs: UnsafeBufferPointer<DocID>)
  /// No document gets more than this.
  var maxScore: Score { get }
  /// What a saturation of one would be worth.
  var weight: Score { get }
  /// How many documents may match.
  var documentFrequency: Int { get }
}

extension WindowScorer {
  /// Adds to the scores of some documents of the window, and to others if that costs less.
  ///
  /// A few documents are looked up in a dense list; otherwise it is cheaper to walk it.
  func add(
    to window: ScoreWindow, atLeast candidates: UnsafeBufferPointer<DocID>,
    in stretches: UInt64 = .max, of segment: SegmentReader
  ) {
    let density = documentFrequency * Int(window.length) / segment.documentCount
    // Of each stretch a block at least is walked.
    let walked = stretches.nonzeroBitCount * (PostingList.blockLength + density / UInt64.bitWidth)
    if candidates.count * 4 < min(density, walked) {
      score(window, only: candidates)
    } else {
      score(window, in: stretches)
    }
  }
}
