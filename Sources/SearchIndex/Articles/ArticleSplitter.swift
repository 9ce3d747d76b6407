/// Divides the lines of an issue among its articles.
///
/// ``BoundaryFinder`` tells with which paragraphs articles begin, and which are of none. Short lines behind a beginning
/// are its headline, others stand over parts of an article. An article that breaks off within a sentence is waited for:
/// a text that begins without a headline and goes on with its words is its continuation.
final class ArticleSplitter {
  let repair: LineRepair
  private(set) var roles: [LineRole]
  private(set) var joins: [Int]
  private(set) var owners: [Int]
  private(set) var articleCount = 0
  private(set) var paragraphs: [Paragraph]
  /// For each line the next one of its paragraph, or -1.
  let following: [Int]
  /// Where each paragraph stands; nothing before that is known.
  private var places: [ParagraphPlace] = []
  private var current = 0
  private var broken: BrokenArticles
  /// Characters of text of each article.
  private var bodies: [Int] = [0]
  /// True behind what ends an article or begins a part of the paper.
  private var isBehindBorder = true

  init(_ repair: LineRepair) {
    self.repair = repair
    broken = BrokenArticles(repair)
    roles = repair.roles
    joins = repair.joins
    owners = [Int](repeating: 0, count: repair.lines.count)
    let found = ParagraphFinder(repair)
    following = found.following
    paragraphs = found.paragraphs
    markNames()
  }

  /// What speaks for and against each paragraph as an article's beginning.
  var signs: BoundarySigns { BoundarySigns(paragraphs, following, repair) }

  func run() {
    guard !paragraphs.isEmpty else { return }
    places = BoundaryFinder.places(signs)
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
    while end < paragraphs.count, end - index < 12, places.isEmpty || places[end] != .beginning,
      paragraphs[end].isShort || paragraphs[end].role == .byline,
      !paragraphs[end].beginsRecord,
      places.isEmpty || (places[end] == .outside) == (places[index] == .outside)
    {
      end += 1
      if paragraphs[end - 1].role == .byline || paragraphs[end - 1].isName { break }
    }
    return end
  }

  /// Takes names of persons below headlines for bylines.
  private func markNames() {
    var index = 0
    while index < paragraphs.count {
      let end = groupEnd(index)
      let last = end - 1
      if end > index + 1, paragraphs[last].isName, paragraphs[last].role != .byline, isBody(end) {
        paragraphs[last].role = .byline
      } else if end > index, paragraphs[last].role != .byline, isName(end) {
        paragraphs[end].role = .byline
      }
      index = max(end, index + 1)
    }
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

  private func isBody(_ index: Int) -> Bool {
    index < paragraphs.count
      && [.text, .item, .set, .byline, .caption].contains(paragraphs[index].role)
  }

  private func addGroup(_ group: Range<Int>) {
    if places[group.lowerBound] == .outside {
      for index in group { give(index, 0, .slogan) }
      return
    }
    let last = group.upperBound - 1
    let hasByline = paragraphs[last].role == .byline
    let begins = places[group.lowerBound] == .beginning
    if !begins {
      if isSigned(group) {
        for index in group { add(index) }
        return
      }
      guard isBody(group.upperBound) || hasByline else {
        // A short line at the end of a paragraph's text may be its last words.
        for index in group { addLoose(index) }
        return
      }
    }
    if begins || current == 0 { begin() }
    let isHeadline = bodies[current] == 0
    for index in group { give(index, current, isHeadline ? .headline : .subheading) }
    if hasByline { give(last, current, .byline) }
    isBehindBorder = false
  }

  /// True for words of the article before with a byline in brackets at their end, and nothing behind it.
  private func isSigned(_ group: Range<Int>) -> Bool {
    let last = group.upperBound - 1
    guard current > 0, paragraphs[last].role == .byline,
      Words.shared.openers.contains(scalar: repair.lines[paragraphs[last].first].first)
    else { return false }
    return group.upperBound == paragraphs.count
      || paragraphs[group.upperBound].role.isFurniture
        && paragraphs[group.upperBound].role != .page
  }

  private func begin() {
    articleCount += 1
    current = articleCount
    broken.begin()
    bodies.append(0)
  }

  private func give(_ index: Int, _ article: Int, _ role: LineRole) {
    var line = paragraphs[index].first
    while line >= 0 {
      owners[line] = article
      roles[line] = role
      line = following[line]
    }
  }

  /// A short line that heads nothing: furniture, or words of the article that it stands in.
  private func addLoose(_ index: Int) {
    let line = repair.lines[paragraphs[index].first]
    let isApart = paragraphs[index].blanks > 0 || isBehindBorder
    if current > 0, !isApart || (line.end == .sentence && line.last != 0xff01) {
      return add(index)
    }
    give(index, 0, .slogan)
  }

  private func add(_ index: Int) {
    let paragraph = paragraphs[index]
    let begins = places[index] == .beginning
    if begins {
      if !isBelowHead(index) { begin() }
      if paragraph.role.isFurniture {
        isBehindBorder = false
        return give(index, current, .headline)
      }
    } else if addFurniture(index) {
      return
    } else if places[index] == .outside {
      return give(index, 0, .slogan)
    }
    if paragraph.role == .caption, !begins {
      // A picture belongs to the article that it stands in or behind.
      return give(index, current, .caption)
    }
    if paragraph.role == .byline, current > 0 { return give(index, current, .byline) }
    if !begins,
      let found = broken.article(
        continuedBy: paragraph, current: current, isApart: paragraph.blanks > 0 || isBehindBorder)
    {
      current = found.article
      if let line = found.line { joins[paragraph.first] = line }
    } else if current == 0 {
      begin()
    }
    give(index, current, paragraph.role)
    isBehindBorder = false
    bodies[current] += paragraph.characters
    broken.note(paragraph, of: current)
  }

  /// True for a text below the head of a page with nothing but a headline above that: the headline is its own.
  private func isBelowHead(_ index: Int) -> Bool {
    current > 0 && bodies[current] == 0 && paragraphs[index].isRunningText && index > 0
      && paragraphs[index - 1].role.isFurniture
  }

  /// Takes what is of no article, if a paragraph is that.
  private func addFurniture(_ index: Int) -> Bool {
    let paragraph = paragraphs[index]
    if paragraph.isDate, current > 0, index > 0, isBody(index - 1), paragraph.blanks == 0 {
      // The date below the text that it signs.
      give(index, current, .byline)
      return true
    }
    if paragraph.role.isFurniture {
      give(index, 0, paragraph.role)
      // What stands between the lines of a paragraph ends nothing.
      let isWithin = paragraphs[max(0, index - 4)..<index].contains {
        $0.last > paragraph.first && !$0.role.isFurniture
      }
      if !isWithin, paragraph.role != .page { isBehindBorder = true }
      return true
    }
    if index == paragraphs.count - 1, index > 0, isBehindBorder, paragraph.role == .text,
      paragraphs[index - 1].role == .editor || paragraphs[index - 1].role == .masthead,
      paragraph.count == 1, paragraph.width <= 64,
      repair.lines[paragraph.first].end != .sentence
    {
      // The address below the editors' names.
      give(index, 0, .masthead)
      return true
    }
    return false
  }
}
