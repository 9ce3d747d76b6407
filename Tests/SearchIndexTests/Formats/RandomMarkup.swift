import TestSupport

/// Random HTML and Markdown of characters that occur once each, so that a wrong place is seen.
struct RandomMarkup {
  private var random: SeededRandom
  private var next: UInt32 = 0
  /// What references stand for.
  private(set) var references: [String: Unicode.Scalar] = [
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u{a0}", "&ldquo;": "“", "&hellip;": "…",
    "&lt": "<", "&#59;": ";",
  ]
  private let lineEnd: String

  init(seed: Int) {
    random = SeededRandom(seed: seed)
    lineEnd = random.pick(["\n", "\n", "\r\n", "\r\n", "\r"])
  }

  /// A character that has not been drawn yet.
  private mutating func character() -> Unicode.Scalar {
    next += 1
    let base: UInt32 = random.chance(8) ? 0x20000 : random.chance(9) ? 0x10400 : 0x4e00
    return Unicode.Scalar(base + next % (base == 0x10400 ? 0x500 : 0x5000)) ?? "?"
  }

  private mutating func word() -> String {
    next += 1
    return random.chance(2)
      ? "w\(next)é" : String((0...random.below(4)).map { _ in Character(character()) })
  }

  private mutating func many(_ limit: Int, _ part: (inout Self) -> String) -> String {
    (0..<random.below(limit)).map { _ in part(&self) }.joined()
  }

  private mutating func space() -> String {
    random.pick([
      " ", " ", "  ", "\t", lineEnd, lineEnd + "  ", " " + lineEnd, lineEnd + lineEnd, "",
    ])
  }

  // MARK: HTML

  mutating func html() -> String {
    var html = random.chance(2) ? "<!DOCTYPE html>" + lineEnd + "<html><head>" : ""
    if random.chance(2) { html += "<title>" + inline(2) + "</title>" + space() }
    if random.chance(3) {
      html += "<meta charset=utf-8><script>var a = '<p>\(word())</p>';</script>"
    }
    if random.chance(2) { html += space() + "<body>" }
    for _ in 0..<random.below(12) { html += block(3) + space() }
    if random.chance(9) { html += "<p>" + (0..<1000).map { _ in word() }.joined() }
    if random.chance(40) {
      for _ in 0..<400 { html += block(2) }
    }
    return html + inline(1)
  }

  private mutating func block(_ depth: Int) -> String {
    guard depth > 0 else { return inline(1) }
    switch random.below(16) {
    case 0:
      return "<div class=\"\(word())\">" + space() + many(4) { $0.block(depth - 1) } + "</div>"
    case 1:
      return "<ul>" + many(4) { $0.space() + "<li>" + $0.inline(2) } + "</ul>"
    case 2:
      return "<table>"
        + many(4) {
          "<tr>" + $0.space() + $0.many(5) { "<td>" + $0.inline(1) + "</td>" + $0.space() }
            + "</tr>"
        } + "</table>"
    case 3: return "<pre>" + many(9) { $0.inline(1) + $0.space() } + "</pre>"
    case 4: return "<h1>" + inline(2) + "</h1>"
    case 5: return "<!-- \(word())" + lineEnd + "-->"
    case 6: return "<script>\(word())" + lineEnd + "</script>"
    case 7: return "<nav>" + inline(2) + "</nav>"
    case 8: return "<p hidden>" + inline(1) + "</p>"
    case 9: return "<ruby>\(word())<rt>\(word())</rt></ruby>"
    case 10: return inline(3)
    default: return "<p>" + inline(3) + random.pick(["</p>", "", lineEnd + "</p>"])
    }
  }

  private mutating func inline(_ depth: Int) -> String { many(7) { $0.piece(depth) } }

  private mutating func piece(_ depth: Int) -> String {
    switch random.below(18) {
    case 0...5: return word()
    case 6...8: return space()
    case 9, 10: return random.pick(references.keys.filter { $0.utf8.count < 9 }.sorted())
    case 11:
      let scalar = character()
      let reference =
        random.chance(2) ? "&#\(scalar.value);" : "&#x\(String(scalar.value, radix: 16));"
      references[reference] = scalar
      return reference
    case 12:
      return random.pick(["& ", "&\(word());", "&foo;", "< ", "a<3", ">", ";", "&", "\u{1}"])
    case 13: return random.pick(["<br>", "<br/>", "<wbr>", "<img alt='\(word())'>", "<!--x-->"])
    case 14 where depth > 0: return "<b>" + inline(depth - 1) + "</b>"
    case 15 where depth > 0: return "<a href=\"\(word())&amp;b\">" + inline(depth - 1) + "</a>"
    case 16 where depth > 0: return "<span>" + inline(depth - 1) + random.pick(["</span>", "</i>"])
    default: return word()
    }
  }

  // MARK: Markdown

  mutating func markdown() -> String {
    var text = ""
    if random.chance(3) {
      text = ["---", "title: \"\(word()) \(word())\"", "date: 2021-03-26", "---", ""]
        .joined(separator: lineEnd)
    }
    for _ in 0..<random.below(14) {
      text += paragraph() + lineEnd + (random.chance(2) ? lineEnd : "")
    }
    return text
  }

  private mutating func paragraph() -> String {
    switch random.below(14) {
    case 0: return random.pick(["# ", "## ", "#  "]) + spans(2) + random.pick(["", " ##", " "])
    case 1: return spans(2) + lineEnd + random.pick(["===", "---"])
    case 2: return ["- " + spans(2), "  " + spans(1), "1. " + spans(1)].joined(separator: lineEnd)
    case 3: return "> " + spans(2) + lineEnd + ">" + spans(1)
    case 4:
      return "|" + many(4) { $0.spans(1) + "|" } + lineEnd + "|---|---|" + lineEnd + "| "
        + many(4) { $0.spans(1) + $0.random.pick([" | ", "||", "|"]) }
    case 5: return "```swift" + lineEnd + many(4) { $0.word() + $0.space() } + lineEnd + "```"
    case 6: return "<!-- \(word())" + random.pick([" -->", lineEnd + " -->"]) + spans(1)
    case 7: return "[1]: http://\(word())"
    case 8: return random.pick(["---", "***", "", "\u{2028}", "\u{c}", "\u{b}"])
    default:
      return (0...random.below(3)).map { _ in spans(2) + random.pick(["", "", "  ", "\\"]) }
        .joined(separator: lineEnd)
    }
  }

  private mutating func spans(_ depth: Int) -> String { many(6) { $0.span(depth) } }

  private mutating func span(_ depth: Int) -> String {
    switch random.below(16) {
    case 0...4: return word()
    case 5, 6: return random.pick([" ", "  ", "\t"])
    case 7:
      return random.pick(["\\*", "\\\\", "&amp;", "*", "_", "~~", "`", "[", "]", "!", "<", "\\"])
    case 8: return "`\(word()) *\(word())*`"
    case 9: return random.pick(["<b>", "</b>", "<http://a.b/\(word())>", "[^1]", "<!-- x -->"])
    case 10 where depth > 0: return "**" + spans(depth - 1) + "**"
    case 11 where depth > 0: return "*" + spans(depth - 1) + "*"
    case 12 where depth > 0: return "[" + spans(depth - 1) + "](http://a.b/\(word()))"
    case 13 where depth > 0: return "![" + spans(depth - 1) + "][1]"
    default: return word()
    }
  }
}
