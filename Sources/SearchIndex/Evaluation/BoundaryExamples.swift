/// What the weights of ``BoundarySign`` are learned from: all signs of each paragraph of a marked issue.
package enum BoundaryExamples {
  /// Tells the signs of each paragraph.
  ///
  /// - Parameters:
  ///   - marked: a marked issue.
  ///   - report: called with the paragraph's line, whether an article begins with it, and its signs.
  /// - Returns: how many articles begin with no paragraph's first line; nil if the marks cannot be read.
  package static func read(
    _ marked: [UInt8], report: (_ line: Int, _ begins: Bool, _ signs: [String]) -> Void
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
      var signs = splitter.signs
      for index in splitter.paragraphs.indices {
        var list = SignList<BoundarySign>()
        signs.collect(index, into: &list)
        signs.collectCohesion(index, into: &list)
        let first = splitter.paragraphs[index].first
        report(first + 1, expected.remove(first) != nil, list.names)
      }
      return expected.count
    }
  }
}
