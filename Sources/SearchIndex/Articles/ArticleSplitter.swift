/// Divides the lines of an issue among its articles.
///
/// A headline is a group of short lines without a full stop before a text. Whether it begins an
/// article or stands over a part of one is told by what is around it: a byline or dateline below, a
/// blank line, a rule, the name of a section or an editor's line above, and what other headlines
/// of the same issue have. An article that breaks off within a sentence is waited for: a text
/// that begins without a headline and goes on with its words is its continuation.
struct ArticleSplitter {
  let repair: LineRepair
  private(set) var roles: [LineRole]
  private(set) var joins: [Int]
  private(set) var owners: [Int]
  private(set) var articleCount = 0
  var paragraphs: [Paragraph]
  /// For each line the next one of its paragraph, or -1.
  private let following: [Int]
  let style: ParagraphStyle
  private(set) var current = 0
  private var broken: BrokenArticles
  /// Characters of text of each article.
  private var bodies: [Int] = [0]
  /// True behind what ends an article or begins a part of the paper.
  private var isBehindBorder = true
  private var isBehindSignature = false
  private var isBehindPage = false
  private var isBehindSlogan = false
  private var isBehindRule = false
  private var isBehindSource = false
  /// True from the beginning of what a data base says of an article to that article's text.
  private var isInRecord = false
  /// True below the name of a part of the paper with short pieces of news.
  private var isBriefs = false
  /// The name of a part of the paper, if that was the last thing.
  private var section: Int?
  /// Short lines that stand before a masthead or a page's number: the next text's headline, if it has
  /// none of its own.
  private var early: Range<Int>?

  private static let threshold = 3

  init(_ repair: LineRepair) {
    self.repair = repair
    broken = BrokenArticles(repair)
    roles = repair.roles
    joins = repair.joins
    owners = [Int](repeating: 0, count: repair.lines.count)
    let found = ParagraphFinder(repair)
    following = found.following
    paragraphs = found.paragraphs
    style = ParagraphStyle(paragraphs)
  }

  mutating func run() {
    guard !paragraphs.isEmpty else { return }
    isBriefs = style.hasBulletedNews
    findRanks()
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

  private mutating func addGroup(_ group: Range<Int>) {
    if isSigned(group) {
      for index in group { add(index) }
      return
    }
    guard isFollowed(group) else {
      // A short line at the end of a paragraph's text may be its last words.
      for index in group { addLoose(index) }
      let next = group.upperBound
      // Above the first masthead it is the name of the paper.
      if next < paragraphs.count, paragraphs[next].blanks == 0, group.count <= 3,
        group.lowerBound > 0 || paragraphs[next].role == .page,
        paragraphs[next].role == .masthead || paragraphs[next].role == .page
      {
        early = group
      }
      return
    }
    early = nil
    let hasByline = hasByline(group)
    if hasByline { paragraphs[group.upperBound - 1].role = .byline }
    let headEnd = hasByline ? group.upperBound - 1 : group.upperBound
    let body = group.upperBound
    let start = headStart(group.lowerBound..<headEnd, body)
    for index in group.lowerBound..<start { addLoose(index) }
    let isNamed = !hasByline && isName(body)
    let isNews = isNews(group, headEnd, hasByline || isNamed)
    let isCertain =
      paragraphs[start].isTitled || paragraphs[start].rank == .article
      || isBriefs && paragraphs[start].isBulleted
    if isInRecord {
      for index in start..<headEnd { give(index, current, .headline) }
    } else if current == 0 || isCertain
      || score(start..<headEnd, isNews) >= ArticleSplitter.threshold
    {
      begin()
      for index in start..<headEnd { give(index, current, .headline) }
      section = nil
    } else {
      for index in start..<headEnd { give(index, current, .subheading) }
    }
    if hasByline { give(headEnd, current, .byline) }
    if isNamed { paragraphs[body].role = .byline }
    isBehindBorder = false
    isBehindRule = false
    isBehindSignature = false
    isBehindPage = false
    isBehindSlogan = false
  }

  /// How much speaks for the beginning of an article.
  private func score(_ group: Range<Int>, _ isNews: Bool) -> Int {
    let head = paragraphs[group.lowerBound]
    let width = group.map { repair.lines[paragraphs[$0].first].width }.max() ?? 0
    var score = 0
    if isNews { score += 4 }
    if head.rank == .part { score -= 3 }
    if isBehindBorder { score += section == nil ? 3 : 4 }
    if isBehindRule, style.hasRules { score += 3 }
    if isBehindSignature { score += head.blanks == 0 ? 4 : 2 }
    if head.blanks > 0, !style.hasBlankParagraphs { score += 2 }
    if head.blanks > 1 { score += 2 }
    if group.count > 1 { score += 1 }
    if isBehindSlogan, head.blanks > 0 { score += 1 }
    if group.contains(where: { paragraphs[$0].isDisplayed }) { score += 2 }
    if width >= 16 { score += 1 }
    if width <= 12, !isNews { score -= 1 }
    if broken.isBroken(current), head.blanks > 0 { score += 1 }
    // Behind the number of a page there need not be a blank line.
    if head.blanks == 0, !isBehindBorder, !(isNews && isBehindPage) {
      score -= style.headlinesHaveBlanks ? 4 : 2
      if isNews { score += 2 }
    }
    if !style.hasNews { score -= 1 }
    if bodies[current] < 80 { score -= 1 }
    // Where texts are apart as headlines are, only what is known to be news is another article.
    return score
  }

  private mutating func begin() {
    articleCount += 1
    current = articleCount
    broken.begin()
    bodies.append(0)
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
    isBehindSlogan = true
  }

  private mutating func add(_ index: Int) {
    let paragraph = paragraphs[index]
    if paragraph.isDate, current > 0, index > 0, isBody(index - 1), paragraph.blanks == 0 {
      // The date below the text that it signs.
      isBehindSignature = true
      return give(index, current, .byline)
    }
    if paragraph.role.isFurniture {
      give(index, 0, paragraph.role)
      // What stands between the lines of a paragraph ends nothing.
      let isWithin = paragraphs[max(0, index - 4)..<index].contains {
        $0.last > paragraph.first && !$0.role.isFurniture
      }
      if isWithin { return }
      if paragraph.role != .page { isBriefs = paragraph.isBriefs || style.hasBulletedNews }
      if paragraph.role == .page { isBehindPage = true } else { isBehindBorder = true }
      isBehindRule = paragraph.role == .rule
      section = paragraph.role == .section ? index : nil
      return
    }
    if index == paragraphs.count - 1, index > 0, isBehindBorder, paragraph.role == .text,
      paragraphs[index - 1].role == .editor || paragraphs[index - 1].role == .masthead,
      paragraph.count == 1, paragraph.width <= 64,
      repair.lines[paragraph.first].end != .sentence
    {
      // The address below the editors' names.
      return give(index, 0, .masthead)
    }
    let isBrief = isBriefs && paragraph.isBulleted
    if paragraph.role == .caption, !isBrief {
      // A picture belongs to the article that it stands in or behind.
      return give(index, current, .caption)
    }
    if paragraph.beginsRecord {
      begin()
      isInRecord = true
    }
    if paragraph.role == .byline, current > 0 {
      give(index, current, .byline)
      isBehindSignature = bodies[current] > 0
      return
    }
    if isBrief {
      begin()
    } else if let found = broken.article(
      continuedBy: paragraph, current: current, isApart: paragraph.blanks > 0 || isBehindBorder)
    {
      current = found.article
      if let line = found.line { joins[paragraph.first] = line }
    } else if let section, paragraph.blanks == 0 || paragraph.blanks == 1 && !isBriefs,
      paragraph.role == .text, !paragraph.isDateline
    {
      // 更正 with a text right below is a headline itself.
      begin()
      give(section, current, .headline)
    } else if style.isDigest, isBehindSource, paragraph.role == .text {
      begin()
    } else if current == 0 || (paragraph.isDateline && bodies[current] > 0) {
      begin()
      for index in early ?? 0..<0 { give(index, current, .headline) }
    } else if isBehindBorder, bodies[current] > 0, !style.hasBlankParagraphs, isWholeBegin(index) {
      begin()
    }
    give(index, current, paragraph.role)
    isBehindBorder = false
    isBehindRule = false
    isBehindPage = false
    isBehindSlogan = false
    isInRecord = false
    section = nil
    early = nil
    var line = paragraph.first
    while line >= 0 {
      bodies[current] += repair.lines[line].units
      line = following[line]
    }
    broken.note(paragraph, of: current)
    isBehindSignature = paragraph.isSigned
    isBehindSource = paragraph.isSourced
  }

  /// True for a paragraph that begins as one does, behind a rule or a section's name.
  private func isWholeBegin(_ index: Int) -> Bool {
    let paragraph = paragraphs[index]
    guard paragraph.role == .text, repair.lines[paragraph.first].indent >= 2 || !repair.hasIndents
    else { return false }
    return !broken.isBroken(current)
  }
}
