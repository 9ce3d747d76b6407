/// The headlines of an issue: which short lines are one, and what is known of it.
extension ArticleSplitter {
  /// The end of the group of short lines and bylines that begins here; `index` if there is none.
  func groupEnd(_ index: Int) -> Int {
    guard paragraphs[index].isShort else { return index }
    var end = index + 1
    while end < paragraphs.count, end - index < 12,
      paragraphs[end].isShort || paragraphs[end].role == .byline,
      !paragraphs[end].beginsRecord
    {
      end += 1
      if paragraphs[end - 1].role == .byline || paragraphs[end - 1].isName { break }
    }
    return end
  }

  func isBody(_ index: Int) -> Bool {
    guard index < paragraphs.count else { return false }
    switch paragraphs[index].role {
    case .text, .item, .set, .byline: return true
    case .caption: return true
    default: return false
    }
  }

  /// Looks at all headlines of the issue before any is given to an article.
  mutating func findRanks() {
    var heads: [HeadlineRanks.Head] = []
    heads.reserveCapacity(32)
    var signs = LineSigns()
    var index = 0
    while index < paragraphs.count {
      let end = groupEnd(index)
      guard end > index else {
        index += 1
        continue
      }
      defer { index = end }
      guard isFollowed(index..<end) else { continue }
      let hasByline = hasByline(index..<end)
      var head = HeadlineRanks.Head(start: 0, end: hasByline ? end - 1 : end)
      head.start = headStart(index..<head.end, end)
      let line = repair.lines[paragraphs[head.start].first]
      head.kind.mark = signs.mark(line, in: repair.bytes)
      head.kind.isInset =
        repair.hasIndents ? line.indent > repair.paragraphIndent : line.indent >= 4
      head.kind.blanks = min(2, paragraphs[head.start].blanks)
      head.kind.isApart = end < paragraphs.count && paragraphs[end].blanks > 0
      head.isNews = isNews(index..<end, head.end, hasByline || isName(end))
      head.isBehindEnd =
        head.start > 0
        && (paragraphs[head.start - 1].isSigned
          || paragraphs[head.start - 1].role.isFurniture
            && paragraphs[head.start - 1].role != .page)
      heads.append(head)
    }
    let isIssue = paragraphs[0].role.isFurniture
    HeadlineRanks(heads, hasBlankParagraphs: style.hasBlankParagraphs, isIssue: isIssue).forEach {
      paragraphs[$0].rank = $1
    }
  }

  /// True if a text or a byline is below a group of short lines.
  func isFollowed(_ group: Range<Int>) -> Bool {
    isBody(group.upperBound) || paragraphs[group.upperBound - 1].role == .byline
  }

  /// True for words of the article before with a byline in brackets at their end, and nothing behind it.
  func isSigned(_ group: Range<Int>) -> Bool {
    let last = group.upperBound - 1
    guard current > 0, paragraphs[last].role == .byline,
      Words.openers.contains(scalar: repair.lines[paragraphs[last].first].first)
    else { return false }
    return group.upperBound == paragraphs.count
      || paragraphs[group.upperBound].role.isFurniture
        && paragraphs[group.upperBound].role != .page
  }

  func hasByline(_ group: Range<Int>) -> Bool {
    let last = paragraphs[group.upperBound - 1]
    return last.role == .byline || group.count > 1 && last.isName && isBody(group.upperBound)
  }

  /// Where a headline begins within short lines: lines apart from it, while it is not apart from its text,
  /// stand alone.
  ///
  /// - Parameters:
  ///   - lines: the short lines but a byline.
  ///   - body: the paragraph behind them and the byline.
  /// - Returns: the first paragraph of the headline.
  func headStart(_ lines: Range<Int>, _ body: Int) -> Int {
    let isLoose = lines.upperBound < paragraphs.count && paragraphs[lines.upperBound].blanks > 0
    var start = lines.lowerBound
    for index in lines.dropFirst() {
      let blanks = paragraphs[index].blanks
      if NumberLines.isNumber(repair.lines[paragraphs[index - 1].first]) { continue }
      if blanks > 1
        || (blanks > 0 && (!isLoose || isSlogan(index - 1) || lines.upperBound - index >= 3))
      {
        start = index
      }
    }
    return start
  }

  /// True if it is certain that a whole article stands below a headline.
  func isNews(_ group: Range<Int>, _ headEnd: Int, _ hasByline: Bool) -> Bool {
    let body = group.upperBound
    return hasByline || (body < paragraphs.count && paragraphs[body].isDateline)
      || style.wholeArticles.contains(group.lowerBound)
      || paragraphs[headEnd - 1].isNotice
  }

  /// True for a line that is a name alone, below a headline: who wrote the text.
  func isName(_ index: Int) -> Bool {
    guard index + 1 < paragraphs.count, paragraphs[index].role == .text,
      paragraphs[index].count == 1
    else { return false }
    let line = repair.lines[paragraphs[index].first]
    return (2...4).contains(line.units) && line.clauses + line.sentences == 0 && line.width <= 10
      && line.end == .open && isBody(index + 1)
  }

  func isSlogan(_ index: Int) -> Bool {
    let line = repair.lines[paragraphs[index].first]
    return line.gaps == 1 && line.clauses == 0 || line.end == .sentence && line.last == 0xff01
  }
}
