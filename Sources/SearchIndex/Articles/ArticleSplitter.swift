/// Divides the lines of an issue among its articles.
///
/// A headline is a group of short lines without a full stop before a text. Whether it begins an
/// article or stands over a part of one is told by what is around it: a byline or dateline below, a
/// blank line, a rule, the name of a section or an editor's line above, and what other headlines
/// of the same issue have. An article that breaks off within a sentence is waited for: a text
/// that begins without a headline and goes on with its words is its continuation.
struct ArticleSplitter {
  private let repair: LineRepair
  private(set) var roles: [LineRole]
  private(set) var joins: [Int]
  private(set) var owners: [Int]
  private(set) var articleCount = 0
  private var paragraphs: [Paragraph]
  /// For each line the next one of its paragraph, or -1.
  private let following: [Int]
  private let style: ParagraphStyle
  private var junction = Junction()
  private var current = 0
  /// The last line of text of each article, where it breaks off; -1 elsewhere.
  private var tails: [Int] = [-1]
  /// True for articles that say on which page they go on.
  private var isContinuedElsewhere: [Bool] = [false]
  /// Characters of text of each article.
  private var bodies: [Int] = [0]
  /// True behind what ends an article or begins a part of the paper.
  private var isBehindBorder = true
  private var isBehindSignature = false
  /// The name of a part of the paper, if that was the last thing.
  private var section: Int?
  /// Short lines that stand before a masthead or a page's number: the next text's headline, if it has
  /// none of its own.
  private var early: Range<Int>?

  private static let threshold = 3
  private static let waiting = 6

  init(_ repair: LineRepair) {
    self.repair = repair
    roles = repair.roles
    joins = repair.joins
    owners = [Int](repeating: 0, count: repair.lines.count)
    let found = ParagraphFinder(repair)
    paragraphs = found.paragraphs
    following = found.following
    style = ParagraphStyle(paragraphs)
  }

  mutating func run() {
    guard !paragraphs.isEmpty else { return }
    var index = 0
    while index < paragraphs.count {
      let end = groupEnd(index)
      if end > index {
        addGroup(index..<end)
        index = end
      } else {
        add(index)
        index += 1
      }
    }
    var owner = 0
    for line in owners.indices {
      if repair.lines[line].isBlank { owners[line] = owner } else { owner = owners[line] }
    }
  }

  /// The end of the group of short lines and bylines that begins here; `index` if there is none.
  private func groupEnd(_ index: Int) -> Int {
    guard paragraphs[index].isShort else { return index }
    var end = index + 1
    while end < paragraphs.count, end - index < 12,
      paragraphs[end].isShort || paragraphs[end].role == .byline
    {
      end += 1
      if paragraphs[end - 1].role == .byline { break }
    }
    return end
  }

  private func isBody(_ index: Int) -> Bool {
    guard index < paragraphs.count else { return false }
    switch paragraphs[index].role {
    case .text, .item, .set, .byline: return true
    case .caption: return true
    default: return false
    }
  }

  private mutating func addGroup(_ group: Range<Int>) {
    let isFollowed = isBody(group.upperBound) || paragraphs[group.upperBound - 1].role == .byline
    guard isFollowed else {
      // A short line at the end of a paragraph's text may be its last words.
      for index in group { addLoose(index) }
      let next = group.upperBound
      if next < paragraphs.count, paragraphs[next].blanks == 0, group.count <= 3,
        paragraphs[next].role == .masthead || paragraphs[next].role == .page
      {
        early = group
      }
      return
    }
    early = nil
    let hasByline = paragraphs[group.upperBound - 1].role == .byline
    let headEnd = hasByline ? group.upperBound - 1 : group.upperBound
    var start = group.lowerBound
    // Lines apart from the headline, while the headline is not apart from its text, stand alone.
    let next = hasByline ? group.upperBound - 1 : group.upperBound
    let isLoose = next < paragraphs.count && paragraphs[next].blanks > 0
    for index in (group.lowerBound..<headEnd).dropFirst() {
      let blanks = paragraphs[index].blanks
      if blanks > 1 || (blanks > 0 && (!isLoose || isSlogan(index - 1) || headEnd - index >= 3)) {
        start = index
      }
    }
    for index in group.lowerBound..<start { addLoose(index) }
    let body = group.upperBound
    let isNamed = !hasByline && isName(body)
    let isNews = hasByline || isNamed || (body < paragraphs.count && paragraphs[body].isDateline)
    if current == 0 || score(start..<headEnd, isNews) >= ArticleSplitter.threshold {
      begin()
      for index in start..<headEnd { give(index, current, .headline) }
      section = nil
    } else {
      for index in start..<headEnd { give(index, current, .subheading) }
    }
    if hasByline { give(headEnd, current, .byline) }
    if isNamed { paragraphs[body].role = .byline }
    isBehindBorder = false
    isBehindSignature = false
  }

  /// How much speaks for the beginning of an article.
  private func score(_ group: Range<Int>, _ isNews: Bool) -> Int {
    let head = paragraphs[group.lowerBound]
    let width = group.map { repair.lines[paragraphs[$0].first].width }.max() ?? 0
    var score = 0
    if isNews { score += 4 }
    if isBehindBorder { score += section == nil ? 3 : 4 }
    if isBehindSignature { score += 2 }
    if head.blanks > 0, !style.hasBlankParagraphs { score += 2 }
    if head.blanks > 1 { score += 2 }
    if group.count > 1 { score += 1 }
    if width >= 16 { score += 1 }
    if width <= 12, !isNews { score -= 1 }
    if tails[current] >= 0, head.blanks > 0 { score += 1 }
    if head.blanks == 0, !isBehindBorder {
      score -= style.headlinesHaveBlanks ? 4 : 2
      if isNews { score += 2 }
    }
    if !style.hasNews { score -= 1 }
    if bodies[current] < 80 { score -= 1 }
    // Where texts are apart as headlines are, only what is known to be news is another article.
    return score
  }

  /// True for a line that is a name alone, below a headline: who wrote the text.
  private func isName(_ index: Int) -> Bool {
    guard index + 1 < paragraphs.count, paragraphs[index].role == .text,
      paragraphs[index].count == 1
    else { return false }
    let line = repair.lines[paragraphs[index].first]
    return (2...4).contains(line.units) && line.clauses + line.sentences == 0 && line.width <= 10
      && line.end == .open && isBody(index + 1)
  }

  private func isSlogan(_ index: Int) -> Bool {
    let line = repair.lines[paragraphs[index].first]
    return line.gaps == 1 && line.clauses == 0 || line.end == .sentence && line.last == 0xff01
  }

  private mutating func begin() {
    articleCount += 1
    current = articleCount
    tails.append(-1)
    bodies.append(0)
    isContinuedElsewhere.append(false)
  }

  private mutating func give(_ index: Int, _ article: Int, _ role: LineRole) {
    var line = paragraphs[index].first
    while line >= 0 {
      owners[line] = article
      roles[line] = role
      line = following[line]
    }
  }

  /// A short line that heads nothing: furniture, or words of the article that it stands in.
  private mutating func addLoose(_ index: Int) {
    let line = repair.lines[paragraphs[index].first]
    let isApart = paragraphs[index].blanks > 0 || isBehindBorder
    if current > 0, !isApart || (line.end == .sentence && line.last != 0xff01) {
      return add(index)
    }
    give(index, 0, .slogan)
  }

  private mutating func add(_ index: Int) {
    let paragraph = paragraphs[index]
    if paragraph.role.isFurniture {
      give(index, 0, paragraph.role)
      if paragraph.role != .page { isBehindBorder = true }
      section = paragraph.role == .section ? index : nil
      return
    }
    if paragraph.role == .caption {
      // A picture belongs to the article that it stands in or behind.
      return give(index, current, .caption)
    }
    if paragraph.role == .byline, current > 0 {
      give(index, current, .byline)
      isBehindSignature = bodies[current] > 0
      return
    }
    if let article = interrupted(index) {
      current = article
    } else if let section, paragraph.blanks == 0, paragraph.role == .text, !paragraph.isDateline {
      // 更正 with a text right below is a headline itself.
      begin()
      give(section, current, .headline)
    } else if current == 0 || (paragraph.isDateline && bodies[current] > 0) {
      begin()
      for index in early ?? 0..<0 { give(index, current, .headline) }
    } else if isBehindBorder, bodies[current] > 0, !style.hasBlankParagraphs, isWholeBegin(index) {
      begin()
    }
    give(index, current, paragraph.role)
    isBehindBorder = false
    section = nil
    early = nil
    let last = repair.lines[paragraph.last]
    var line = paragraph.first
    while line >= 0 {
      bodies[current] += repair.lines[line].units
      line = following[line]
    }
    let isOpen =
      paragraph.role == .text && (last.end == .open || last.end == .clause || last.depth > 0)
      && (paragraph.count > 1 || last.isPunctuated || last.width > 60)
    tails[current] = isOpen ? paragraph.last : -1
    isBehindSignature = last.end == .bracket && isSignature(last)
    if last.end == .bracket || last.end == .open, isContinued(last) {
      isContinuedElsewhere[current] = true
      tails[current] = -1
    }
  }

  /// True for a paragraph that begins as one does, behind a rule or a section's name.
  private func isWholeBegin(_ index: Int) -> Bool {
    let paragraph = paragraphs[index]
    guard paragraph.role == .text, repair.lines[paragraph.first].indent >= 2 || !repair.hasIndents
    else { return false }
    return tails[current] < 0
  }

  /// The article that a text goes on with which begins without a headline, or nil.
  private mutating func interrupted(_ index: Int) -> Int? {
    let paragraph = paragraphs[index]
    guard paragraph.role == .text, !paragraph.isDateline else { return nil }
    let head = repair.lines[paragraph.first]
    var text = LineText()
    text.read(repair.bytes, head.content, limit: 6)
    if text.starts(with: Words.continued) != nil {
      guard let article = isContinuedElsewhere.firstIndex(of: true) else { return nil }
      isContinuedElsewhere[article] = false
      return article
    }
    guard paragraph.blanks > 0 || isBehindBorder || tails[current] >= 0,
      !(repair.hasIndents && head.indent >= 2)
    else { return nil }
    var best: (article: Int, gain: Int)?
    for article in max(1, articleCount - ArticleSplitter.waiting)..<(articleCount + 1)
    where tails[article] >= 0 {
      let tail = repair.lines[tails[article]]
      var gain = junction.gain(of: repair.bytes, tail.content, head.content)
      if Words.leading.contains(scalar: head.first) { gain += 500 }
      if tail.end == .clause || tail.depth > 0 { gain += 40 }
      if repair.hasIndents { gain += 40 }
      if tails[current] < 0 || article == current { gain += 20 }
      if gain >= 80, gain >= best?.gain ?? 0 { best = (article, gain) }
    }
    guard let best else { return nil }
    joins[paragraph.first] = tails[best.article]
    return best.article
  }

  /// True for the end of an article: （记者 张三）, （完）.
  private func isSignature(_ line: SourceLine) -> Bool {
    var text = LineText()
    text.read(
      repair.bytes,
      max(line.content.lowerBound, line.content.upperBound - 60)..<line.content.upperBound)
    return text.contains(Words.signatures)
  }

  /// True if the text goes on elsewhere: （下转第3版）.
  private func isContinued(_ line: SourceLine) -> Bool {
    var text = LineText()
    text.read(
      repair.bytes,
      max(line.content.lowerBound, line.content.upperBound - 36)..<line.content.upperBound)
    return text.contains(Words.continues)
  }
}
