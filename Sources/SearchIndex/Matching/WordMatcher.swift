/// Finds the words of the grams lane that are like a pattern.
struct WordMatcher: Equatable {
  private enum Kind: Equatable {
    case wildcard(Glob)
    case fuzzy([Unicode.Scalar], distance: Int)
  }

  private let kind: Kind

  /// The pattern is folded as words are; nil if it is none: it begins with no letter or digit of a
  /// script with spaces.
  init?(_ pattern: WordPattern, by analyzer: Analyzer) {
    func fold(_ text: String) -> String {
      let folded = AnalyzedText(text, wantsWords: false, by: analyzer)
      return folded.string(0..<folded.folded.count)
    }
    switch pattern {
    case .wildcard(let word):
      let parts = word.split(separator: "*", omittingEmptySubsequences: false)
      let folded = parts.map { fold(String($0)) }
      guard let first = folded.first?.unicodeScalars.first,
        analyzer.normalizer.table.characterClass(scalar: first.value) == .word
      else { return nil }
      kind = .wildcard(Glob(folded.joined(separator: "*")))
    case .fuzzy(let word, let distance):
      let scalars = Array(fold(word).unicodeScalars)
      guard let first = scalars.first, distance >= 0,
        analyzer.normalizer.table.characterClass(scalar: first.value) == .word
      else { return nil }
      kind = .fuzzy(scalars, distance: distance)
    }
  }

  /// The pattern as it is typed, folded.
  var description: String {
    switch kind {
    case .wildcard(let glob): glob.description
    case .fuzzy(let scalars, let distance):
      scalars.reduce(into: "") { $0.unicodeScalars.append($1) } + "~\(distance)"
    }
  }

  /// True if a folded word is like the pattern.
  func matches(_ word: [UInt8]) -> Bool {
    switch kind {
    case .wildcard(let glob): return word.withUnsafeBytes { glob.matches($0) }
    case .fuzzy(let wanted, let distance):
      var automaton = EditDistance(wanted, limit: distance)
      for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
        guard automaton.push(scalar) else { return false }
      }
      return automaton.isMatch
    }
  }

  /// Calls `body` with each word of a segment that is like the pattern, in byte order.
  func forEachWord(
    of segment: SegmentReader, _ table: CharacterTable,
    _ body: (UnsafeRawBufferPointer, TermInfo) -> Void
  ) {
    let cursor = TermCursor.over(segment.grams)
    switch kind {
    case .wildcard(let glob):
      var isFound = glob.prefix.withUnsafeBytes { cursor.seek(to: $0) }
      while isFound, cursor.term.starts(with: glob.prefix) {
        if glob.matches(cursor.term) { body(cursor.term, cursor.info) }
        isFound = cursor.advance()
      }
    case .fuzzy(let wanted, let distance):
      walk(cursor, EditDistance(wanted, limit: distance), table, body)
    }
  }

  /// Walks the dictionary as a tree, and passes over branches that the automaton has left.
  private func walk(
    _ cursor: TermCursor, _ automaton: EditDistance, _ table: CharacterTable,
    _ body: (UnsafeRawBufferPointer, TermInfo) -> Void
  ) {
    var automaton = automaton
    var previous: [Unicode.Scalar] = []
    var isFound = cursor.advance()
    while isFound {
      let term = Array(String(decoding: cursor.term, as: UTF8.self).unicodeScalars)
      guard let first = term.first, table.characterClass(scalar: first.value) == .word else {
        isFound = WordMatcher.skip(cursor, Array(term.prefix(1)))
        continue
      }
      var depth = zip(previous, term).prefix { $0 == $1 }.count
      automaton.pop(to: depth)
      while depth < term.count, automaton.push(term[depth]) { depth += 1 }
      previous = Array(term.prefix(depth))
      if depth < term.count {
        isFound = WordMatcher.skip(cursor, Array(term.prefix(depth + 1)))
      } else {
        if automaton.isMatch { body(cursor.term, cursor.info) }
        isFound = cursor.advance()
      }
    }
  }

  /// Goes behind all terms that begin with a prefix; of ideographs, behind all of them at once.
  private static func skip(_ cursor: TermCursor, _ prefix: [Unicode.Scalar]) -> Bool {
    var next = String.UnicodeScalarView()
    next.append(contentsOf: prefix)
    var bytes = Array(String(next).utf8)
    if let first = prefix.first, prefix.count == 1 {
      if (0x3400...0x9fff).contains(first.value) { bytes = Array("\u{9fff}".utf8) }
      if (0xac00...0xd7a3).contains(first.value) { bytes = Array("\u{d7a3}".utf8) }
    }
    // UTF-8 has no byte 0xff.
    bytes.append(0xff)
    return bytes.withUnsafeBytes {
      // A damaged term is no UTF-8, and what was made of it may be before it.
      TermKey.precedes(cursor.term, $0) ? cursor.seek(to: $0) : cursor.advance()
    }
  }
}
