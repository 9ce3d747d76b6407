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
}

/// Puts the lines that continue each other into paragraphs.
struct ParagraphFinder {
  private(set) var paragraphs: [Paragraph] = []
  /// For each line the next one of its paragraph, or -1.
  private(set) var following: [Int]

  init(_ repair: LineRepair) {
    following = [Int](repeating: -1, count: repair.lines.count)
    var classifier = LineClassifier()
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
        blanks = 0
        continue
      }
      var paragraph = Paragraph(
        first: index, last: index, role: repair.roles[index], blanks: blanks)
      if paragraph.role == .text {
        let isIndented = repair.hasIndents && line.indent == repair.paragraphIndent
        paragraph.isShort = repair.isHeadlineLike(index) && !isIndented
      }
      if paragraph.role == .text || paragraph.role == .byline {
        paragraph.isDateline = classifier.isDateline(line, in: repair.bytes)
        if paragraph.isDateline, paragraph.role == .text { paragraph.isShort = false }
      }
      paragraphs.append(paragraph)
      blanks = 0
    }
  }
}

/// How an issue sets its paragraphs and headlines, learnt from all of them.
struct ParagraphStyle {
  /// True if paragraphs of one text have blank lines between them.
  let hasBlankParagraphs: Bool
  /// True if there are bylines, datelines, sections or editors.
  let hasNews: Bool
  /// True if headlines of news have blank lines before them.
  let headlinesHaveBlanks: Bool

  init(_ paragraphs: [Paragraph]) {
    var apart = 0
    var together = 0
    var signs = 0
    var withBlank = 0
    var withoutBlank = 0
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      if paragraph.isDateline || paragraph.role == .byline { signs += 1 }
      if paragraph.role == .masthead || paragraph.role == .editor || paragraph.role == .section {
        signs += 1
      }
      guard index > 0 else { continue }
      let previous = paragraphs[index - 1]
      if paragraph.role == .text, previous.role == .text, !paragraph.isShort, !previous.isShort {
        if paragraph.blanks > 0 { apart += 1 } else { together += 1 }
      }
      if paragraph.isShort, !previous.isShort, previous.role == .text, index + 1 < paragraphs.count
      {
        var next = index + 1
        while next < paragraphs.count - 1, paragraphs[next].isShort, next < index + 4 { next += 1 }
        if paragraphs[next].isDateline || paragraphs[next].role == .byline {
          if paragraph.blanks > 0 { withBlank += 1 } else { withoutBlank += 1 }
        }
      }
    }
    hasBlankParagraphs = apart > together
    hasNews = signs >= 2
    headlinesHaveBlanks = withBlank > 0 && withBlank >= withoutBlank * 3
  }
}
