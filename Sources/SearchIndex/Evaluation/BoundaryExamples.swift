/// What the weights of ``BoundarySign`` are learned from: all signs of each paragraph of a marked issue, and what it is.
package enum BoundaryExamples {
  /// Tells the signs of each paragraph.
  ///
  /// - Parameters:
  ///   - marked: a marked issue.
  ///   - report: called with the paragraph's line, the part of its article that it is, whether that begins with it, and
  ///     its signs.
  /// - Returns: how many articles begin with no paragraph's first line; nil if the marks cannot be read.
  package static func read(
    _ marked: [UInt8],
    report: (_ line: Int, _ part: String, _ begins: Bool, _ signs: [String]) -> Void
  ) -> Int? {
    guard let issue = MarkedIssue(marked) else { return nil }
    return issue.text.withUnsafeBytes { bytes in
      let splitter = ArticleSplitter(IssueLayout.repaired(bytes))
      var expected: Set<Int> = []
      var seen: Set<Int> = [0]
      for (index, line) in splitter.repair.lines.enumerated()
      where !line.isBlank && seen.insert(issue.articles[index]).inserted {
        expected.insert(index)
      }
      let signs = splitter.signs
      let begins = splitter.paragraphs.map { expected.remove($0.first) != nil }
      let articles = splitter.paragraphs.map { issue.articles[$0.first] }
      let parts = parts(signs.kinds, articles, begins)
      for index in splitter.paragraphs.indices {
        var list = SignList<BoundarySign>()
        signs.collect(index, into: &list)
        signs.collectCohesion(index, into: &list)
        report(splitter.paragraphs[index].first + 1, "\(parts[index])", begins[index], list.names)
      }
      return expected.count
    }
  }

  /// What each paragraph is in its article.
  private static func parts(_ kinds: [ParagraphKind], _ articles: [Int], _ begins: [Bool])
    -> [ArticlePart]
  {
    // The articles of which nothing but lines of the headline have been seen.
    var headed: Set<Int> = []
    return kinds.indices.map { index in
      let (kind, article) = (kinds[index], articles[index])
      let isHead = kind.isShort || kind == .byline
      if begins[index] {
        if isHead || kind == .section { headed.insert(article) }
        return kind.isShort ? .headline : kind.isBody ? .opening : .heading
      }
      if article == 0 { return .outside }
      if isHead, headed.contains(article) { return .line }
      headed.remove(article)
      guard kind.isShort else { return .text }
      let isLast = index + 1 == kinds.count || articles[index + 1] != article
      return isLast ? .closing : .subheading
    }
  }
}
