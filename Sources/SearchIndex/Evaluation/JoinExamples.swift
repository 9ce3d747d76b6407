/// What the weights of ``JoinSign`` are learned from: all signs of every two lines of a marked issue that may belong
/// together.
package enum JoinExamples {
  /// Tells the signs of every two lines.
  ///
  /// - Parameters:
  ///   - marked: a marked issue.
  ///   - report: called with the lower line, whether it continues the upper one, whether that counts, as it does unless
  ///     a sentence ends there, and the signs.
  /// - Returns: how many lines that count continue one that they are not asked about; nil if the marks cannot be read.
  package static func read(
    _ marked: [UInt8],
    report: (_ line: Int, _ continues: Bool, _ isCounted: Bool, _ signs: [String]) -> Void
  ) -> Int? {
    guard let issue = MarkedIssue(marked) else { return nil }
    return issue.text.withUnsafeBytes { bytes in
      let repair = IssueLayout.classified(bytes)
      var missed = repair.lines.indices.count {
        guard !repair.lines[$0].isBlank, let from = issue.continued[$0] else { return false }
        return repair.lines[from].end != .sentence
      }
      repair.run { second, first, isAcross in
        let continues = issue.continued[second] == first
        let isCounted = repair.lines[first].end != .sentence
        var list = SignList<JoinSign>()
        repair.collect(second, continuing: first, isAcross: isAcross, into: &list)
        list.add(.gain, repair.gain(second, continuing: first))
        report(second + 1, continues, isCounted, list.names)
        if continues, isCounted { missed -= 1 }
        return continues
      }
      return missed
    }
  }
}
