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

  /// What is known of a paragraph, and the place of its tally; -1 if it is not counted.
  private struct Entry {
    let tally: Int
    let isNews: Bool
    let isBehindEnd: Bool
  }

  private var tallies: [Tally] = []
  /// For each look the place of its tally.
  private var places: [Int: Int] = [:]
  private var entries: [Entry] = []

  /// Makes room for so many paragraphs.
  mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

  /// Counts another paragraph.
  ///
  /// - Parameters:
  ///   - look: its looks; nil for what is not counted.
  ///   - isNews: true with a byline or dateline below it.
  ///   - isBehindEnd: true behind a signature or furniture.
  mutating func add(_ look: Int?, isNews: Bool, isBehindEnd: Bool) {
    var tally = -1
    if let look {
      tally = places[look] ?? tallies.count
      if tally == tallies.count {
        places[look] = tally
        tallies.append(Tally())
      }
      tallies[tally].add(isNews, isBehindEnd)
    }
    entries.append(Entry(tally: tally, isNews: isNews, isBehindEnd: isBehindEnd))
  }

  /// How many others look like a paragraph, how many of these have bylines, and are behind an end, and whether it has
  /// and is itself; nil if it is not counted.
  func others(
    of index: Int
  ) -> (count: Int, news: Int, ends: Int, isNews: Bool, isBehindEnd: Bool)? {
    let entry = entries[index]
    guard entry.tally >= 0 else { return nil }
    let tally = tallies[entry.tally]
    return (
      tally.count - 1, tally.news - (entry.isNews ? 1 : 0),
      tally.ends - (entry.isBehindEnd ? 1 : 0), entry.isNews, entry.isBehindEnd
    )
  }

  /// 0 if there are none, 1 for no part of them, then thirds.
  static func share(_ part: Int, of count: Int) -> Int {
    count == 0 ? 0 : part == 0 ? 1 : part * 3 < count ? 2 : part * 3 < count * 2 ? 3 : 4
  }
}
