import TestSupport
import Testing

@testable import SearchIndex

@Suite struct HeadlineRanksTests {
  private typealias Head = HeadlineRanks.Head
  private typealias Kind = HeadlineRanks.Kind

  private func randomHeads(_ random: inout SeededRandom) -> [Head] {
    // With few bylines and with many.
    let newsOdds = 2 + random.below(30)
    return (0..<random.below(40)).map { index in
      var head = Head(start: index, end: index + 1)
      head.kind.mark = [0, 1, 0x25a0][random.below(3)]
      head.kind.isInset = random.chance(8)
      head.kind.blanks = random.below(2)
      head.kind.isApart = random.chance(8)
      head.isNews = random.chance(newsOdds)
      head.isBehindEnd = random.chance(newsOdds)
      return head
    }
  }

  /// Whether headlines of a kind begin articles, by looking at all headlines for each.
  private func isArticle(
    _ kind: Kind, _ heads: [Head], hasBlankParagraphs: Bool, isIssue: Bool
  ) -> Bool {
    let alike = heads.dropFirst().filter { $0.kind == kind }
    let news = alike.count { $0.isNews }
    let ends = alike.count { $0.isNews || $0.isBehindEnd }
    func isLike(_ other: Kind) -> Bool {
      other.mark == kind.mark && other.isInset == kind.isInset && other.isApart == kind.isApart
    }
    let hasHigher = heads.contains { $0.isNews && !isLike($0.kind) }
    let isFirst = isLike(heads[0].kind)
    let total = alike.count + (isFirst ? 1 : 0)
    guard total >= 3 else { return false }
    if kind.mark == 0, !kind.isInset, kind.blanks <= (hasBlankParagraphs ? 1 : 0) {
      let all = news + (isFirst && heads[0].isNews ? 1 : 0)
      return !hasBlankParagraphs && all * 5 >= total * 3
    }
    if ends * 2 >= alike.count { return true }
    if !isFirst || hasHigher && news == 0 || heads[0].isNews && ends == 0 { return false }
    return isIssue || ends > 0
  }

  @Test("Kinds counted once are ranked as by looking at all for each", arguments: Seeds.count(500))
  func ranks(seed: Int) {
    var random = SeededRandom(seed: seed)
    let heads = randomHeads(&random)
    let hasBlankParagraphs = random.chance(2)
    let isIssue = random.chance(2)
    var found: [Int] = []
    HeadlineRanks(heads, hasBlankParagraphs: hasBlankParagraphs, isIssue: isIssue).forEach {
      if $1 == .article { found.append($0) }
    }
    var expected: [Int] = []
    if heads.count >= 3 {
      for head in heads.dropFirst() where !head.isNews {
        let isArticle = isArticle(
          head.kind, heads, hasBlankParagraphs: hasBlankParagraphs, isIssue: isIssue)
        if isArticle { expected.append(head.start) }
      }
    }
    #expect(found == expected)
  }
}
