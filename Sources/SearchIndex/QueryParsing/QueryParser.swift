/// What a person typed, to a ``Query``.
///
/// ```
/// query   = operand…                    one after the other, or joined by OR and AND
/// or      = and (OR and)…
/// and     = near (AND near)…
/// near    = unary (NEAR unary)…
/// unary   = (NOT | - | + | field:) unary | primary [^boost]
/// primary = word | pattern | literal [~distance] | field:value | ( query )
/// ```
///
/// Words that no operator touches are text, and patterns are optional. Everything that an operator
/// touches is a filter, in which a word is a literal. A query without operators is text and literals,
/// brackets and all; one whose operators make no sense is so too, with a note.
struct QueryParser {
  private let string: String
  private let tokens: [QueryToken]
  private var place = 0
  private var depth = 0

  /// Deeper brackets are text.
  private static let maximumDepth = 64
  /// More strings are not looked for near each other: they may stand in any order.

  /// - Throws: ``QueryError`` for a field with a value that it cannot have.
  static func parse(_ string: String) throws(QueryError) -> Query {
    let tokens = try QueryLexer.tokens(string)
    guard tokens.contains(where: \.isOperator) else { return text(string) }
    var parser = QueryParser(string: string, tokens: tokens)
    do throws(Problem) {
      let operands = try parser.sequence()
      if parser.place < tokens.count { throw .unopened }
      return Query(parser.parts(operands))
    } catch {
      return text(string, note: error.description)
    }
  }

  /// Texts and literals, operators taken as text.
  static func text(_ string: String, note: String? = nil) -> Query {
    var parts: [Query.Part] = []
    var start = string.startIndex
    func addText(to end: String.Index) {
      let text = string.unicodeScalars[start..<end]
      if !text.allSatisfy(\.properties.isWhitespace) { parts.append(.text(String(text))) }
    }
    for literal in QueryLexer.literals(string) {
      addText(to: literal.range.lowerBound)
      parts.append(.literal(literal.text))
      start = literal.range.upperBound
    }
    addText(to: string.endIndex)
    var query = Query(parts)
    query.note = note
    return query
  }

  /// Why operators are not taken as such.
  private enum Problem: Error {
    case missing(after: String)
    case nothingBefore(String)
    case unclosed
    case unopened
    case tooDeep
    case noString(beside: String)
    case mixedNear
    case tooManyNear

    var description: String {
      switch self {
      case .missing(let name): "nothing follows \(name)"
      case .nothingBefore(let name): "nothing stands before \(name)"
      case .unclosed: "a bracket is not closed"
      case .unopened: "a bracket is not opened"
      case .tooDeep: "brackets are nested too deep"
      case .noString(let name): "\(name) joins words and quoted strings only"
      case .mixedNear: "the distances of strings near each other must be the same"
      case .tooManyNear: "at most \(Query.maximumNear) strings can be near each other"
      }
    }
  }

  /// What stands between operators.
  private enum Operand {
    /// A word that no operator touches.
    case word(Range<String.Index>, boost: Float)
    case pattern(WordPattern, boost: Float)
    case literal(String)
    /// Something in brackets, not touched yet.
    case group([Operand])
    case filter(Query.Filter)

    /// It need not be fulfilled, as long as no operator touches it.
    var isOptional: Bool {
      switch self {
      case .word, .pattern: true
      case .literal, .group, .filter: false
      }
    }
  }

  private var next: QueryToken? { place < tokens.count ? tokens[place] : nil }

  private func name(_ token: QueryToken) -> String { String(string[token.range]) }

  private mutating func sequence() throws(Problem) -> [Operand] {
    var operands: [Operand] = []
    while let token = next, token.kind != .close {
      switch token.kind {
      case .and, .or, .near: throw .nothingBefore(name(token))
      default: operands.append(try disjunction())
      }
    }
    return operands
  }

  private mutating func disjunction() throws(Problem) -> Operand {
    try joined(by: .or, Query.Filter.any) { (parser) throws(Problem) in
      try parser.joined(by: .and, Query.Filter.all) { (parser) throws(Problem) in
        try parser.near()
      }
    }
  }

  private mutating func joined(
    by kind: QueryToken.Kind, _ join: ([Query.Filter]) -> Query.Filter,
    _ operand: (inout QueryParser) throws(Problem) -> Operand
  ) throws(Problem) -> Operand {
    let first = try operand(&self)
    guard next?.kind == kind else { return first }
    var filters = [filter(first)]
    while let token = next, token.kind == kind {
      place += 1
      try wantOperand(after: token)
      filters.append(filter(try operand(&self)))
    }
    return .filter(join(filters))
  }

  private mutating func near() throws(Problem) -> Operand {
    let first = try unary()
    guard let token = next, case .near(let distance, let ordered) = token.kind else {
      return first
    }
    var strings = [try text(of: first, beside: token)]
    while let token = next, case .near = token.kind {
      guard token.kind == .near(distance: distance, ordered: ordered) else { throw .mixedNear }
      place += 1
      try wantOperand(after: token)
      strings.append(try text(of: unary(), beside: token))
    }
    return .filter(try near(strings, distance, ordered))
  }

  private func near(
    _ strings: [String], _ distance: Int, _ ordered: Bool
  ) throws(Problem) -> Query.Filter {
    guard strings.count <= Query.maximumNear else { throw .tooManyNear }
    return .near(strings, distance: distance, ordered: ordered)
  }

  private func text(of operand: Operand, beside token: QueryToken) throws(Problem) -> String {
    switch operand {
    case .word(let range, 1): return String(string[range])
    case .literal(let literal): return literal
    default: throw .noString(beside: name(token))
    }
  }

  private func wantOperand(after token: QueryToken) throws(Problem) {
    guard let next, next.kind != .close else { throw .missing(after: name(token)) }
  }

  private mutating func unary() throws(Problem) -> Operand {
    guard let token = next else { throw .missing(after: "the query") }
    switch token.kind {
    case .not, .minus, .plus, .field:
      place += 1
      try wantOperand(after: token)
      try deepen()
      defer { depth -= 1 }
      let operand = filter(try unary())
      switch token.kind {
      case .plus: return .filter(operand)
      case .field(let field): return .filter(.within(field, operand))
      default: return .filter(.not(operand))
      }
    default:
      let operand = try primary(token)
      guard let next, case .boost(let boost) = next.kind else { return operand }
      place += 1
      return boosted(operand, by: boost)
    }
  }

  private mutating func primary(_ token: QueryToken) throws(Problem) -> Operand {
    place += 1
    switch token.kind {
    case .word: return .word(token.range, boost: 1)
    case .pattern(let pattern): return .pattern(pattern, boost: 1)
    case .filter(let filter): return .filter(filter)
    case .literal(let literal):
      guard let next, case .proximity(let distance) = next.kind else { return .literal(literal) }
      place += 1
      let strings = literal.split(whereSeparator: \.isWhitespace).map(String.init)
      guard strings.count > 1 else { return .literal(literal) }
      return .filter(try near(strings, distance, false))
    case .open:
      try deepen()
      defer { depth -= 1 }
      let operands = try sequence()
      guard next?.kind == .close else { throw .unclosed }
      place += 1
      if operands.isEmpty { throw .missing(after: name(token)) }
      return .group(operands)
    case .close: throw .unopened
    default: throw .nothingBefore(name(token))
    }
  }

  private func boosted(_ operand: Operand, by boost: Float) -> Operand {
    switch operand {
    case .word(let range, let own): .word(range, boost: own * boost)
    case .pattern(let pattern, let own): .pattern(pattern, boost: own * boost)
    case .literal(let literal): .filter(.boosted(.literal(literal), by: boost))
    case .group(let operands): .group(operands.map { boosted($0, by: boost) })
    case .filter(let filter): .filter(.boosted(filter, by: boost))
    }
  }

  private mutating func deepen() throws(Problem) {
    depth += 1
    if depth > QueryParser.maximumDepth { throw .tooDeep }
  }

  /// What an operator makes of an operand: words become literals.
  ///
  /// Of several things in brackets all are required, but of mere words one at least.
  private func filter(_ operand: Operand) -> Query.Filter {
    func boosted(_ filter: Query.Filter, _ boost: Float) -> Query.Filter {
      boost == 1 ? filter : .boosted(filter, by: boost)
    }
    switch operand {
    case .word(let range, let boost): return boosted(.literal(String(string[range])), boost)
    case .pattern(let pattern, let boost): return boosted(.pattern(pattern), boost)
    case .literal(let literal): return .literal(literal)
    case .filter(let filter): return filter
    case .group(let operands):
      var required = operands.filter { !$0.isOptional }.map { filter($0) }
      let words = operands.filter(\.isOptional).map { filter($0) }
      if !words.isEmpty { required.append(words.count == 1 ? words[0] : .any(words)) }
      return required.count == 1 ? required[0] : .all(required)
    }
  }

  /// The parts that no operator touches, and the filters; brackets that none touches fall away.
  ///
  /// Words beside each other become one text, as it was typed.
  private func parts(_ operands: [Operand]) -> [Query.Part] {
    var parts: [Query.Part] = []
    var text: Range<String.Index>?
    func endText() {
      if let text { parts.append(.text(String(string[text]))) }
      text = nil
    }
    for operand in operands {
      if case .word(let range, 1) = operand {
        text = (text?.lowerBound ?? range.lowerBound)..<range.upperBound
        continue
      }
      endText()
      switch operand {
      case .word(let range, let boost): parts.append(.text(String(string[range]), boost: boost))
      case .pattern(let pattern, let boost): parts.append(.pattern(pattern, boost: boost))
      case .literal(let literal): parts.append(.literal(literal))
      case .filter(let filter): parts.append(.filter(filter))
      case .group(let inner): parts += self.parts(inner)
      }
    }
    endText()
    return parts
  }
}
