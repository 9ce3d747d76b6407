/// Cuts a query into words, literals, fields and operators.
///
/// Operators are told from text by what stands beside them: `+`, `-` and the names of fields count
/// at the beginning of a word, AND, OR, NOT, NEAR in capitals and 与, 或 and 非 alone between blanks,
/// brackets where a word could begin or end, `^2` and `~5` at an end. Full-width forms count as
/// narrow ones do. Literals stand in quotes: `"…"`, “…”, ＂…＂, 「…」 or 『…』. The double quotes close
/// each other in any mixture, as input methods produce them (”…“ too). A quote that nothing closes
/// is a separator like any other punctuation.
struct QueryLexer {
  private let string: String
  private let scalars: String.UnicodeScalarView
  private var index: String.Index
  private var tokens: [QueryToken] = []
  /// How many brackets are open.
  private var depth = 0
  /// A quote is only looked for where one stands: many quotes that nothing closes cost no more.
  private let lastClosers: [String.Index]

  /// - Throws: ``QueryError`` for a field with a value that it cannot have.
  static func tokens(_ string: String) throws(QueryError) -> [QueryToken] {
    var lexer = QueryLexer(string)
    try lexer.run()
    return lexer.tokens
  }

  /// The literals alone, and where they stand.
  static func literals(_ string: String) -> [(text: String, range: Range<String.Index>)] {
    var lexer = QueryLexer(string)
    var literals: [(text: String, range: Range<String.Index>)] = []
    while lexer.index < lexer.scalars.endIndex {
      if let literal = lexer.literal(at: lexer.index) {
        literals.append((String(lexer.scalars[literal.inside]), lexer.index..<literal.end))
        lexer.index = literal.end
      } else {
        lexer.index = lexer.scalars.index(after: lexer.index)
      }
    }
    return literals
  }

  private init(_ string: String) {
    self.string = string
    let scalars = string.unicodeScalars
    self.scalars = scalars
    index = scalars.startIndex
    lastClosers = Quotes.all.map { quotes in
      scalars.lastIndex(where: quotes.closers.contains) ?? scalars.startIndex
    }
  }

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

  private mutating func run() throws(QueryError) {
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
        if let (distance, end) = number(behind: "~") { add(.proximity(Int(distance)), to: end) }
        addBoost()
        isFresh = false
      } else if isFresh, let sign = QueryLexer.signs[scalar], next < scalars.endIndex,
        !scalars[next].properties.isWhitespace, QueryLexer.signs[scalars[next]] == nil
      {
        add(sign, to: next)
      } else if isFresh, try addField() {
        continue
      } else if isFresh, scalar.narrow == "(" {
        depth += 1
        add(.open, to: next)
      } else if depth > 0, scalar.narrow == ")" {
        depth -= 1
        add(.close, to: next)
        addBoost()
        isFresh = true
      } else {
        let end = wordEnd()
        add(QueryLexer.kind(ofWord: scalars[index..<end]), to: end)
        addBoost()
        isFresh = false
      }
    }
  }

  /// Where the word that begins here ends: at a blank, a literal, a boost, or a bracket that closes
  /// one.
  private func wordEnd() -> String.Index {
    var end = scalars.index(after: index)
    while end < scalars.endIndex, !endsWord(end), literal(at: end) == nil {
      if scalars[end].narrow == "^", number(behind: "^", at: end) != nil { break }
      end = scalars.index(after: end)
    }
    return end
  }

  private func endsWord(_ place: String.Index) -> Bool {
    scalars[place].properties.isWhitespace || depth > 0 && scalars[place].narrow == ")"
  }

  private mutating func addBoost() {
    if let (boost, end) = number(behind: "^") { add(.boost(boost), to: end) }
  }

  private func number(behind mark: Unicode.Scalar) -> (Float, String.Index)? {
    number(behind: mark, at: index)
  }

  /// A mark and a number that end a word: the number, above 0 and at most 1,000, and where it ends.
  private func number(
    behind mark: Unicode.Scalar, at start: String.Index
  ) -> (Float, String.Index)? {
    guard start < scalars.endIndex, scalars[start].narrow == mark else { return nil }
    var end = scalars.index(after: start)
    var digits = ""
    while end < scalars.endIndex, !endsWord(end), scalars[end].narrow != "^", digits.count < 10 {
      let digit = scalars[end].narrow
      guard ("0"..."9").contains(digit) || digit == "." && mark == "^" else { return nil }
      digits.unicodeScalars.append(digit)
      end = scalars.index(after: end)
    }
    guard let number = Float(digits), number > 0 || mark == "~", number <= 1000 else { return nil }
    return (number, end)
  }

  /// Adds the field that begins here, if one does.
  private mutating func addField() throws(QueryError) -> Bool {
    for name in QueryLexer.fields where scalars[index...].starts(with: name.unicodeScalars) {
      let colon = scalars.index(index, offsetBy: name.unicodeScalars.count)
      guard colon < scalars.endIndex, scalars[colon].narrow == ":" else { continue }
      let value = scalars.index(after: colon)
      guard value < scalars.endIndex, !endsWord(value) else { return false }
      if let field = Query.Field(rawValue: name) {
        add(.field(field), to: value)
      } else {
        try add(name, value)
      }
      return true
    }
    return false
  }

  /// Where the string begins that is typed in a word, behind signs, brackets and the names of fields;
  /// nil in fields that take none.
  static func stringStart(ofWord word: Substring.UnicodeScalarView) -> String.Index? {
    var start = word.startIndex
    while start < word.endIndex {
      let rest = word[start...]
      let name = fields.first {
        rest.starts(with: $0.unicodeScalars)
          && rest.dropFirst($0.unicodeScalars.count).first?.narrow == ":"
      }
      if let name {
        guard Query.Field(rawValue: name) != nil else { return nil }
        start = word.index(start, offsetBy: name.unicodeScalars.count + 1)
      } else if signs[word[start]] != nil || word[start].narrow == "(" {
        start = word.index(after: start)
      } else {
        break
      }
    }
    return start
  }

  /// Adds a field whose value begins at a place.
  private mutating func add(_ name: String, _ start: String.Index) throws(QueryError) {
    var value: Substring.UnicodeScalarView
    var end = start
    if let literal = literal(at: start) {
      value = scalars[literal.inside]
      end = literal.end
    } else {
      while end < scalars.endIndex, !endsWord(end) { end = scalars.index(after: end) }
      value = scalars[start..<end]
    }
    switch name {
    case "path": add(.filter(.path(String(value))), to: end)
    case "id": add(.filter(.id(String(value))), to: end)
    default:
      guard let range = DateRange(String(value)) else {
        throw QueryError(
          "date: takes a day, a month or a year, such as 2021-03-26, 2021-03 or 2021, "
            + "or two of them in their order: 2021-03..2021-04", string, start..<end)
      }
      add(.filter(.date(range)), to: end)
    }
  }

  private static func kind(ofWord word: Substring.UnicodeScalarView) -> QueryToken.Kind {
    var narrow = ""
    narrow.unicodeScalars.append(contentsOf: word.map(\.narrow))
    if let name = names[narrow] { return name }
    if let near = near(narrow) { return near }
    return pattern(narrow).map { .pattern($0) } ?? .word
  }

  private static func near(_ word: String) -> QueryToken.Kind? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count <= 2, name == "NEAR" || name == "PRE" else {
      return nil
    }
    let ordered = name == "PRE"
    // Alone only NEAR is likely to be meant.
    guard parts.count == 2 else { return ordered ? nil : .near(distance: 10, ordered: false) }
    guard let distance = Int(parts[1]), (0...1000).contains(distance) else { return nil }
    return .near(distance: distance, ordered: ordered)
  }

  /// A word of letters and digits with a `*` in it, or with `~`, `~1` or `~2` behind it.
  private static func pattern(_ word: String) -> WordPattern? {
    let parts = word.split(separator: "~", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0].unicodeScalars.count > 1,
      parts[0].unicodeScalars.allSatisfy(\.isOfSpacedScript)
    {
      switch parts[1] {
      case "", "1": return .fuzzy(String(parts[0]), distance: 1)
      case "2": return .fuzzy(String(parts[0]), distance: 2)
      default: return nil
      }
    }
    guard word.unicodeScalars.contains("*"), let first = word.unicodeScalars.first,
      first.isOfSpacedScript, word.unicodeScalars.allSatisfy({ $0 == "*" || $0.isOfSpacedScript })
    else { return nil }
    return .wildcard(word)
  }

  private static let signs: [Unicode.Scalar: QueryToken.Kind] = [
    "+": .plus, "＋": .plus, "-": .minus, "－": .minus,
  ]
  private static let names: [String: QueryToken.Kind] = [
    "AND": .and, "OR": .or, "NOT": .not, "与": .and, "與": .and, "或": .or, "非": .not,
  ]
  private static let fields = ["title", "text", "path", "id", "date"]

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

extension Unicode.Scalar {
  /// The ASCII form of a full-width character; itself otherwise.
  var narrow: Unicode.Scalar {
    (0xff01...0xff5e).contains(value) ? Unicode.Scalar(value - 0xfee0) ?? self : self
  }

  /// True for letters and digits of scripts in which spaces part words, as far as patterns are read.
  var isOfSpacedScript: Bool {
    switch value {
    case 0..<0x0e00, 0x10a0..<0x1100, 0x1e00..<0x2000:
      properties.isAlphabetic || properties.numericType != nil
    default: false
    }
  }
}
