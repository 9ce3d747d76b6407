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
  struct Kind: Hashable {
    /// The character before it, or one for all numbers of a form; 0 if there is none.
    var mark: UInt16 = 0
    /// True if it stands further to the right than texts do.
    var isInset = false
    /// Blank lines before it, 2 for all above.
    var blanks = 0
    /// True if a blank line is between it and its text.
    var isApart = false

    /// The same below a masthead, where blank lines say nothing.
    var withoutBlanks: Kind {
      var kind = self
      kind.blanks = 0
      return kind
    }

    /// True if both look alike, where the blank lines before one are those below a masthead.
    func isLike(_ other: Kind) -> Bool { withoutBlanks == other.withoutBlanks }
  }

  /// Those of one kind, the first headline apart: how many, with bylines, and behind an end.
  private struct Tally {
    var count = 0
    var news = 0
    var ends = 0
  }

  /// What the looks of a headline say.
  enum Rank: UInt8 {
    case unknown
    /// It begins an article.
    case article
    /// It is numbered, below one that is not.
    case part
  }

  private let heads: [Head]
  private let hasBlankParagraphs: Bool
  private let isIssue: Bool
  // Of a file with a hundred thousand headlines each is counted once.
  private var tallies: [Kind: Tally] = [:]
  /// By kind without its blank lines, all headlines with bylines, and these together.
  private var newsByLooks: [Kind: Int] = [:]
  private var newsCount = 0

  /// - Parameters:
  ///   - heads: all headlines in their order.
  ///   - hasBlankParagraphs: true if blank lines stand between paragraphs of one text.
  ///   - isIssue: true if a masthead or other furniture stands above the first.
  init(_ heads: [Head], hasBlankParagraphs: Bool, isIssue: Bool) {
    self.heads = heads
    self.hasBlankParagraphs = hasBlankParagraphs
    self.isIssue = isIssue
    for (index, head) in heads.enumerated() {
      if head.isNews {
        newsByLooks[head.kind.withoutBlanks, default: 0] += 1
        newsCount += 1
      }
      if index > 0 {
        tallies[head.kind, default: Tally()].count += 1
        if head.isNews { tallies[head.kind, default: Tally()].news += 1 }
        if head.isNews || head.isBehindEnd { tallies[head.kind, default: Tally()].ends += 1 }
      }
    }
  }

  /// Calls `body` with the first paragraph of each headline whose rank is known.
  func forEach(_ body: (_ paragraph: Int, _ rank: Rank) -> Void) {
    guard heads.count >= 3 else { return }
    let articles = Set(tallies.keys.filter(isArticle))
    var isNumberedBelow = false
    for (index, head) in heads.enumerated() {
      if !HeadlineRanks.isNumber(head.kind.mark) {
        isNumberedBelow = true
      } else if isNumberedBelow, !head.isNews, !head.isBehindEnd {
        body(head.start, .part)
      }
      if index > 0, !head.isNews, articles.contains(head.kind) { body(head.start, .article) }
    }
  }

  private func isArticle(_ kind: Kind) -> Bool {
    guard let tally = tallies[kind] else { return false }
    let (alike, news, ends) = (tally.count, tally.news, tally.ends)
    let hasHigher = newsCount > newsByLooks[kind.withoutBlanks, default: 0]
    let isFirst = heads[0].kind.isLike(kind)
    let total = alike + (isFirst ? 1 : 0)
    guard total >= 3 else { return false }
    let isSeen = kind.mark != 0 || kind.isInset || kind.blanks > (hasBlankParagraphs ? 1 : 0)
    guard isSeen else {
      let all = news + (isFirst && heads[0].isNews ? 1 : 0)
      return !hasBlankParagraphs && all * 5 >= total * 3
    }
    if ends * 2 >= alike { return true }
    // Another kind that has the bylines is above this one, and the first alone stands over parts.
    guard isFirst, !(hasHigher && news == 0), !(heads[0].isNews && ends == 0) else { return false }
    return isIssue || ends > 0
  }

  /// Stand for all numbers of a form.
  static let numbers: (chinese: UInt16, bracketed: UInt16, arabic: UInt16) = (1, 2, 3)

  static func isNumber(_ mark: UInt16) -> Bool { mark > 0 && mark <= 3 }
}
