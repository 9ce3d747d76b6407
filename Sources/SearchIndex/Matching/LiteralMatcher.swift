/// Finds the documents of a segment that hold a literal: exactly those that a scan would find.
struct LiteralMatcher {
  private let scope: MatchScope
  private var segment: SegmentReader { scope.segment }

  init(_ scope: MatchScope) { self.scope = scope }

  func matches(_ pattern: LiteralPattern) -> MatchList {
    if let character = pattern.character { return matches(ofCharacter: character) }
    guard let entries = LiteralCursor.entries(of: pattern, in: segment) else { return MatchList() }
    if entries.count == 1, scope.field == nil, scope.among == nil, entries[0].rare == nil,
      let info = entries[0].info
    {
      return allDocuments(info)
    }
    if scope.field == nil, scope.among == nil,
      let blocks = LiteralBlocks(entries, of: segment)
    {
      return blocks.matches()
    }
    var result = MatchList()
    let cursor = LiteralCursor(entries, of: segment)
    var next = 0
    while cursor.doc != .end {
      let doc = cursor.doc
      if let among = scope.among {
        while next < among.count, among[next] < doc { next += 1 }
        guard next < among.count else { break }
        guard among[next] == doc else {
          cursor.seek(to: among[next])
          continue
        }
      }
      let count = cursor.count(in: scope.field)
      if count > 0 { result.append(doc, frequency: count) }
      cursor.advance()
    }
    return result
  }

  /// How many documents the literal has at most.
  func bound(_ pattern: LiteralPattern) -> Int {
    guard pattern.character == nil else { return segment.documentCount }
    guard let entries = LiteralCursor.entries(of: pattern, in: segment) else { return 0 }
    return entries.map(\.documentFrequency).min() ?? 0
  }

  private func allDocuments(_ info: TermInfo) -> MatchList {
    var result = MatchList()
    let cursor = segment.cursor(info, .grams)
    cursor.forEachRun(before: .end) { docs, frequencies, count in
      for index in 0..<count {
        result.append(docs[index], frequency: Int(frequencies[index]) &+ 1)
      }
    }
    return result
  }

  /// One character: each of its occurrences begins exactly one gram, so the lists of all grams that
  /// begin with it add up to its own.
  private func matches(ofCharacter character: [UInt8]) -> MatchList {
    var union = TermUnion(scope)
    let terms = TermCursor.over(segment.grams)
    var found = character.withUnsafeBytes { terms.seek(to: $0) }
    while found, terms.term.starts(with: character) {
      union.add(terms.info)
      found = terms.advance()
    }
    return union.matches()
  }
}
