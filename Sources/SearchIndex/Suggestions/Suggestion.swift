/// What a search box may offer for what has been typed so far.
public struct Suggestion: Equatable, Sendable {
  /// Where a suggestion comes from.
  public enum Kind: String, Sendable {
    /// A string of the texts.
    case term
    /// The title of a document.
    case title
  }

  /// What the query would be.
  public let text: String
  /// Where it comes from.
  public let kind: Kind
  /// How many documents hold the title, or the last part as completed, as a string.
  public let documents: Int
}

extension Searcher {
  /// Completes the last part of what has been typed; what stands before its last blank stays.
  ///
  /// Chinese is continued with what follows it in the texts, letters to words of the index, and to
  /// Chinese if they are pinyin: whole (`ranqi`), initials (`rq`), or mixed, also behind Chinese.
  /// Titles that hold the part come last. What is in no document is taken for its homophones.
  ///
  /// - Complexity: that of a search, of reading 64 to 250 documents, and of some forty to a hundred
  ///   literals. The first pinyin of a process takes 80 ms more, the first of a searcher some 8 µs
  ///   for each character of the index.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func suggestions(
    for prefix: String, limit: Int = 10
  ) throws(IndexError) -> [Suggestion] {
    guard limit > 0, let input = SuggestionInput(prefix, by: analyzer) else { return [] }
    var completions: [Completion] = []
    /// What is continued: typed in Chinese, or the best guess at it.
    var base: Completion?
    if let letters = input.letters {
      completions = try self.completions(ofPinyin: letters, behind: input.lead)
      base = Completion.ranked(completions).first
    }
    if let word = input.word {
      completions += self.completions(ofWord: word, behind: input.lead)
    } else if input.letters == nil {
      base = Completion(text: input.part, documents: documents(holding: input.part))
      if base?.documents == 0 {
        let found = try self.completions(soundingLike: input.part)
        base = found?.best
        completions = found?.others ?? []
      }
    }
    var titles: [String] = []
    if let base {
      let found = try continued(base)
      completions += found.completions
      titles = found.titles
    }
    try throwIfDamaged()
    let terms = Completion.distinct(Completion.ranked(completions))
    titles.removeAll { title in
      let folded = AnalyzedText(title, wantsWords: false, by: analyzer)
      return terms.contains { $0.text.utf16.elementsEqual(folded.folded) }
    }
    // Titles are long and single: a few, and never instead of the best terms.
    let titleCount = min(titles.count, max(limit / 3, min(1, limit - terms.count)))
    var suggestions = terms.prefix(limit - titleCount).map {
      Suggestion(text: input.head + $0.text, kind: .term, documents: $0.documents)
    }
    for title in titles.prefix(titleCount) {
      suggestions.append(
        Suggestion(text: title, kind: .title, documents: documents(holding: title)))
    }
    try throwIfDamaged()
    return suggestions
  }

  /// How many documents hold a string.
  func documents(holding string: String) -> Int {
    let pattern = LiteralPattern(AnalyzedText(string, wantsWords: false, by: analyzer))
    guard !pattern.isEmpty else { return 0 }
    return segments.reduce(0) { sum, segment in
      if segment.live.deletedCount == 0, pattern.atoms.count == 1, let atom = pattern.atoms.first,
        atom.rare == nil
      {
        return sum + Int(segment.grams.lookup(atom.term)?.documentFrequency ?? 0)
      }
      let scope = MatchScope(segment: segment, analyzer: analyzer)
      let docs = LiteralMatcher(scope).matches(pattern).docs
      return sum + docs.count { !segment.live.isDeleted($0) }
    }
  }
}
