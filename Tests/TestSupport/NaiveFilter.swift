import SearchIndex

/// What a document fulfils and how often a part occurs in it, by the definitions.
extension NaiveIndex {
  /// The documents that fulfil a filter; nil if it asks for nothing.
  func fulfilling(_ filter: Query.Filter, in field: Query.Field? = nil) -> Set<String>? {
    switch filter {
    case .literal, .pattern, .near:
      return part(filter, field).map { holding($0) }
    case .within(let field, let filter): return fulfilling(filter, in: field)
    case .boosted(let filter, _): return fulfilling(filter, in: field)
    case .date(let range):
      return ids { entry in
        guard let wanted = NaiveIndex.days(range.description),
          let days = NaiveIndex.days(entry.document.date)
        else { return false }
        return days.lowerBound >= wanted.lowerBound && days.upperBound <= wanted.upperBound
      }
    case .path(let pattern):
      return ids { entry in
        let path = entry.document.path
        return !path.isEmpty
          && (pattern.contains("*")
            ? NaiveIndex.isLike(Array(path), Array(pattern))
            : NaiveIndex.isLike(Array(path), Array("*\(pattern)*")))
      }
    case .id(let pattern):
      return ids { NaiveIndex.isLike(Array($0.document.id), Array(pattern)) }
    case .all(let filters):
      let sets = filters.compactMap { fulfilling($0, in: field) }
      return sets.isEmpty ? nil : sets.reduce(Set(entries.keys)) { $0.intersection($1) }
    case .any(let filters):
      let sets = filters.compactMap { fulfilling($0, in: field) }
      return sets.isEmpty ? nil : sets.reduce([]) { $0.union($1) }
    case .not(let filter):
      return fulfilling(filter, in: field).map { Set(entries.keys).subtracting($0) }
    }
  }

  private func ids(_ isFulfilled: (Entry) -> Bool) -> Set<String> {
    Set(entries.filter { isFulfilled($0.value) }.keys)
  }

  /// True if only documents fulfil it that hold something which is scored; nil if it asks for nothing.
  func isPositive(_ filter: Query.Filter) -> Bool? {
    switch filter {
    case .literal, .pattern, .near: return part(filter, nil) == nil ? nil : true
    case .date, .path, .id: return false
    case .not(let filter): return isPositive(filter).map { _ in false }
    case .within(_, let filter), .boosted(let filter, _): return isPositive(filter)
    case .all(let filters):
      let parts = filters.compactMap { isPositive($0) }
      return parts.isEmpty ? nil : parts.contains(true)
    case .any(let filters):
      let parts = filters.compactMap { isPositive($0) }
      return parts.isEmpty ? nil : !parts.contains(false)
    }
  }

  /// The parts that are scored, with their weights.
  func positive(
    _ filter: Query.Filter, _ field: Query.Field?, _ weight: Double
  ) -> [Part: Double] {
    switch filter {
    case .literal, .pattern, .near: return part(filter, field).map { [$0: weight] } ?? [:]
    case .within(let field, let filter): return positive(filter, field, weight)
    case .boosted(let filter, let boost): return positive(filter, field, weight * Double(boost))
    case .all(let filters), .any(let filters):
      return filters.reduce(into: [:]) { parts, filter in
        parts.merge(positive(filter, field, weight)) { max($0, $1) }
      }
    case .date, .path, .id, .not: return [:]
    }
  }

  private func part(_ filter: Query.Filter, _ field: Query.Field?) -> Part? {
    switch filter {
    case .literal(let string):
      let text = cut(string)
      return text.unitCount > 0 ? .literal(text.tokens, field) : nil
    case .pattern(let pattern): return isPattern(pattern) ? .pattern(pattern, field) : nil
    case .near(let strings, let distance, let ordered):
      let tokens = strings.map { cut($0) }.filter { $0.unitCount > 0 }.map(\.tokens)
      if tokens.count < 2 { return tokens.first.map { .literal($0, field) } }
      return .near(tokens, distance: distance, ordered: ordered, field)
    default: return nil
    }
  }

  /// True if the pattern begins with a letter or digit of a script with spaces.
  func isPattern(_ pattern: WordPattern) -> Bool {
    let word =
      switch pattern {
      case .wildcard(let word): String(word.prefix { $0 != "*" })
      case .fuzzy(let word, _): word
      }
    if case .run? = cut(word).tokens.first { return true }
    return false
  }

  /// How often a part occurs in a document.
  func frequency(of part: Part, in entry: Entry) -> Int {
    func fields(_ field: Query.Field?) -> [NaiveText] {
      switch field {
      case nil: entry.fields
      case .title: [entry.fields[0]]
      case .text: [entry.fields[1]]
      }
    }
    switch part {
    case .word(let word): return entry.words.count { $0 == word }
    case .gram(let gram): return entry.grams.count { $0 == gram }
    case .beforeWord(let token):
      return entry.fields.reduce(0) { sum, text in
        sum
          + zip(text.tokens, text.tokens.dropFirst()).count {
            $0 == token && $1 != .gap && !$1.isCharacter
          }
      }
    case .text(let tokens, _): return frequency(of: .literal(tokens), in: entry)
    case .literal(let tokens, let field):
      return fields(field).reduce(0) { $0 + NaiveIndex.places(of: tokens, in: $1).count }
    case .pattern(let pattern, let field):
      return fields(field).reduce(0) { sum, text in
        sum
          + text.tokens.count {
            guard case .run(let word) = $0 else { return false }
            return isLike(word, pattern)
          }
      }
    case .near(let strings, let distance, let ordered, let field):
      return fields(field).reduce(0) { sum, text in
        sum + NaiveIndex.near(strings, distance, ordered, in: text)
      }
    }
  }

  private static func places(of tokens: [NaiveText.Token], in text: NaiveText) -> [Int] {
    guard !tokens.isEmpty, text.tokens.count >= tokens.count else { return [] }
    return (0...text.tokens.count - tokens.count).filter {
      text.tokens[$0..<$0 + tokens.count].elementsEqual(tokens)
    }
  }

  /// How many places of the first string are in a row with places of the others: all rows are tried.
  private static func near(
    _ strings: [[NaiveText.Token]], _ distance: Int, _ ordered: Bool, in text: NaiveText
  ) -> Int {
    let places = strings.map { NaiveIndex.places(of: $0, in: text) }
    var rows: [[Int]] = [[]]
    for own in places { rows = rows.flatMap { row in own.map { row + [$0] } } }
    let good = rows.filter { row in
      var spans = zip(row, strings).map { $0..<$0 + $1.count }
      if !ordered { spans.sort { $0.lowerBound < $1.lowerBound } }
      return zip(spans, spans.dropFirst()).allSatisfy { left, right in
        right.lowerBound >= left.upperBound && right.lowerBound - left.upperBound <= distance
      }
    }
    return Set(good.map { $0[0] }).count
  }

  private func isLike(_ word: String, _ pattern: WordPattern) -> Bool {
    func fold(_ text: some StringProtocol) -> String {
      String(decoding: cut(String(text)).folded, as: UTF16.self)
    }
    switch pattern {
    case .wildcard(let wanted):
      let parts = wanted.split(separator: "*", omittingEmptySubsequences: false)
      let folded = parts.map { fold($0) }.joined(separator: "*")
      return NaiveIndex.isLike(Array(word.unicodeScalars), Array(folded.unicodeScalars))
    case .fuzzy(let wanted, let distance):
      let edits = NaiveIndex.edits(
        Array(word.unicodeScalars)[...], Array(fold(wanted).unicodeScalars)[...], distance)
      return edits <= distance
    }
  }

  private static func isLike(_ text: [Character], _ pattern: [Character]) -> Bool {
    isLike(text.flatMap { Array($0.unicodeScalars) }, pattern.flatMap { Array($0.unicodeScalars) })
  }

  private static func isLike(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = Array(pattern.dropFirst())
    if first == "*" { return (0...text.count).contains { isLike(Array(text[$0...]), rest) } }
    return text.first == first && isLike(Array(text.dropFirst()), rest)
  }

  /// The number of edits between two words, if it is not above a limit.
  private static func edits(
    _ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>, _ limit: Int
  ) -> Int {
    if limit < 0 { return 1 }
    guard let first = left.first, let second = right.first else {
      return max(left.count, right.count)
    }
    if first == second { return edits(left.dropFirst(), right.dropFirst(), limit) }
    return 1
      + min(
        edits(left.dropFirst(), right, limit - 1), edits(left, right.dropFirst(), limit - 1),
        edits(left.dropFirst(), right.dropFirst(), limit - 1))
  }

  /// The days of a date or a range of dates as numbers: a year is all numbers that begin with it.
  private static func days(_ text: String) -> ClosedRange<Int>? {
    func days(_ date: Substring) -> ClosedRange<Int>? {
      let numbers = date.split { !$0.isNumber }.compactMap { Int($0) }
      guard let year = numbers.first else { return nil }
      let month = numbers.count > 1 ? numbers[1] : nil
      let day = numbers.count > 2 ? numbers[2] : nil
      let first = year * 10_000 + (month ?? 0) * 100 + (day ?? 0)
      return first...year * 10_000 + (month ?? 99) * 100 + (day ?? 99)
    }
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    if parts.count == 1 { return days(parts[0]) }
    let first = parts[0].isEmpty ? 0 : days(parts[0])?.lowerBound
    let last = parts[1].isEmpty ? Int.max : days(parts[1])?.upperBound
    guard let first, let last else { return nil }
    return first...last
  }
}
