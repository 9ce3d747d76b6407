/// A query that finds something, near one that does not.
public struct Alternative: Equatable, Sendable {
  /// The query.
  public let text: String
  /// How many documents it finds.
  public let documents: Int
}

extension Alternative {
  /// One of each list, those of the first places first.
  fileprivate static func combinations(_ lists: [[String]]) -> [[String]] {
    var combinations: [(strings: [String], places: Int)] = [([], 0)]
    for list in lists {
      combinations = combinations.flatMap { combination in
        list.enumerated().map { (combination.strings + [$1], combination.places + $0) }
      }
    }
    // By numbers apart, so that equal ones keep their order.
    let most = combinations.map(\.places).max() ?? 0
    return (0...most).flatMap { sum in combinations.filter { $0.places == sum } }.map(\.strings)
  }
}

extension Searcher {
  /// Queries near one that finds nothing: the parts of it that are in no document are replaced.
  ///
  /// Parts are words between blanks, and quoted strings. Operators, fields, dates, paths, ids, words
  /// of a kind, strings near each other in one pair of quotes, and what hits must not hold stay as
  /// they were typed. Chinese is replaced by what sounds the same, other words by those that differ in
  /// one or two letters; where there is no such string, by the longest parts that occur.
  ///
  /// - Parameters:
  ///   - text: the query as it was typed.
  ///   - limit: how many alternatives.
  ///   - read: what makes a query of a text, if more than the text asks for something: an alternative
  ///     finds documents under the same conditions.
  /// - Returns: the likeliest first; none if every part occurs, but not all in one document.
  /// - Complexity: as that of ``suggestions(for:limit:)``, and that of a search for each alternative.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func alternatives(
    to text: String, limit: Int = 3, reading read: (String) -> Query = { Query($0) }
  ) throws(IndexError) -> [Alternative] {
    let pieces = QueryPieces(text)
    let missing = pieces.strings.filter { piece in
      let units = AnalyzedText(piece, wantsWords: false, by: analyzer).units
      return !units.isEmpty && documents(holding: piece) == 0
    }
    guard !missing.isEmpty, missing.count <= Repairs.maximumPieces else { return [] }
    let repairs = Repairs(searcher: self)
    var choices: [[String]] = []
    for piece in missing { choices.append(try repairs.repairs(of: piece)) }
    guard choices.allSatisfy({ !$0.isEmpty }) else { return [] }

    var alternatives: [Alternative] = []
    for replacements in Alternative.combinations(choices).prefix(16)
    where alternatives.count < limit {
      let other = pieces.replacing(
        Dictionary(zip(missing, replacements), uniquingKeysWith: { first, _ in first }))
      guard other != text, !alternatives.contains(where: { $0.text == other }) else { continue }
      // Without a limit nothing is skipped, so that the number is exact.
      let documents = try rank(QueryPlan(read(other), analyzer: analyzer), limit: .max).total
      if documents > 0 { alternatives.append(Alternative(text: other, documents: documents)) }
    }
    try throwIfDamaged()
    return alternatives
  }
}
