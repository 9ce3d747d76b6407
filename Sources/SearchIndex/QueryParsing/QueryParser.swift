/// What a person typed, to a ``Query``.
///
/// ```
/// query   = operand…                    one after the other, or joined by OR and AND
/// or      = and (OR and)…
/// and     = unary (AND unary)…
/// unary   = (NOT | - | +) unary | word | literal | ( query )
/// ```
///
/// Words that no operator touches are text. Everything that one touches is a filter, in which a word
/// is a literal. A query without operators is text and literals, brackets and all; one whose
/// operators make no sense is so too, with a note.
struct QueryParser {
  private let string: String
  private let tokens: [QueryToken]
  private var place = 0
  private var depth = 0

  /// Deeper brackets are text.
  private static let maximumDepth = 64

  static func parse(_ string: String) -> Query {
    let tokens = QueryLexer.tokens(string)
    guard tokens.contains(where: \.isOperator) else { return plain(string, tokens) }
    var parser = QueryParser(string: string, tokens: tokens)
    do throws(Problem) {
      let operands = try parser.sequence()
      if parser.place < tokens.count { throw .unopened }
      return Query(parser.parts(operands))
    } catch {
      var query = plain(string, tokens)
      query.note = error.description
      return query
    }
  }

  /// Texts and literals, operators taken as text.
  private static func plain(_ string: String, _ tokens: [QueryToken]) -> Query {
    var parts: [Query.Part] = []
    var start = string.startIndex
    func addText(to end: String.Index) {
      let text = string.unicodeScalars[start..<end]
      if !text.allSatisfy(\.properties.isWhitespace) { parts.append(.text(String(text))) }
    }
    for token in tokens {
      guard case .literal(let literal) = token.kind else { continue }
      addText(to: token.range.lowerBound)
      parts.append(.literal(literal))
      start = token.range.upperBound
    }
    addText(to: string.endIndex)
    return Query(parts)
  }

  /// Why operators are not taken as such.
  private enum Problem: Error {
    case missing(after: String)
    case nothingBefore(String)
    case unclosed
    case unopened
    case tooDeep

    var description: String {
      switch self {
      case .missing(let name): "nothing follows \(name)"
      case .nothingBefore(let name): "nothing stands before \(name)"
      case .unclosed: "a bracket is not closed"
      case .unopened: "a bracket is not opened"
      case .tooDeep: "brackets are nested too deep"
      }
    }
  }

  /// What stands between operators.
  private enum Operand {
    /// A word that no operator touches.
    case word(Range<String.Index>)
    case literal(String)
    /// Something in brackets, not touched yet.
    case group([Operand])
    case filter(Query.Filter)
  }

  private var next: QueryToken? { place < tokens.count ? tokens[place] : nil }

  private func name(_ token: QueryToken) -> String { String(string[token.range]) }

  private mutating func sequence() throws(Problem) -> [Operand] {
    var operands: [Operand] = []
    while let token = next, token.kind != .close {
      if token.kind == .and || token.kind == .or { throw .nothingBefore(name(token)) }
      operands.append(try disjunction())
    }
    return operands
  }

  private mutating func disjunction() throws(Problem) -> Operand {
    try joined(by: .or, Query.Filter.any) { (parser) throws(Problem) in
      try parser.joined(by: .and, Query.Filter.all) { (parser) throws(Problem) in
        try parser.unary()
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
      guard next != nil, next?.kind != .close else { throw .missing(after: name(token)) }
      filters.append(filter(try operand(&self)))
    }
    return .filter(join(filters))
  }

  private mutating func unary() throws(Problem) -> Operand {
    guard let token = next else { throw .missing(after: "the query") }
    place += 1
    switch token.kind {
    case .word: return .word(token.range)
    case .literal(let literal): return .literal(literal)
    case .not, .minus, .plus:
      guard next != nil, next?.kind != .close else { throw .missing(after: name(token)) }
      try deepen()
      defer { depth -= 1 }
      let operand = filter(try unary())
      return .filter(token.kind == .plus ? operand : .not(operand))
    case .open:
      try deepen()
      defer { depth -= 1 }
      let operands = try sequence()
      guard next?.kind == .close else { throw .unclosed }
      place += 1
      if operands.isEmpty { throw .missing(after: name(token)) }
      return .group(operands)
    case .close: throw .unopened
    case .and, .or: throw .nothingBefore(name(token))
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
    switch operand {
    case .word(let range): return .literal(String(string[range]))
    case .literal(let literal): return .literal(literal)
    case .filter(let filter): return filter
    case .group(let operands):
      var required: [Query.Filter] = []
      var words: [Query.Filter] = []
      for operand in operands {
        if case .word = operand {
          words.append(filter(operand))
        } else {
          required.append(filter(operand))
        }
      }
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
      if case .word(let range) = operand {
        text = (text?.lowerBound ?? range.lowerBound)..<range.upperBound
        continue
      }
      endText()
      switch operand {
      case .word: break
      case .literal(let literal): parts.append(.literal(literal))
      case .filter(let filter): parts.append(.filter(filter))
      case .group(let inner): parts += self.parts(inner)
      }
    }
    endText()
    return parts
  }
}
