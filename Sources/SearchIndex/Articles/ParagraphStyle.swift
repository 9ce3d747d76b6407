/// How an issue sets its paragraphs and headlines, learnt from all of them.
struct ParagraphStyle {
  /// True if paragraphs of one text have blank lines between them.
  let hasBlankParagraphs: Bool
  /// True if there are bylines, datelines, sections or editors.
  let hasNews: Bool
  /// True if headlines of news have blank lines before them.
  let headlinesHaveBlanks: Bool
  /// True if most texts are pieces of news with a mark before each.
  let hasBulletedNews: Bool
  /// True if most texts are pieces without headlines, with the papers that they were taken from at their ends.
  let isDigest: Bool
  /// True if rules stand between most articles.
  let hasRules: Bool
  /// The groups of short lines, by their first paragraph, whose text says that it is a whole article.
  ///
  /// It begins with who reports, or ends with who wrote it. Empty if most groups have no such text.
  private(set) var wholeArticles: Set<Int> = []

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
    hasRules =
      paragraphs.indices.count {
        paragraphs[$0].role == .rule && $0 + 1 < paragraphs.count && paragraphs[$0 + 1].isShort
      } >= 3
    hasNews = signs >= 2
    headlinesHaveBlanks = withBlank > 0 && withBlank >= withoutBlank * 3
    let texts = paragraphs.filter { [.text, .item, .caption].contains($0.role) && !$0.isShort }
    let bulleted = texts.count { $0.isBulleted && $0.count > 1 }
    let sourced = texts.count(where: \.isSourced)
    isDigest = sourced >= 3 && sourced * 2 >= texts.count
    // A list behind a text is a part of that text.
    hasBulletedNews = bulleted >= 3 && bulleted * 3 >= texts.count && texts[0].isBulleted
    findWholeArticles(paragraphs)
  }

  private mutating func findWholeArticles(_ paragraphs: [Paragraph]) {
    var groups = 0
    var index = 0
    while index < paragraphs.count {
      guard paragraphs[index].isShort else {
        index += 1
        continue
      }
      let first = index
      while index < paragraphs.count, paragraphs[index].isShort { index += 1 }
      guard index < paragraphs.count, !paragraphs[index].role.isFurniture else { continue }
      groups += 1
      var isWhole = paragraphs[index].isDateline || paragraphs[index].role == .byline
      if index - first > 1, paragraphs[index - 1].isName { isWhole = true }
      if paragraphs[index - 1].isNotice { isWhole = true }
      while index < paragraphs.count, !paragraphs[index].isShort {
        if paragraphs[index].isSigned || paragraphs[index].role == .byline { isWhole = true }
        index += 1
      }
      if isWhole { wholeArticles.insert(first) }
    }
    if groups < 3 || wholeArticles.count * 3 < groups * 2 { wholeArticles = [] }
  }
}
