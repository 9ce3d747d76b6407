/// Puts the lines that continue each other into paragraphs.
struct ParagraphFinder {
  private(set) var paragraphs: [Paragraph] = []
  /// For each line the next one of its paragraph, or -1.
  private(set) var following: [Int]

  init(_ repair: LineRepair) {
    following = [Int](repeating: -1, count: repair.lines.count)
    var signs = LineSigns()
    paragraphs.reserveCapacity(repair.lines.count / 3 + 8)
    var blanks = 0
    // Behind （上接第1版） no headline stands.
    var isContinuation = false
    for index in repair.lines.indices {
      let line = repair.lines[index]
      if line.isBlank {
        blanks += 1
        continue
      }
      // Of lines that continue each other over the number of a page, that is one by itself.
      if repair.joins[index] >= 0,
        let place = place(of: repair.joins[index])
      {
        following[repair.joins[index]] = index
        paragraphs[place].add(index, line, isSigned: signs.isSigned(line, in: repair.bytes))
        paragraphs[place].isSourced = signs.isSourced(
          line, after: repair.lines[repair.joins[index]], in: repair.bytes)
        blanks = 0
        continue
      }
      var paragraph = Paragraph(index, line, repair.roles[index], blanks: blanks)
      if paragraph.role == .text {
        let isIndented = repair.hasIndents && line.indent == repair.paragraphIndent
        paragraph.isShort =
          (repair.isHeadlineLike(index) || isExclaimed(index, repair)) && !isIndented
      }
      // △ stands before briefs, ▲ before what is said below pictures.
      if paragraph.role == .item
        || paragraph.role == .caption && line.first == 0x25b3
          && !Words.shared.pictures.mayEnd(LineText.plain(UInt16(truncatingIfNeeded: line.last)))
      {
        paragraph.isBulleted = signs.isBulleted(line)
      }
      if paragraph.isBulleted, paragraph.role == .item, line.first != 0x25b3,
        repair.hasHeadlineLooks(index),
        let next = repair.next(index), [.text, .byline].contains(repair.roles[next])
      {
        paragraph.isShort = true
      }
      paragraph.isSpoken = signs.isSpoken(line, in: repair.bytes)
      if isContinuation || paragraph.isSpoken { paragraph.isShort = false }
      // What pages of the web point to.
      if paragraph.isShort || paragraph.isBulleted, blanks == 0, let last = paragraphs.last,
        last.role == .masthead, last.isRelated
      {
        paragraph.role = .masthead
        paragraph.isShort = false
        paragraph.isRelated = true
      }
      isContinuation = signs.isContinuation(line, in: repair.bytes)
      paragraph.isContinuation = isContinuation
      if isContinuation { paragraph.isShort = false }
      if paragraph.isShort, signs.isJump(line, in: repair.bytes) {
        paragraph.isJump = true
        paragraph.isShort = false
      }
      if paragraph.isShort {
        paragraph.isTitled =
          signs.isTitled(line, in: repair.bytes) || NumberLines.isNumber(line)
        paragraph.isRight = line.indent >= 12 && line.indent > repair.paragraphIndent + 6
        paragraph.isName = signs.isName(line, in: repair.bytes)
        paragraph.isNotice = signs.isNotice(line, in: repair.bytes)
        let isSpaced =
          line.units >= 3 && line.units == line.count && line.width >= line.units * 3 - 2
        let isCentred = repair.isCentred(index)
        paragraph.isDisplayed = isSpaced || isCentred || signs.isMarked(line, in: repair.bytes)
        if isCentred || paragraph.isRight && !paragraph.isName && isOverText(index, repair) {
          paragraph.isRight = false
        }
      }
      paragraph.isCounted = signs.isCounted(line, in: repair.bytes)
      if paragraph.role == .text || paragraph.role == .byline {
        paragraph.isDateline = repair.looks[index].contains(.dateline)
        if paragraph.isDateline, paragraph.role == .text { paragraph.isShort = false }
      }
      if paragraph.role == .text || paragraph.role == .item {
        paragraph.isSigned = signs.isSigned(line, in: repair.bytes)
        paragraph.isSourced = signs.isSourced(line, after: nil, in: repair.bytes)
        // （摘自《万物》）, alone below a text.
        if paragraph.isSigned, paragraph.isShort, blanks == 0, let last = paragraphs.last,
          last.role == .text, !last.isShort
        {
          paragraph.isShort = false
        }
      }
      if paragraph.role == .section {
        paragraph.isBriefs = signs.isBriefs(line, in: repair.bytes)
      }
      // With a day of the week it heads what is below.
      if paragraph.role == .masthead, !line.marks.contains(.weekday) {
        paragraph.isDate = signs.isDate(line, in: repair.bytes)
      }
      if paragraph.role == .masthead, line.width <= 24 {
        paragraph.isRelated = paragraph.isRelated || signs.isRelated(line, in: repair.bytes)
      }
      if paragraph.isDate, let last = paragraphs.last, last.isRight, last.role == .text {
        paragraphs[paragraphs.count - 1].role = .byline
        paragraphs[paragraphs.count - 1].isShort = false
      }
      if paragraph.isRight, blanks == 0, let last = paragraphs.last, !last.isShort,
        last.role == .text
      {
        paragraph.role = .byline
        paragraph.isShort = false
      }
      // 人文·故事 below the head of a page.
      if paragraph.isShort, line.count == 5, line.units == 4, line.width <= 10,
        let last = paragraphs.last, last.role == .masthead || last.role == .page,
        signs.isDotted(line, in: repair.bytes)
      {
        paragraph.role = .section
        paragraph.isShort = false
      }
      paragraphs.append(paragraph)
      blanks = 0
    }
    findSlogans(repair)
    findRecords()
    findColumns(repair)
    findVerse()
    findNumbered(repair)
  }

  /// Finds slogans between the masthead and the first headline: lines without an indent, where texts have one.
  private mutating func findSlogans(_ repair: LineRepair) {
    guard repair.hasIndents, paragraphs.count > 3,
      let first = paragraphs.firstIndex(where: { !$0.role.isFurniture }), first > 0
    else { return }
    var end = first
    while end < min(first + 4, paragraphs.count), paragraphs[end].role == .text,
      paragraphs[end].count == 1,
      end == first || paragraphs[end].blanks == 0,
      repair.lines[paragraphs[end].first].sentences == 0
    {
      end += 1
    }
    guard end > first, end < paragraphs.count, paragraphs[end].blanks > 0, paragraphs[end].isShort,
      !paragraphs[end - 1].isShort,
      repair.lines[paragraphs[end - 1].first].indent < 2
    else { return }
    for index in first..<end {
      paragraphs[index].role = .slogan
      paragraphs[index].isShort = false
    }
  }

  /// Finds names of columns: short lines above two pieces of news, or more, with △ before each.
  private mutating func findColumns(_ repair: LineRepair) {
    func isPiece(_ index: Int) -> Bool {
      index < paragraphs.count && paragraphs[index].isBulleted
        && repair.lines[paragraphs[index].first].first == 0x25b3
    }
    for index in paragraphs.indices
    where paragraphs[index].isShort && paragraphs[index].role == .text && isPiece(index + 1)
      && isPiece(index + 2) && (index == 0 || !paragraphs[index - 1].isShort)
    {
      paragraphs[index].role = .section
      paragraphs[index].isShort = false
      paragraphs[index].isBriefs = true
    }
  }

  /// Finds headlines with numbers: the first text is below one, and each has a text.
  private mutating func findNumbered(_ repair: LineRepair) {
    guard let first = paragraphs.firstIndex(where: { !$0.role.isFurniture }),
      paragraphs[first].role == .item
    else { return }
    var signs = LineSigns()
    let mark = signs.mark(repair.lines[paragraphs[first].first], in: repair.bytes)
    guard LineSigns.isNumber(mark) else { return }
    var found: [Int] = []
    for index in first..<paragraphs.count where paragraphs[index].role == .item {
      let line = repair.lines[paragraphs[index].first]
      guard signs.mark(line, in: repair.bytes) == mark else { continue }
      guard paragraphs[index].count == 1, repair.hasHeadlineLooks(paragraphs[index].first),
        index + 1 < paragraphs.count, paragraphs[index + 1].role != .item,
        !paragraphs[index + 1].role.isFurniture, !paragraphs[index + 1].isShort
      else { return }
      found.append(index)
    }
    guard found.count >= 3 else { return }
    for index in found {
      paragraphs[index].isShort = true
      paragraphs[index].isTitled = true
    }
  }

  /// The paragraph, one of the last four, that ends with a line.
  @inline(__always)
  private func place(of line: Int) -> Int? {
    var place = paragraphs.count - 1
    let end = max(-1, place - 4)
    while place > end {
      if paragraphs[place].last == line { return place }
      place -= 1
    }
    return nil
  }

  /// Finds lines without marks that are too many for a headline: verse, below a headline or its first line.
  private mutating func findVerse() {
    var hasText = false
    var isVerse = false
    var index = 0
    while index < paragraphs.count {
      let first = index
      while index < paragraphs.count, mayBeVerse(index),
        index == first
          || paragraphs[index].blanks == 0
            && paragraphs[index].indent == paragraphs[first].indent
      {
        index += 1
      }
      let count = index - first
      let isFollowed =
        index < paragraphs.count && paragraphs[index].blanks == 0
        && (paragraphs[index].isShort || [.text, .byline].contains(paragraphs[index].role))
      if count >= (isVerse ? 2 : 4), hasText, !isFollowed {
        let isBelow =
          isVerse
          || first > 0 && (paragraphs[first - 1].isShort || paragraphs[first - 1].role == .byline)
        for place in (isBelow ? first : first + 1)..<index {
          paragraphs[place].isShort = false
          paragraphs[place].role = .set
        }
        isVerse = true
      } else if count > 0 {
        isVerse = false
      }
      if count == 0 {
        if !paragraphs[index].isShort, !paragraphs[index].role.isFurniture { hasText = true }
        isVerse = false
        index += 1
      }
    }
  }

  private func mayBeVerse(_ index: Int) -> Bool {
    let paragraph = paragraphs[index]
    return paragraph.isShort && paragraph.role == .text && paragraph.width <= 32
      && !paragraph.isDisplayed && !paragraph.isTitled && !paragraph.isBulleted
      && !paragraph.isName && !paragraph.isNotice && !paragraph.isRight
  }

  /// True if a paragraph begins right below a line: what signs a text has none there.
  private func isOverText(_ index: Int, _ repair: LineRepair) -> Bool {
    guard repair.hasIndents, index + 1 < repair.lines.count else { return false }
    let (line, next) = (repair.lines[index], repair.lines[index + 1])
    return repair.roles[index + 1] == .text && next.indent == repair.paragraphIndent
      && next.isPunctuated && line.units == line.count && line.units > 3
  }

  /// True for a line apart with a mark of exclamation or a question within, but no full stop.
  private func isExclaimed(_ index: Int, _ repair: LineRepair) -> Bool {
    let line = repair.lines[index]
    guard (1...2).contains(line.sentences), line.end == .open, line.width <= 48, line.clauses <= 1,
      line.depth == 0, index == 0 || repair.lines[index - 1].isBlank,
      index + 1 == repair.lines.count || repair.lines[index + 1].isBlank
    else { return false }
    var place = line.content.lowerBound
    while place < line.content.upperBound {
      let (scalar, length) = LineText.scalar(repair.bytes, place, line.content.upperBound)
      if scalar == 0x3002 { return false }
      place += length
    }
    return true
  }

  /// Finds titles that are told by what stands around them: numbers, and what data bases say of articles.
  private mutating func findRecords() {
    if paragraphs.count(where: \.isCounted) >= 3 {
      for index in paragraphs.indices where paragraphs[index].isCounted {
        paragraphs[index].isTitled = true
        paragraphs[index].isShort = true
      }
    }
    for index in paragraphs.indices
    where paragraphs[index].isTitled && paragraphs[index].blanks == 0 {
      var first = index
      while first > 0, paragraphs[first - 1].role == .byline, paragraphs[first].blanks == 0 {
        first -= 1
      }
      guard first < index else { continue }
      paragraphs[first].beginsRecord = true
      paragraphs[index].isTitled = false
    }
  }
}
