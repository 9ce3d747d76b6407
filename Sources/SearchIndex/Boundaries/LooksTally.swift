/// Counts the headlines and entries of an issue by their looks: those of one rank look alike.
///
/// The mark before a line and its indent make its looks. What most of one look have, bylines below them or the end of
/// something above, says something of the others.
struct LooksTally {
  /// Those that look alike.
  private struct Tally {
    var count = 0
    var news = 0
    var ends = 0

    mutating func add(_ isNews: Bool, _ isBehindEnd: Bool) {
      count += 1
      if isNews { news += 1 }
      if isBehindEnd { ends += 1 }
    }
  }

  private var tallies: [Int: Tally] = [:]
  /// For each paragraph its looks; -1 for those that are not counted.
  private var looks: [Int] = []
  private(set) var isNews: [Bool] = []
  private(set) var isBehindEnd: [Bool] = []

  /// Counts another paragraph.
  ///
  /// - Parameters:
  ///   - look: its looks; nil for what is not counted.
  ///   - isNews: true with a byline or dateline below it.
  ///   - isBehindEnd: true behind a signature or furniture.
  mutating func add(_ look: Int?, isNews: Bool, isBehindEnd: Bool) {
    looks.append(look ?? -1)
    self.isNews.append(isNews)
    self.isBehindEnd.append(isBehindEnd)
    guard let look else { return }
    tallies[look, default: Tally()].add(isNews, isBehindEnd)
  }

  /// How many others look like a paragraph, and how many of these have bylines, and are behind an end; nil if it
  /// is not counted.
  func others(of index: Int) -> (count: Int, news: Int, ends: Int)? {
    guard looks[index] >= 0, let tally = tallies[looks[index]] else { return nil }
    return (
      tally.count - 1, tally.news - (isNews[index] ? 1 : 0),
      tally.ends - (isBehindEnd[index] ? 1 : 0)
    )
  }

  /// 0 if there are none, 1 for no part of them, then thirds.
  static func share(_ part: Int, of count: Int) -> Int {
    count == 0 ? 0 : part == 0 ? 1 : part * 3 < count ? 2 : part * 3 < count * 2 ? 3 : 4
  }
}
