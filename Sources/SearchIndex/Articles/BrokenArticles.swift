/// The articles that break off, and wait for the text that goes on with their words.
struct BrokenArticles {
  private let repair: LineRepair
  private var junction = Junction()
  private var text = LineText()
  /// How an article ends so far.
  private struct End {
    /// Its last line of text, where it breaks off; else -1.
    var tail = -1
    /// True if it says on which page it goes on.
    var isContinuedElsewhere = false
    /// The line above the mark that says so; else -1.
    var jump = -1
  }

  private var ends = [End()]
  /// The article that is gone on with, behind a mark that stands alone, and its line.
  private var resumed: (article: Int, line: Int)?

  /// How many of the last articles are waited for.
  private static let waiting = 6
  /// The width of a line that is nothing but such a mark, at most.
  private static let mark = 24

  init(_ repair: LineRepair) { self.repair = repair }

  /// Begins another article.
  mutating func begin() { ends.append(End()) }

  /// True if an article ends within a sentence so far.
  func isBroken(_ article: Int) -> Bool { ends[article].tail >= 0 }

  /// Takes note that a paragraph is the last of an article so far.
  mutating func note(_ paragraph: Paragraph, of article: Int) {
    let last = repair.lines[paragraph.last]
    let tail = ends[article].tail
    let isOpen =
      paragraph.role == .text && (last.end == .open || last.end == .clause || last.depth > 0)
      && (paragraph.count > 1 || last.isPunctuated || last.width > 60)
    ends[article].tail = isOpen ? paragraph.last : -1
    if last.end == .bracket || last.end == .open, isContinued(last) {
      ends[article].isContinuedElsewhere = true
      ends[article].jump = paragraph.count == 1 && last.width <= Self.mark ? tail : -1
      ends[article].tail = -1
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
      guard let article = ends.firstIndex(where: \.isContinuedElsewhere) else { return nil }
      ends[article].isContinuedElsewhere = false
      if paragraph.count == 1, head.width <= Self.mark, ends[article].jump >= 0 {
        resumed = (article, ends[article].jump)
        isResumption = true
      }
      return (article, nil)
    }
    if text.starts(with: Words.shared.continues) != nil { return nil }
    guard isApart || isBroken(current), !(repair.hasIndents && head.indent >= 2) else { return nil }
    var best: (article: Int, gain: Int)?
    for article in max(1, ends.count - 1 - Self.waiting)..<max(1, ends.count)
    where isBroken(article) {
      let tail = repair.lines[ends[article].tail]
      var gain = junction.gain(of: repair.bytes, tail.content, head.content)
      if Words.shared.leading.contains(scalar: head.first) { gain += 500 }
      if tail.end == .clause || tail.depth > 0 { gain += 40 }
      if repair.hasIndents { gain += 40 }
      if !isBroken(current) || article == current { gain += 20 }
      if gain >= 80, gain >= best?.gain ?? 0 { best = (article, gain) }
    }
    return best.map { ($0.article, ends[$0.article].tail) }
  }

  /// True if the text goes on elsewhere: （下转第3版）.
  private mutating func isContinued(_ line: SourceLine) -> Bool {
    text.read(
      repair.bytes,
      max(line.content.lowerBound, line.content.upperBound - 36)..<line.content.upperBound)
    return text.contains(Words.shared.continues)
  }
}
