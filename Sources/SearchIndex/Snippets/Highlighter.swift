/// Finds in a text what a query asks for, at the characters of the source.
///
/// Literals are marked as a whole. Of the query's text, those stretches are marked that are words
/// of the query, several of them in a row, or any three characters; two characters that are the end
/// of one word and the beginning of the next are chance. If nothing is left by that rule, any
/// two characters count, and else any, so that whatever made the document a hit is seen.
final class Highlighter {
  struct Match {
    /// Bytes of the source's UTF-8.
    var range: Range<Int>
    /// The query's units that it holds, as numbers among all of them.
    var units: Range<Int>
  }

  /// A unit of the query.
  private struct QueryUnit {
    var key: UInt64
    /// 1 if it follows the unit before directly, 2 if separators stand between, 0 if it begins a part.
    var step: Int
    var isCharacter: Bool
    var beginsWord = false
    var endsWord = false
  }

  private let analyzer: Analyzer
  private var units: [QueryUnit] = []
  private var runs: [Range<Int>] = []
  /// How telling each unit is; see ``init(_:analyzer:rarity:)``.
  private(set) var weights: [Float] = []
  private var literals: [(units: Range<Int>, field: Query.Field?)] = []
  /// Words of a kind, each with its number among the units.
  private var patterns: [(words: WordMatcher, unit: Int, field: Query.Field?)] = []
  /// Where a unit occurs in the text parts.
  private var textUnits: [UInt64: [Int]] = [:]

  /// `rarity` weighs a term of the grams lane: passages with rare parts are shown first.
  init(_ query: Query, analyzer: Analyzer, rarity: (_ term: [UInt8]) -> Float) {
    self.analyzer = analyzer
    for part in query.parts {
      switch part {
      case .literal(let string):
        add(leaf: .literal(string), query.numbers, rarity)
      case .filter(let filter):
        for leaf in filter.positiveLeaves { add(leaf: leaf, query.numbers, rarity) }
      case .pattern(let pattern, _):
        add(leaf: .pattern(pattern), query.numbers, rarity)
      case .text(let string, _):
        let forms = query.numbers == .none ? [] : NumberForms.forms(of: string)
        for form in forms.dropFirst() { add(literal: form, nil, rarity) }
        let first = units.count
        add(AnalyzedText(string, by: analyzer), rarity)
        for unit in first..<units.count { textUnits[units[unit].key, default: []].append(unit) }
      }
    }
    runs = findRuns()
  }

  private func add(
    leaf: Query.Filter, _ numbers: Query.NumberFolding, _ rarity: (_ term: [UInt8]) -> Float
  ) {
    var field: Query.Field?
    if case .within(let inner, _) = leaf { field = inner }
    switch leaf.withoutField {
    case .literal(let string):
      for form in numbers == .all ? NumberForms.forms(of: string) : [string] {
        add(literal: form, field, rarity)
      }
    case .near(let strings, _, _):
      for string in strings { add(literal: string, field, rarity) }
    case .pattern(let pattern):
      guard let words = WordMatcher(pattern, by: analyzer) else { return }
      patterns.append((words, units.count, field))
      // No unit of a text has this key: words are compared with the pattern.
      units.append(QueryUnit(key: .max, step: 0, isCharacter: false))
      weights.append(1)
    default: return
    }
  }

  private func add(
    literal string: String, _ field: Query.Field?, _ rarity: (_ term: [UInt8]) -> Float
  ) {
    let first = units.count
    add(AnalyzedText(string, wantsWords: false, by: analyzer), rarity)
    if units.count > first { literals.append((first..<units.count, field)) }
  }

  private func add(_ text: AnalyzedText, _ rarity: (_ term: [UInt8]) -> Float) {
    let begins = Set(text.words.map(\.lowerBound))
    let ends = Set(text.words.map(\.upperBound))
    for (index, unit) in text.units.enumerated() {
      let previous = index > 0 ? text.units[index - 1] : nil
      units.append(
        QueryUnit(
          key: unit.key, step: previous.map { min(2, unit.position - $0.position) } ?? 0,
          isCharacter: unit.isCharacter, beginsWord: begins.contains(unit.range.lowerBound),
          endsWord: ends.contains(unit.range.upperBound)))
      var term = text.term(unit.range)
      if unit.isCharacter, index + 1 < text.units.count, text.units[index + 1].isCharacter,
        text.units[index + 1].position == unit.position + 1
      {
        term += text.term(text.units[index + 1].range)
      }
      weights.append(rarity(term))
    }
  }

  /// All matches in a text, by where they begin.
  ///
  /// If it is told which field the text is, what the query asks of the other one is not marked.
  func matches(in text: String, ofField field: Query.Field? = nil) -> [Match] {
    guard !units.isEmpty else { return [] }
    let analyzed = AnalyzedText(text, wantsWords: false, by: analyzer)
    var matches: [Match] = []
    func isAsked(_ asked: Query.Field?) -> Bool {
      field == nil || asked == nil || asked == field
    }
    for literal in literals where isAsked(literal.field) {
      findLiteral(literal.units, in: analyzed, &matches)
    }
    for pattern in patterns where isAsked(pattern.field) {
      findPattern(pattern.words, pattern.unit, in: analyzed, &matches)
    }
    if !textUnits.isEmpty {
      let before = matches.count
      for rule in [Rule.telling, .pairs, .any] where matches.count == before {
        findText(in: analyzed, rule, &matches)
      }
    }
    matches.sort {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    return matches
  }

  private func findPattern(
    _ words: WordMatcher, _ number: Int, in text: AnalyzedText, _ matches: inout [Match]
  ) {
    for unit in text.units where !unit.isCharacter && words.matches(text.term(unit.range)) {
      matches.append(Match(range: text.source(unit.range), units: number..<number + 1))
    }
  }

  private func findLiteral(_ literal: Range<Int>, in text: AnalyzedText, _ matches: inout [Match]) {
    let first = units[literal.lowerBound]
    guard text.units.count >= literal.count else { return }
    for start in 0...(text.units.count - literal.count) where text.units[start].key == first.key {
      if length(of: literal, at: start, in: text) == literal.count {
        matches.append(match(literal, at: start, in: text))
      }
    }
  }

  private func findText(in text: AnalyzedText, _ rule: Rule, _ matches: inout [Match]) {
    var index = 0
    while index < text.units.count {
      guard let starts = textUnits[text.units[index].key] else {
        index += 1
        continue
      }
      var best: Range<Int>?
      for start in starts {
        let end = start + length(of: start..<runs[start].upperBound, at: index, in: text)
        let stretch = start..<end
        guard let kept = kept(stretch, rule),
          kept.count > best?.count ?? 0
        else { continue }
        // A stretch that is cut at its beginning will be met again further on.
        if kept.lowerBound == start { best = kept }
      }
      if let best {
        matches.append(match(best, at: index, in: text))
        index += best.count
      } else {
        index += 1
      }
    }
  }

  /// Which stretches of the query's text are marked; a rule is asked only if those before it find
  /// nothing.
  private enum Rule {
    case telling
    case pairs
    case any
  }

  private func kept(_ stretch: Range<Int>, _ rule: Rule) -> Range<Int>? {
    switch rule {
    case .telling: telling(stretch)
    case .pairs: stretch.count >= 2 ? stretch : nil
    case .any: stretch
    }
  }

  /// The part of a stretch of the query that is not chance; nil for none.
  private func telling(_ stretch: Range<Int>) -> Range<Int>? {
    let isWhole = stretch.count == runs[stretch.lowerBound].count
    if stretch.count >= 3 || isWhole || !units[stretch.lowerBound].isCharacter { return stretch }
    guard let first = stretch.first(where: { units[$0].beginsWord }),
      let last = stretch.last(where: { units[$0].endsWord }), first < last
    else { return nil }
    return first..<last + 1
  }

  /// The runs of ideographs that follow each other directly, for each unit that which it is in.
  ///
  /// Found once: looked for at each match, long runs would take time that grows with their square.
  private func findRuns() -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < units.count {
      var end = start + 1
      while end < units.count, units[end].step == 1, units[end].isCharacter,
        units[end - 1].isCharacter
      {
        end += 1
      }
      runs += repeatElement(start..<end, count: end - start)
      start = end
    }
    return runs
  }

  /// How many of the query's units stand in the text from its unit `start` on.
  private func length(of query: Range<Int>, at start: Int, in text: AnalyzedText) -> Int {
    var count = 0
    for unit in query {
      let place = start + count
      guard place < text.units.count, text.units[place].key == units[unit].key else { break }
      if count > 0 {
        let step = text.units[place].position - text.units[place - 1].position
        guard step == units[unit].step else { break }
      }
      count += 1
    }
    return count
  }

  private func match(_ query: Range<Int>, at start: Int, in text: AnalyzedText) -> Match {
    let first = text.source(text.units[start].range)
    let last = text.source(text.units[start + query.count - 1].range)
    return Match(range: first.lowerBound..<last.upperBound, units: query)
  }

  /// The ranges of matches, those that overlap or touch as one.
  static func joined(_ matches: [Match]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for match in matches {
      if let last = result.last, match.range.lowerBound <= last.upperBound {
        result[result.count - 1] =
          last.lowerBound..<max(last.upperBound, match.range.upperBound)
      } else {
        result.append(match.range)
      }
    }
    return result
  }
}
