/// Tells by words and shape what a line is, as far as it can be told without the lines around it.
struct LineClassifier {
  /// The characters of the line in question.
  private(set) var text = LineText()
  // What is asked of every line is at hand: a global is looked for each time.
  let words = Words.shared
  let characters = LineChecks.Table.shared
  let labels = LineCharacters.labels
  /// Lines whose characters tell that they are text are not searched for words; the roles are the same.
  var skipsText = true

  /// The role of a line, ``LineRole/text`` if nothing is known.
  mutating func role(
    of line: SourceLine, in bytes: UnsafeRawBufferPointer
  ) -> LineRole {
    if line.isBlank { return .blank }
    if line.units == 0 { return line.width >= 4 || line.sentences == 0 ? .rule : .text }
    // The weather, and the paper's address.
    if words.addresses.mayBegin(UInt16(truncatingIfNeeded: line.first)), line.width <= 240 {
      text.read(bytes, line.content, limit: 8)
      // 天气预报说 is no forecast.
      if let length = text.starts(with: words.addresses),
        line.gaps > 0 || length == text.count || words.colons.contains(text.at(length))
      {
        // With a text below it is a headline.
        return length == text.count && text.starts(with: words.forecasts) != nil
          ? .section : .masthead
      }
    }
    // All else that is looked for is short, but entries of lists.
    if line.width > 100 {
      guard LineClassifier.itemMarks.contains(scalar: line.first) else { return .text }
      text.read(bytes, line.content, limit: 8)
      return isItem ? .item : .text
    }
    let checks = skipsText ? checks(of: line, bytes) : .all
    if checks.isEmpty { return .text }
    text.read(
      bytes, line.first == 0x3c ? LineText.unwrapped(bytes, line.content) : line.content)
    if checks.contains(.record), isRecord { return .rule }
    if checks.contains(.page), isPage(line) { return .page }
    if checks.contains(.contents) && isContents(line)
      || checks.contains(.navigation) && isNavigation(line)
    {
      return .masthead
    }
    if checks.contains(.credit), isCredit(line) { return .byline }
    if line.sentences == 0 || line.width <= 60 {
      if checks.contains(.editor), isEditor(line) { return .editor }
      if checks.contains(.masthead), isMasthead(line) { return .masthead }
      if checks.contains(.section), isSection(line) { return .section }
    }
    if checks.contains(.caption), isCaption(line) { return .caption }
    if checks.contains(.byline), isByline(line) { return .byline }
    if checks.contains(.item), line.first != 0x3c, isItem { return .item }
    return .text
  }

  /// The names of parts of a paper have no more characters.
  static let sectionLength = 6
  /// And no more with the brackets around them.
  static let longestSection = 14

  private func isPage(_ line: SourceLine) -> Bool {
    guard line.width <= 44, line.sentences == 0 else { return false }
    var index = 0
    while words.decoration.contains(text.at(index)) { index += 1 }
    if text.at(index) == Words.ordinal { index += 1 }
    if text.at(index) >= 0x41, text.at(index) <= 0x5a, index + 1 < text.count { index += 1 }
    let isLettered = (0x41...0x5a).contains(text.at(max(0, index - 1)))
    var isRange = false
    let digits = text.number(at: index)
    guard digits > 0, digits <= 4 else { return false }
    let hasOrdinal = index > 0 && text.at(index - 1) == Words.ordinal
    index += digits
    let isArabic = text.at(index - 1) < 0x80
    if words.pages.contains(text.at(index)) {
      index += 1
      var end = text.count
      while end > index, words.decoration.contains(text.at(end - 1)) { end -= 1 }
      // 第03版：要闻, 二版 要闻, but not 一版再版的书.
      return index == end || words.colons.contains(text.at(index))
        || hasOrdinal && line.gaps > 0 && !line.marks.contains(.paper)
        || (text.count - index <= 6 && (hasOrdinal || isArabic) && line.clauses == 0)
    }
    while words.decoration.contains(text.at(index)) || text.at(index) == 0x2f
      || (isArabic && text.at(index) < 0x3a && text.at(index) >= 0x30 && digits <= 3)
    {
      index += 1
      // B02—B03 人物
      if isLettered, (0x41...0x5a).contains(text.at(index)),
        words.decoration.contains(text.at(index - 1)),
        LineText.isDigit(text.at(index + 1))
      {
        index += 1
        isRange = true
      }
    }
    guard isArabic, !hasOrdinal, digits <= 3 else { return false }
    // A03 社会
    return index == text.count || isRange && text.count - index <= 4
      || text.at(0) >= 0x41 && words.sections.contains(Array(text.units[index...]))
  }

  private func isEditor(_ line: SourceLine) -> Bool {
    guard line.width <= 90, line.sentences == 0 else { return false }
    var start = 0
    while words.decoration.contains(text.at(start)) || words.openers.contains(text.at(start)) {
      start += 1
    }
    // 一版责编
    let digits = text.number(at: start)
    if (1...3).contains(digits), words.pages.contains(text.at(start + digits)),
      text.starts(with: words.editors, at: start + digits + 1) != nil
    {
      start += digits + 1
    }
    // 本期责任编辑
    if text.at(start) == Words.this, words.editions.contains(text.at(start + 1)),
      text.starts(with: words.editors, at: start + 2) != nil
    {
      start += 2
    }
    guard let length = text.starts(with: words.editors, at: start) else { return false }
    let next = text.at(start + length)
    if text.starts(with: words.notEditors, at: start) != nil { return false }
    return words.colons.contains(next) || next == 0x2f || line.gaps > 0
      || text.count - start - length <= 4
      || text.starts(with: words.editors, at: start + length) != nil
  }

  private func isSection(_ line: SourceLine) -> Bool {
    // 簡訊兩則
    if text.count <= 6, let length = text.starts(with: words.briefs),
      length == text.count || words.measures.contains(text.at(text.count - 1))
    {
      return true
    }
    var start = 0
    while words.decoration.contains(text.at(start)) { start += 1 }
    var end = text.count
    while end > start, words.decoration.contains(text.at(end - 1)) { end -= 1 }
    // ———【有问必答】———
    if end - start <= Self.longestSection, start == 0 || end < text.count,
      words.sectionOpeners.contains(text.at(start)), words.sectionClosers.contains(text.at(end - 1))
    {
      // 【記者王五河東報導】, 【青溪訊】
      let last = text.at(end - 2)
      if words.reports.contains(last) && end - start > 4
        && text.starts(with: words.briefs, at: end - 3) == nil
        || text.starts(with: words.reporters, at: start + 1) != nil
        || words.reportWords.contains(last) && words.reportKeys.contains(text.at(end - 3))
      {
        return false
      }
      return true
    }
    guard end - start <= Self.sectionLength else { return false }
    if end == text.count, (3...4).contains(end - start), text.ends(with: words.newsParts) {
      return true
    }
    if words.sections.contains(Array(text.units[start..<end])) { return true }
    // ■ 社区, but not □ 张三.
    if start > 0, end - start == 2, words.bylineMarks.contains(text.at(0)) {
      return !text.hasNames(start..<end)
    }
    if start > 0, end - start <= 4, line.clauses + line.sentences == 0, line.gaps == 0,
      words.bullets.contains(text.at(0))
    {
      return !words.bylineMarks.contains(text.at(0)) || end < text.count
    }
    return false
  }

  private func isCaption(_ line: SourceLine) -> Bool {
    var start = 0
    while words.openers.contains(text.at(start)) { start += 1 }
    // △ stands before pieces of news as well.
    if text.at(start) == Words.triangle, !text.ends(with: words.pictures) { start += 1 }
    if text.starts(with: words.captions, at: start) != nil { return true }
    return line.width <= 100 && text.count >= 6 && text.ends(with: words.pictures)
      && text.starts(with: words.bylines, at: start) == nil
  }

  private func isByline(_ line: SourceLine) -> Bool {
    if text.count <= 5, text.starts(with: words.greetings) != nil { return true }
    guard line.width <= 60, line.sentences == 0, line.clauses <= 3, line.depth == 0,
      text.count <= 24, !text.units.contains(Words.comma)
    else {
      return false
    }
    if isDocumentNumber { return true }
    // （王 文）, （行政科供稿）, ·周 八·
    if text.count > 2, text.at(0) == 0x28, text.at(text.count - 1) == 0x29 {
      if text.hasNames(1..<(text.count - 1)) || text.ends(with: words.givers) { return true }
    }
    if text.count > 2, words.dots.contains(text.at(0)),
      words.dots.contains(text.at(text.count - 1)),
      text.hasNames(1..<(text.count - 1))
    {
      return true
    }
    // Behind 本报讯（记者 张三） the text has begun.
    if let closing = text.units.lastIndex(where: { words.brackets.contains($0) }),
      text.count - closing > 4
    {
      return false
    }
    var start = 0
    while words.decoration.contains(text.at(start)) || words.openers.contains(text.at(start)) {
      start += 1
    }
    if let length = text.starts(with: words.bylines, at: start),
      text.starts(with: words.notBylines, at: start + length) == nil
    {
      // 记者节 and 作者说 are no bylines: a name follows, after a space or a mark.
      let next = text.at(start + length)
      if words.reports.contains(text.at(start + length - 1)) {
        // 本报讯 with a text behind it is the beginning of that text.
        return text.count - start - length <= 1 || words.openers.contains(next)
      }
      return start > 0 || line.gaps > 0 || text.count - start - length <= 4 || next < 0x80
        || words.colons.contains(next)
        || text.starts(with: words.reporters, at: start + length) != nil
        || line.width > text.count * 2
    }
    // □ 张三
    return start > 0 && text.count - start <= 4 && words.bylineMarks.contains(text.at(0))
      && text.hasNames(start..<text.count)
  }

  private static let itemMarks = UnitSet(
    "0123456789０１２３４５６７８９一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩●■◆★▪•·○◎※☆△-")

  private var isItem: Bool {
    let first = text.at(0)
    if first >= 0x2460, first <= 0x2473 { return true }
    if words.bullets.contains(first) || first == Words.triangle { return true }
    if first == 0x28 || first == Words.bracket {
      let digits = text.number(at: 1)
      let next = text.at(1 + digits)
      return digits > 0 && digits <= 3 && (next == 0x29 || next == Words.closingBracket)
    }
    var start = 0
    if first == Words.ordinal { start = 1 }
    let digits = text.number(at: start)
    guard digits > 0, digits <= 3 else { return false }
    let next = text.at(start + digits)
    if start == 1 { return words.enumerated.contains(next) }
    if next == Words.enumeration { return true }
    return text.at(0) < 0x80 && (next == 0x2e || next == 0x29)
      && !LineText.isDigit(text.at(digits + 1))
  }
}
