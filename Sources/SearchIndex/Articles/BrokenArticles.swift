/// The articles that break off, and wait for the text that goes on with their words.
struct BrokenArticles {
  private let repair: LineRepair
  private var junction = Junction()
  private var text = LineText()
  /// The last line of text of each article, where it breaks off; -1 elsewhere.
  private var tails: [Int] = [-1]
  /// True for articles that say on which page they go on.
  private var isContinuedElsewhere: [Bool] = [false]

  /// The lines of articles above the mark that says so.
  private var jumps: [Int] = [-1]
  /// The article that is gone on with, behind a mark that stands alone, and its line.
  private var resumed: (article: Int, line: Int)?

  /// How many of the last articles are waited for.
  private static let waiting = 6
  /// The width of a line that is nothing but such a mark, at most.
  private static let mark = 24

  init(_ repair: LineRepair) { self.repair = repair }

  /// Begins another article.
  mutating func begin() {
    tails.append(-1)
    isContinuedElsewhere.append(false)
    jumps.append(-1)
  }

  /// True if an article ends within a sentence so far.
  func isBroken(_ article: Int) -> Bool { tails[article] >= 0 }

  /// Takes note that a paragraph is the last of an article so far.
  mutating func note(_ paragraph: Paragraph, of article: Int) {
    let last = repair.lines[paragraph.last]
    let tail = tails[article]
    let isOpen =
      paragraph.role == .text && (last.end == .open || last.end == .clause || last.depth > 0)
      && (paragraph.count > 1 || last.isPunctuated || last.width > 60)
    tails[article] = isOpen ? paragraph.last : -1
    if last.end == .bracket || last.end == .open, isContinued(last) {
      isContinuedElsewhere[article] = true
      jumps[article] = paragraph.count == 1 && last.width <= Self.mark ? tail : -1
      tails[article] = -1
    }
  }

  /// The article that a text goes on with which begins without a headline; nil if there is none.
  ///
  /// - Parameters:
  ///   - paragraph: the text.
  ///   - current: the article before it.
  ///   - isApart: true if something stands between the two.
  /// - Returns: the article, and the line of it that the text continues.
  mutating func article(
    continuedBy paragraph: Paragraph, current: Int, isApart: Bool
  ) -> (article: Int, line: Int?)? {
    var isResumption = false
    defer { if !isResumption { resumed = nil } }
    guard paragraph.role == .text, !paragraph.isDateline else { return nil }
    let head = repair.lines[paragraph.first]
    if let resumed, !(repair.hasIndents && head.indent >= 2) { return resumed }
    text.read(repair.bytes, head.content, limit: 6)
    if text.starts(with: Words.shared.continued) != nil {
      guard let article = isContinuedElsewhere.firstIndex(of: true) else { return nil }
      isContinuedElsewhere[article] = false
      if paragraph.count == 1, head.width <= Self.mark, jumps[article] >= 0 {
        resumed = (article, jumps[article])
        isResumption = true
      }
      return (article, nil)
    }
    if text.starts(with: Words.shared.continues) != nil { return nil }
    guard isApart || isBroken(current), !(repair.hasIndents && head.indent >= 2) else { return nil }
    var best: (article: Int, gain: Int)?
    for article in max(1, tails.count - 1 - Self.waiting)..<max(1, tails.count)
    where isBroken(article) {
      let tail = repair.lines[tails[article]]
      var gain = junction.gain(of: repair.bytes, tail.content, head.content)
      if Words.shared.leading.contains(scalar: head.first) { gain += 500 }
      if tail.end == .clause || tail.depth > 0 { gain += 40 }
      if repair.hasIndents { gain += 40 }
      if !isBroken(current) || article == current { gain += 20 }
      if gain >= 80, gain >= best?.gain ?? 0 { best = (article, gain) }
    }
    return best.map { ($0.article, tails[$0.article]) }
  }

  /// True if the text goes on elsewhere: （下转第3版）.
  private mutating func isContinued(_ line: SourceLine) -> Bool {
    text.read(
      repair.bytes,
      max(line.content.lowerBound, line.content.upperBound - 36)..<line.content.upperBound)
    return text.contains(Words.shared.continues)
  }
}
