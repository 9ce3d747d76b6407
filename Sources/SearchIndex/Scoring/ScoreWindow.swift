/// The scores of some thousand neighbouring documents, added up by all scorers before any is looked at.
///
/// Scorers are called once a window, not once a posting: so dispatch costs nothing, and each walks
/// its list alone, straight ahead. (Lucene's `BulkScorer` works likewise.)
final class ScoreWindow {
  /// How many documents a window has.
  static let defaultLength: DocID = 4096

  let length: DocID
  /// The window's first document.
  private(set) var start: DocID = 0
  /// Behind its last.
  private(set) var end: DocID = 0
  /// By document, from ``start`` on: 0 is no match.
  let scores: UnsafeMutablePointer<Score>

  init(length: DocID) {
    self.length = length
    scores = .allocate(capacity: Int(length))
    scores.initialize(repeating: 0, count: Int(length))
  }

  deinit { scores.deallocate() }

  /// Begins a window with all scores zero.
  func move(to start: DocID, end: DocID) {
    self.start = start
    self.end = end
    scores.update(repeating: 0, count: Int(end - start))
  }
}

/// Adds what a part of the query is worth to each document of a window that matches it.
protocol WindowScorer: AnyObject {
  /// The first document that may match at or after the last window; ``DocID/end`` if none.
  var doc: DocID { get }
  /// Goes to the first match at or after `target`.
  func seek(to target: DocID)
  /// Adds to the scores of the window. Windows come in rising order.
  func score(_ window: ScoreWindow)
  /// Adds to the scores of some documents of the window, which rise.
  func score(_ window: ScoreWindow, only candidates: [DocID])
  /// No document gets more than this.
  var maxScore: Score { get }
  /// How many documents may match.
  var documentFrequency: Int { get }
}
