public import SearchIndex

extension NaiveIndex {
  /// How often a part of a query occurs in a document, and in how many documents it does; nil for
  /// parts that are no single string.
  public func occurrences(
    of part: Explanation.Part, in id: String
  ) -> (frequency: Int, documents: Int)? {
    let naive: Part
    switch part.kind {
    case .word: naive = .word(part.text)
    case .gram where part.text.hasSuffix("…"):
      guard let token = cut(String(part.text.dropLast())).tokens.first else { return nil }
      naive = .beforeWord(token)
    case .gram: naive = .gram(part.text)
    case .string, .literal: naive = .literal(cut(part.text).tokens, part.field)
    case .near, .pattern: return nil
    }
    guard let entry = entries[id] else { return nil }
    return (frequency(of: naive, in: entry), holding(naive).count)
  }
}
