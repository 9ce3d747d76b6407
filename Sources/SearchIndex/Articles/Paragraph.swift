/// Lines of an issue that are one paragraph.
struct Paragraph {
  var first: Int
  var last: Int
  /// How many lines.
  var count = 1
  var role: LineRole
  /// Blank lines before it.
  var blanks = 0
  /// True for what looks like a line of a headline.
  var isShort = false
  /// True if it begins as the text of a piece of news does.
  var isDateline = false
  /// True for the name of a part of the paper that has short pieces of news.
  var isBriefs = false
  /// True for a line with a date and nothing else.
  var isDate = false
  /// True if it ends with the name of who wrote it.
  var isSigned = false
  /// True for a title that is said to be one.
  var isTitled = false
  /// True for a short line that stands to the right of a text: who signs it.
  var isRight = false
  /// True for a short line with a name and nothing else.
  var isName = false
  /// True for a short line that says what follows: 停水公告, 讣告.
  var isNotice = false
  /// True for a line with a mark before it that lists have before their entries, and briefs too.
  var isBulleted = false
  /// True for a short line whose characters are set apart, as only headlines are.
  var isSpaced = false
}

/// Puts the lines that continue each other into paragraphs.
struct ParagraphFinder {
  private(set) var paragraphs: [Paragraph] = []
  /// For each line the next one of its paragraph, or -1.
  private(set) var following: [Int]

  init(_ repair: LineRepair) {
    following = [Int](repeating: -1, count: repair.lines.count)
    var signs = LineSigns()
    var blanks = 0
    for index in repair.lines.indices {
      let line = repair.lines[index]
      if line.isBlank {
        blanks += 1
        continue
      }
      // Of lines that continue each other over the number of a page, that is one by itself.
      if repair.joins[index] >= 0,
        let place = paragraphs.lastIndex(where: { $0.last == repair.joins[index] }),
        place >= paragraphs.count - 4
      {
        following[paragraphs[place].last] = index
        paragraphs[place].last = index
        paragraphs[place].count += 1
        paragraphs[place].isShort = false
        paragraphs[place].isSigned = signs.isSigned(line, in: repair.bytes)
        blanks = 0
        continue
      }
      var paragraph = Paragraph(
        first: index, last: index, role: repair.roles[index], blanks: blanks)
      if paragraph.role == .text {
        let isIndented = repair.hasIndents && line.indent == repair.paragraphIndent
        paragraph.isShort = repair.isHeadlineLike(index) && !isIndented
      }
      // △ stands before briefs, ▲ before what is said below pictures.
      if paragraph.role == .item || paragraph.role == .caption && line.first == 0x25b3 {
        paragraph.isBulleted = signs.isBulleted(line)
      }
      if paragraph.isBulleted, paragraph.role == .item, repair.hasHeadlineLooks(index),
        let next = repair.next(index), [.text, .byline].contains(repair.roles[next])
      {
        paragraph.isShort = true
      }
      if paragraph.isShort, signs.isSpoken(line, in: repair.bytes) { paragraph.isShort = false }
      if paragraph.isShort {
        paragraph.isTitled = signs.isTitled(line, in: repair.bytes)
        paragraph.isRight = line.indent >= 12 && line.indent > repair.paragraphIndent + 6
        paragraph.isName = signs.isName(line, in: repair.bytes)
        paragraph.isNotice = signs.isNotice(line, in: repair.bytes)
        paragraph.isSpaced =
          line.units >= 3 && line.units == line.count && line.width >= line.units * 3 - 2
      }
      if paragraph.role == .text || paragraph.role == .byline {
        paragraph.isDateline = signs.isDateline(line, in: repair.bytes)
        if paragraph.isDateline, paragraph.role == .text { paragraph.isShort = false }
      }
      if paragraph.role == .text || paragraph.role == .item {
        paragraph.isSigned = signs.isSigned(line, in: repair.bytes)
      }
      if paragraph.role == .section {
        paragraph.isBriefs = signs.isBriefs(line, in: repair.bytes)
      }
      if paragraph.role == .masthead {
        paragraph.isDate = signs.isDate(line, in: repair.bytes)
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
      paragraphs.append(paragraph)
      blanks = 0
    }
  }
}
