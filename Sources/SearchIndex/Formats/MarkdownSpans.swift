/// Takes the marks out of a line of Markdown: emphasis, code, links, pictures, tags and comments.
struct MarkdownSpans {
  /// What closes a link, a code or a tag is looked for so far.
  private static let reach = 1000
  /// How many characters may be looked at for that: so time is linear in the text.
  private var work: Int
  /// What is left, as parts of the source in their order.
  private(set) var parts: [Range<Int>] = []
  private let source: String

  /// The text of a line of a source.
  init(_ line: Substring) {
    source = line.base
    work = 8 * line.utf8.count + 4096
    append(line, depth: 0)
  }

  /// As much of a text as may be searched.
  private mutating func reachable(_ text: Substring) -> Substring {
    guard work > 0 else { return text.prefix(0) }
    work -= min(MarkdownSpans.reach, text.utf8.count)
    return text.prefix(MarkdownSpans.reach)
  }

  /// What may be a mark or begin one.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x2a, 0x3c, 0x5b, 0x5c, 0x5f, 0x60, 0x7e: true
    default: false
    }
  }

  private mutating func append(_ line: Substring, depth: Int) {
    var rest = line
    while true {
      // Most of a text has no marks.
      let mark = rest.utf8.firstIndex(where: MarkdownSpans.isMark) ?? rest.endIndex
      keep(rest[..<mark])
      rest = rest[mark...]
      guard let character = rest.first else { return }
      let after = rest.dropFirst()
      switch character {
      case "\\":
        guard let next = after.first, next.isASCII, next.isPunctuation || next.isSymbol else {
          break
        }
        keep(after.prefix(1))
        rest = after.dropFirst()
        continue
      case "`":
        let mark = rest.prefix { $0 == "`" }
        let code = rest.dropFirst(mark.count)
        guard let end = MarkdownSpans.find(mark, in: reachable(code)) else {
          keep(mark)
          rest = code
          continue
        }
        keep(code[..<end])
        rest = code[end...].dropFirst(mark.count)
        continue
      case "*", "_", "~":
        let mark = rest.prefix { $0 == character }
        let next = rest.dropFirst(mark.count)
        if !MarkdownSpans.isEmphasis(mark, before: last, after: next.first) { keep(mark) }
        rest = next
        continue
      case "!" where after.first == "[":
        rest = after
        continue
      case "[" where depth < 8:
        guard let (text, behind) = link(rest) else { break }
        if text.first != "^" { append(text, depth: depth + 1) }
        rest = behind
        continue
      case "<" where after.hasPrefix("!--"):
        guard let end = reachable(after).utf8.firstRange(of: "-->".utf8) else { break }
        rest = after[end.upperBound...]
        continue
      case "<":
        guard let end = reachable(after).firstIndex(of: ">"), let first = after.first,
          first.isASCII, first.isLetter || first == "/" || first == "!"
        else { break }
        let tag = after[..<end]
        // An address stands for itself.
        if tag.contains(":") && !tag.contains(" ") || tag.contains("@") { keep(tag) }
        rest = after[end...].dropFirst()
        continue
      default: break
      }
      keep(rest.prefix(1))
      rest = after
    }
  }

  private mutating func keep(_ part: Substring) {
    guard !part.isEmpty else { return }
    let range = part.sourceRange
    if let last = parts.last, last.upperBound == range.lowerBound {
      parts[parts.count - 1] = last.lowerBound..<range.upperBound
    } else {
      parts.append(range)
    }
  }

  /// The character before what comes next.
  private var last: Character? {
    guard let end = parts.last?.upperBound else { return nil }
    return source[..<source.utf8.index(source.startIndex, offsetBy: end)].last
  }

  private static func find(_ mark: Substring, in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while let next = text[index...].firstIndex(of: "`") {
      let run = text[next...].prefix { $0 == "`" }
      if run.count == mark.count { return next }
      index = run.endIndex
    }
    return nil
  }

  /// What stands alone, and an underscore within a word, is no mark.
  private static func isEmphasis(
    _ mark: Substring, before: Character?, after: Character?
  ) -> Bool {
    let isOpen = after.map { $0.isWhitespace } ?? true
    let isBegin = before.map { $0.isWhitespace } ?? true
    if isOpen && isBegin || mark.count > 3 { return false }
    switch mark.first {
    case "~": return mark.count == 2
    case "_":
      func isWord(_ character: Character?) -> Bool {
        character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
      }
      return !(isWord(before) && isWord(after))
    default: return true
    }
  }

  /// The text of a link, and what is behind it; nil if there is none.
  private mutating func link(_ line: Substring) -> (text: Substring, behind: Substring)? {
    guard let end = closing("[", "]", line) else { return nil }
    let text = line[..<end].dropFirst()
    let behind = line[end...].dropFirst()
    if text.first == "^" { return (text, behind) }
    switch behind.first {
    case "(": return closing("(", ")", behind).map { (text, behind[$0...].dropFirst()) }
    case "[": return closing("[", "]", behind).map { (text, behind[$0...].dropFirst()) }
    default: return nil
    }
  }

  /// Where a bracket closes that begins a text.
  private mutating func closing(
    _ open: Character, _ close: Character, _ text: Substring
  ) -> Substring.Index? {
    var depth = 0
    for index in reachable(text).indices {
      if text[index] == open { depth += 1 }
      if text[index] == close {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension Substring {
  /// Its bytes in the string that it is a part of.
  var sourceRange: Range<Int> {
    let all = base.utf8
    let start = all.distance(from: all.startIndex, to: startIndex)
    return start..<start + utf8.count
  }
}
