/// Tells by their looks which headlines of an issue begin articles: those of one rank look alike.
///
/// A mark before the line, its place in the line, and blank lines around it make its kind. The headline right below
/// the masthead begins an article, and so do others of its kind, unless it alone has a byline: then they
/// stand over parts of one article. Where most of a kind have bylines, or stand behind what ends an article,
/// all of the kind begin articles.
struct HeadlineRanks {
  /// A group of short lines before a text, and what is known of it.
  struct Head {
    /// The first paragraph of the headline.
    var start: Int
    /// The paragraph behind it, which is a byline or the text.
    var end: Int
    var kind = Kind()
    /// True if its text says that it is a whole article.
    var isNews = false
    /// True behind what ends an article: a signature, a rule, the name of a part of the paper.
    var isBehindEnd = false
  }

  /// The looks of a headline.
  struct Kind: Equatable {
    /// The character before it, or one for all numbers of a form; 0 if there is none.
    var mark: UInt16 = 0
    /// True if it stands further to the right than texts do.
    var isInset = false
    /// Blank lines before it, 2 for all above.
    var blanks = 0
    /// True if a blank line is between it and its text.
    var isApart = false

    /// True if both look alike, where the blank lines before one are those below a masthead.
    func isLike(_ other: Kind) -> Bool {
      mark == other.mark && isInset == other.isInset && isApart == other.isApart
    }
  }

  /// The first paragraphs of headlines that begin articles for their looks.
  private(set) var articles: Set<Int> = []
  /// Those that are numbered below one that is not.
  private(set) var parts: Set<Int> = []

  init() {}

  /// - Parameters:
  ///   - heads: all headlines in their order.
  ///   - style: how the issue sets paragraphs.
  ///   - isIssue: true if a masthead or other furniture stands above the first.
  init(_ heads: [Head], _ style: ParagraphStyle, isIssue: Bool) {
    guard heads.count >= 3 else { return }
    let first = heads[0]
    var isNumberedBelow = false
    for (index, head) in heads.enumerated() {
      if HeadlineRanks.isNumber(head.kind.mark) {
        if isNumberedBelow, !head.isNews, !head.isBehindEnd { parts.insert(head.start) }
      } else {
        isNumberedBelow = true
      }
      guard index > 0, !head.isNews else { continue }
      let kind = head.kind
      let isSeen =
        kind.mark != 0 || kind.isInset || kind.blanks > (style.hasBlankParagraphs ? 1 : 0)
      let alike = heads.dropFirst().filter { $0.kind == kind }
      let isFirst = first.kind.isLike(kind)
      let total = alike.count + (isFirst ? 1 : 0)
      guard total >= 3 else { continue }
      let news = alike.count { $0.isNews }
      let ends = alike.count { $0.isBehindEnd || $0.isNews }
      guard isSeen else {
        let all = news + (isFirst && first.isNews ? 1 : 0)
        if !style.hasBlankParagraphs, all * 5 >= total * 3 { articles.insert(head.start) }
        continue
      }
      if ends * 2 >= alike.count {
        articles.insert(head.start)
        continue
      }
      // Another kind that has the bylines is above this one.
      let isBelow = heads.contains { other in
        other.isNews && !other.kind.isLike(kind) && news == 0
      }
      guard isFirst, !isBelow, !(first.isNews && ends == 0) else { continue }
      if isIssue || ends > 0 { articles.insert(head.start) }
    }
  }

  /// Stand for all numbers of a form.
  static let numbers: (chinese: UInt16, bracketed: UInt16, arabic: UInt16) = (1, 2, 3)

  static func isNumber(_ mark: UInt16) -> Bool { mark > 0 && mark <= 3 }
}
