/// Takes the marks out of a line of Markdown: emphasis, code, links, pictures and tags.
struct MarkdownSpans {
  /// What closes a link, a code or a tag is looked for so far.
  private static let reach = 1000
  /// How many characters may be looked at for that: so time is linear in the text.
  private var work: Int
  private var result = ""

  static func text(of line: Substring) -> String {
    var spans = MarkdownSpans(work: 8 * line.utf8.count + 4096)
    spans.append(line, depth: 0)
    return spans.result
  }

  private init(work: Int) { self.work = work }

  /// As much of a text as may be searched.
  private mutating func reachable(_ text: Substring) -> Substring {
    guard work > 0 else { return text.prefix(0) }
    work -= min(MarkdownSpans.reach, text.utf8.count)
    return text.prefix(MarkdownSpans.reach)
  }

  private mutating func append(_ line: Substring, depth: Int) {
    var rest = line
    while let character = rest.first {
      let after = rest.dropFirst()
      switch character {
      case "\\":
        guard let next = after.first, next.isASCII, next.isPunctuation || next.isSymbol else {
          break
        }
        result.append(next)
        rest = after.dropFirst()
        continue
      case "`":
        let mark = rest.prefix { $0 == "`" }
        let code = rest.dropFirst(mark.count)
        guard let end = MarkdownSpans.find(mark, in: reachable(code)) else {
          result += mark
          rest = code
          continue
        }
        result += code[..<end]
        rest = code[end...].dropFirst(mark.count)
        continue
      case "*", "_", "~":
        let mark = rest.prefix { $0 == character }
        let next = rest.dropFirst(mark.count)
        if !MarkdownSpans.isEmphasis(mark, before: result.last, after: next.first) {
          result += mark
        }
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
      case "<":
        guard let end = reachable(after).firstIndex(of: ">"), let first = after.first,
          first.isASCII, first.isLetter || first == "/" || first == "!"
        else { break }
        let tag = after[..<end]
        // An address stands for itself.
        if tag.contains(":") && !tag.contains(" ") || tag.contains("@") { result += tag }
        rest = after[end...].dropFirst()
        continue
      default: break
      }
      result.append(character)
      rest = after
    }
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
