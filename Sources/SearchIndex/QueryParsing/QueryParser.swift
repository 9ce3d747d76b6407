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

    // A quote is only looked for where one stands: many quotes that nothing closes cost no more.
    let lastClosers = Quotes.all.map { quotes in
      scalars.lastIndex(where: quotes.closers.contains) ?? scalars.startIndex
    }
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if let kind = Quotes.all.firstIndex(where: { $0.openers.contains(scalar) }),
        lastClosers[kind] >= next,
        let end = scalars[next...].firstIndex(where: Quotes.all[kind].closers.contains)
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

  /// Quotes of which any opener is closed by any closer.
  private struct Quotes {
    var openers: Set<Unicode.Scalar>
    var closers: Set<Unicode.Scalar>

    static let all = [
      Quotes(openers: double, closers: double),
      Quotes(openers: ["「", "｢"], closers: ["」", "｣"]),
      Quotes(openers: ["『"], closers: ["』"]),
    ]

    private static let double: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "‟", "＂"]
  }
}
