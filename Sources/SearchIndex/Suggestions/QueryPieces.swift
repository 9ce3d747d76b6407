/// The words and quoted strings of a query that hits are found for, and where they stand.
struct QueryPieces {
  private let text: String
  private var places: [Range<String.Index>] = []

  /// Nothing is in a query with a malformed field.
  init(_ text: String) {
    self.text = text
    guard let tokens = try? QueryLexer.tokens(text) else { return }
    /// By open bracket: what is in it is left out of hits.
    var excludes = [false]
    var isExcluded = false
    for (number, token) in tokens.enumerated() {
      switch token.kind {
      case .not, .minus: isExcluded = true
      case .plus, .field: break
      case .open:
        excludes.append(isExcluded || excludes[excludes.count - 1])
        isExcluded = false
      case .close:
        if excludes.count > 1 { excludes.removeLast() }
        isExcluded = false
      case .word, .literal:
        var isNear = false
        if number + 1 < tokens.count, case .proximity = tokens[number + 1].kind { isNear = true }
        if !isExcluded, !excludes[excludes.count - 1], !isNear { places.append(inside(token)) }
        isExcluded = false
      case .and, .or, .near, .pattern, .filter, .proximity, .boost: isExcluded = false
      }
    }
  }

  /// Without quotes.
  private func inside(_ token: QueryToken) -> Range<String.Index> {
    guard case .literal = token.kind else { return token.range }
    let scalars = text.unicodeScalars
    let end = scalars.index(before: token.range.upperBound)
    return scalars.index(after: token.range.lowerBound)..<end
  }

  /// Each piece once, in the order of the query.
  var strings: [String] {
    var known: Set<String> = []
    return places.map { String(text.unicodeScalars[$0]) }.filter { known.insert($0).inserted }
  }

  /// The query with some pieces replaced wherever they stand.
  func replacing(_ replacements: [String: String]) -> String {
    let scalars = text.unicodeScalars
    var result = String.UnicodeScalarView()
    var end = scalars.startIndex
    for place in places {
      guard let other = replacements[String(scalars[place])] else { continue }
      result.append(contentsOf: scalars[end..<place.lowerBound])
      result.append(contentsOf: other.unicodeScalars)
      end = place.upperBound
    }
    result.append(contentsOf: scalars[end...])
    return String(result)
  }
}
