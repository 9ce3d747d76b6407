/// A piece of a query with the place where it stands.
struct QueryToken: Equatable {
  enum Kind: Equatable {
    /// What stands between blanks.
    case word
    /// What stands between quotes, without them.
    case literal(String)
    case and
    case or
    case not
    case plus
    case minus
    case open
    case close
  }

  var kind: Kind
  /// The whole piece, quotes included.
  var range: Range<String.Index>

  var isOperator: Bool {
    switch kind {
    case .and, .or, .not, .plus, .minus: true
    case .word, .literal, .open, .close: false
    }
  }
}

/// Cuts a query into words, literals and operators.
///
/// Operators are told from text by what stands beside them: `+`, `-` and their full-width forms count
/// at the beginning of a word, AND, OR and NOT in capitals and 与, 或 and 非 alone between blanks,
/// brackets where a word could begin or end. Literals stand in quotes: `"…"`, “…”, ＂…＂, 「…」 or
/// 『…』. The double quotes close each other in any mixture, as input methods produce them (”…“ too). A
/// quote that nothing closes is a separator like any other punctuation.
struct QueryLexer {
  private let scalars: String.UnicodeScalarView
  private var index: String.Index
  private var tokens: [QueryToken] = []
  /// How many brackets are open.
  private var depth = 0

  static func tokens(_ string: String) -> [QueryToken] {
    var lexer = QueryLexer(string)
    lexer.run()
    return lexer.tokens
  }

  private init(_ string: String) {
    let scalars = string.unicodeScalars
    self.scalars = scalars
    index = scalars.startIndex
    lastClosers = Quotes.all.map { quotes in
      scalars.lastIndex(where: quotes.closers.contains) ?? scalars.startIndex
    }
  }

  /// A quote is only looked for where one stands: many quotes that nothing closes cost no more.
  private let lastClosers: [String.Index]

  /// Where the literal that begins here ends: its inside, and the place behind it.
  private func literal(at start: String.Index) -> (inside: Range<String.Index>, end: String.Index)?
  {
    let next = scalars.index(after: start)
    guard let kind = Quotes.all.firstIndex(where: { $0.openers.contains(scalars[start]) }),
      lastClosers[kind] >= next,
      let end = scalars[next...].firstIndex(where: Quotes.all[kind].closers.contains)
    else { return nil }
    return (next..<end, scalars.index(after: end))
  }

  private mutating func add(_ kind: QueryToken.Kind, to end: String.Index) {
    tokens.append(QueryToken(kind: kind, range: index..<end))
    index = end
  }

  private mutating func run() {
    /// A word could begin here: an operator may.
    var isFresh = true
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if scalar.properties.isWhitespace {
        index = next
        isFresh = true
      } else if let literal = literal(at: index) {
        add(.literal(String(scalars[literal.inside])), to: literal.end)
        isFresh = false
      } else if isFresh, let sign = QueryLexer.signs[scalar], next < scalars.endIndex,
        !scalars[next].properties.isWhitespace, QueryLexer.signs[scalars[next]] == nil
      {
        add(sign, to: next)
      } else if isFresh, QueryLexer.openers.contains(scalar) {
        depth += 1
        add(.open, to: next)
      } else if depth > 0, QueryLexer.closers.contains(scalar) {
        depth -= 1
        add(.close, to: next)
        isFresh = true
      } else {
        let end = wordEnd()
        add(QueryLexer.names[String(scalars[index..<end])] ?? .word, to: end)
        isFresh = false
      }
    }
  }

  /// Where the word that begins here ends: at a blank, a literal, or a bracket that closes one.
  private func wordEnd() -> String.Index {
    var end = scalars.index(after: index)
    while end < scalars.endIndex {
      let scalar = scalars[end]
      if scalar.properties.isWhitespace || depth > 0 && QueryLexer.closers.contains(scalar) {
        break
      }
      if literal(at: end) != nil { break }
      end = scalars.index(after: end)
    }
    return end
  }

  private static let signs: [Unicode.Scalar: QueryToken.Kind] = [
    "+": .plus, "＋": .plus, "-": .minus, "－": .minus,
  ]
  private static let names: [String: QueryToken.Kind] = [
    "AND": .and, "OR": .or, "NOT": .not, "ＡＮＤ": .and, "ＯＲ": .or, "ＮＯＴ": .not, "与": .and,
    "與": .and, "或": .or, "非": .not,
  ]
  private static let openers: Set<Unicode.Scalar> = ["(", "（"]
  private static let closers: Set<Unicode.Scalar> = [")", "）"]

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
