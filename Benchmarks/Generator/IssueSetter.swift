/// Sets articles as the lines of an issue, and notes what each line is.
struct IssueSetter {
  private(set) var nextArticle: Int
  private var random: Random
  private let style: IssueStyle
  private var lines: [(mark: String, text: String)] = []
  private var articles = 0
  private var queue: [(title: String, paragraphs: [String])] = []
  private var isDone = false

  init(_ number: Int) {
    random = Random(UInt64(number), 77)
    style = IssueStyle(number, &random)
    nextArticle = number * 100
    for line in pick(style.words.mastheads).split(separator: "\n") {
      lines.append(("=", String(line)))
    }
  }

  var wantsMore: Bool { !isDone }

  /// The issue with marks.
  var marked: String {
    lines.map {
      "\($0.mark.count < 2 ? $0.mark + String(repeating: " ", count: 2 - $0.mark.count) : $0.mark)|\($0.text)\n"
    }
    .joined()
  }

  /// The issue.
  var text: String { lines.map { $0.text + "\n" }.joined() }

  mutating func add(_ article: (title: String, paragraphs: [String])) {
    nextArticle += 1
    queue.append((article.title, Array(article.paragraphs.prefix(random.between(2, 9)))))
    guard queue.count >= style.articles else { return }
    while !queue.isEmpty { set(isBox: false) }
    isDone = true
  }

  private mutating func pick(_ list: [String]) -> String { list[random.below(list.count)] }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count { lines.append(("", "")) }
  }

  private static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int { scalar.value < 0x80 ? 1 : 2 }

  private mutating func set(isBox: Bool) {
    var article = queue.removeFirst()
    if isBox { article.paragraphs = Array(article.paragraphs.prefix(2)) }
    let isFirst = lines.count < 4
    if !isBox {
      var blanks = isFirst ? 1 : style.blanksBeforeHeadline
      if !isFirst, random.chance(style.slogan) {
        blank()
        lines.append(("=", pick(style.words.slogans)))
        blanks = max(1, blanks)
      }
      if !isFirst, style.hasPages, random.chance(250) {
        if style.hasEditor { lines.append(("=", pick(style.words.editors))) }
        blank()
        lines.append(("=", pick(style.words.pages)))
        blanks = max(1, blanks)
      }
      blank(blanks)
      if random.chance(style.section) { lines.append(("=", pick(style.words.sections))) }
    }
    articles += 1
    let number = articles
    head(article.title)
    var hasDateline = false
    if random.chance(style.byline) {
      lines.append(("", pick(style.words.bylines)))
      if style.blankAfterHeadline { blank() }
    } else if random.chance(style.dateline) {
      hasDateline = true
    }
    let width =
      style.width > 0 && style.variesWidth && random.chance(400) ? style.width + 8 : style.width
    let interrupted =
      !isBox && queue.count > 1 && random.chance(style.box)
      ? random.below(article.paragraphs.count) : -1
    for (index, paragraph) in article.paragraphs.enumerated() {
      if index > 0, style.paragraphsApart { blank() }
      if index > 1, random.chance(style.subheading) {
        lines.append(("", pick(["一、", "二、", "三、"]) + String(article.title.prefix(5))))
        if style.paragraphsApart { blank() }
      }
      var text = Substring(paragraph)
      if index == 0 {
        for word in ["本报讯", "（"] where text.hasPrefix("本报讯") && word == "本报讯" {
          text =
            text[(text.firstIndex(of: "）").map { text.index(after: $0) } ?? text.startIndex)...]
        }
        if hasDateline { text = Substring(pick(style.words.datelines) + text) }
      }
      set(String(text), width, number, interrupted: index == interrupted)
      if random.chance(style.caption / article.paragraphs.count) {
        if style.paragraphsApart { blank() }
        lines.append(("", pick(style.words.captions)))
      }
    }
    if queue.isEmpty, style.hasEditor {
      blank()
      lines.append(("=", pick(style.words.editors)))
    }
  }

  private mutating func head(_ title: String) {
    var parts = [title]
    if random.chance(style.kicker) {
      parts.insert(String(title.reversed().filter { $0 != "　" }.prefix(9)), at: 0)
    }
    if random.chance(style.subtitle) {
      parts.append("——" + String(title.filter { $0 != "　" }.suffix(7)))
    }
    for (index, part) in parts.enumerated() { lines.append((index == 0 ? "A" : "", part)) }
    if style.blankAfterHeadline { blank() }
  }

  /// Sets a paragraph; breaks that no writer made are marked.
  private mutating func set(_ text: String, _ width: Int, _ number: Int, interrupted: Bool) {
    let scalars = Array((style.indent + text).unicodeScalars)
    var start = 0
    var isFirst = true
    var hasBox = !interrupted
    var isBehindBox = false
    // Breaks of lines that nothing cuts: once in a while, anywhere in the paragraph.
    let loose = width == 0 && scalars.count > 60 && random.below(1000) < style.columnEnd * 4
    let looseEnd =
      loose || (interrupted && scalars.count > 60) ? 20 + random.below(scalars.count - 40) : 0
    while start < scalars.count {
      var end = start
      var used = 0
      if width > 0 {
        while end < scalars.count {
          let next = IssueSetter.width(scalars[end])
          if used + next > width { break }
          used += next
          end += 1
        }
        if style.hangs {
          while end < scalars.count, "，。、；：！？”）》".unicodeScalars.contains(scalars[end]) { end += 1 }
        }
      } else {
        end = isFirst && looseEnd > 0 ? looseEnd : scalars.count
      }
      var line = String.UnicodeScalarView()
      line.append(contentsOf: scalars[start..<end])
      lines.append((isFirst ? "" : isBehindBox ? "<\(number)" : "+", String(line)))
      isBehindBox = false
      isFirst = false
      start = end
      guard start < scalars.count else { return }
      let isClosed = "。！？”".unicodeScalars.contains(scalars[start - 1])
      if !hasBox, !isClosed, !queue.isEmpty {
        hasBox = true
        isBehindBox = true
        blank()
        if style.hasRules { lines.append(("=", pick(style.words.rules))) }
        set(isBox: true)
        if style.hasRules { lines.append(("=", pick(style.words.rules))) }
        blank()
      } else if width == 0 || random.chance(style.columnEnd) {
        blank()
      }
    }
  }
}
