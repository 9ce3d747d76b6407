/// What a person typed, to a ``Query``.
///
/// Literals stand in quotes: `"…"`, “…”, ＂…＂, 「…」 or 『…』. The double quotes close each other in
/// any mixture, as input methods produce them (”…“ too). A quote that nothing closes is a separator
/// like any other punctuation.
enum QueryParser {
  static func parse(_ string: String) -> Query {
    var parts: [Query.Part] = []
    var text = String.UnicodeScalarView()
    let scalars = string.unicodeScalars
    var index = scalars.startIndex

    func flushText() {
      defer { text = String.UnicodeScalarView() }
      let isBlank = text.allSatisfy(\.properties.isWhitespace)
      if !isBlank { parts.append(.text(String(text))) }
    }

    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if let closers = closers(of: scalar),
        let end = scalars[next...].firstIndex(where: closers.contains)
      {
        flushText()
        parts.append(.literal(String(scalars[next..<end])))
        index = scalars.index(after: end)
      } else {
        text.append(scalar)
        index = next
      }
    }
    flushText()
    return Query(parts)
  }

  private static let doubleQuotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "‟", "＂"]

  private static func closers(of scalar: Unicode.Scalar) -> Set<Unicode.Scalar>? {
    switch scalar {
    case "「", "｢": ["」", "｣"]
    case "『": ["』"]
    case _ where doubleQuotes.contains(scalar): doubleQuotes
    default: nil
    }
  }
}
