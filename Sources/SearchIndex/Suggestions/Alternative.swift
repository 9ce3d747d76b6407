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
  /// Chinese is replaced by what sounds the same, other words by those that differ in one or two
  /// letters; where there is no such string, by the longest parts that occur.
  ///
  /// - Parameters:
  ///   - text: the query as it was typed.
  ///   - limit: how many alternatives.
  /// - Returns: the likeliest first; none if every part occurs, but not all in one document.
  /// - Complexity: as that of ``suggestions(for:limit:)``, and that of a search for each alternative.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func alternatives(to text: String, limit: Int = 3) throws(IndexError) -> [Alternative] {
    let missing = missingPieces(of: Query(text))
    guard !missing.isEmpty, missing.count <= Repairs.maximumPieces else { return [] }
    let repairs = Repairs(searcher: self)
    var choices: [[String]] = []
    for piece in missing { choices.append(try repairs.repairs(of: piece)) }
    guard choices.allSatisfy({ !$0.isEmpty }) else { return [] }

    var alternatives: [Alternative] = []
    for replacements in Alternative.combinations(choices).prefix(16)
    where alternatives.count < limit {
      var other = text
      for (piece, repair) in zip(missing, replacements) {
        other = other.replacingFirst(piece, by: repair)
      }
      guard other != text, !alternatives.contains(where: { $0.text == other }) else { continue }
      // Without a limit nothing is skipped, so that the number is exact.
      let plan = QueryPlan(Query(other), analyzer: analyzer)
      let documents = try rank(plan, limit: .max).total
      if documents > 0 { alternatives.append(Alternative(text: other, documents: documents)) }
    }
    try throwIfDamaged()
    return alternatives
  }

  /// The literals of a query, and what stands between blanks in its texts, that no document holds;
  /// each once, in the order of the query.
  private func missingPieces(of query: Query) -> [String] {
    var pieces: [String] = []
    for part in query.parts {
      if case .literal(let string) = part { pieces.append(string) }
      if case .filter(let filter) = part { pieces += filter.positiveLiterals }
      if case .text(let string) = part {
        let words = string.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        pieces += words.map { String($0) }
      }
    }
    var known: Set<String> = []
    return pieces.filter { piece in
      guard known.insert(piece).inserted else { return false }
      let hasUnits = !AnalyzedText(piece, wantsWords: false, by: analyzer).units.isEmpty
      return hasUnits && documents(holding: piece) == 0
    }
  }
}

extension String {
  /// The string with the first place of another one replaced, compared by code points.
  fileprivate func replacingFirst(_ old: String, by new: String) -> String {
    let bytes = Array(utf8)
    let wanted = Array(old.utf8)
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return self }
    for start in 0...bytes.count - wanted.count
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let rest = bytes[(start + wanted.count)...]
      return String(decoding: bytes[..<start] + Array(new.utf8) + rest, as: UTF8.self)
    }
    return self
  }
}
