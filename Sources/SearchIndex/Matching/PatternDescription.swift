/// Patterns as a person would type them: what is left of them after folding.
extension MatchPattern: CustomStringConvertible {
  var description: String {
    switch kind {
    case .literal(let forms): forms.map(\.description).joined(separator: "|")
    case .near(let patterns, let distance, let ordered):
      patterns.map(\.description).joined(separator: " \(ordered ? "PRE" : "NEAR")/\(distance) ")
    case .words(let matcher): matcher.description
    }
  }
}
