/// Tells by words what a line says of the lines around it: that a text begins, ends, or is signed.
///
/// Unlike ``LineClassifier``, which tells what the line itself is.
struct LineSigns {
  private var text = LineText()
  private let words = Words.shared

  /// True if a text's last line says at its end who wrote it: （记者 张三）, （张三）, （完）.
  mutating func isSigned(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.last == 0x29 || line.last == 0xff09 else { return false }
    var start = max(line.content.lowerBound, line.content.upperBound - 96)
    while bytes[start] & 0xc0 == 0x80 { start += 1 }
    text.read(bytes, start..<line.content.upperBound)
    guard text.at(text.count - 1) == 0x29,
      let opening = text.units.lastIndex(of: 0x28)
    else { return false }
    // （节选自《旧巷人物》，赵六著）
    if opening == 0, text.count > 4, text.units.contains(Words.titleOpener) { return true }
    if text.starts(with: words.signatures, at: opening) != nil { return true }
    // A name or two behind the end of a sentence.
    return (opening == 0 || words.sentenceEnds.contains(text.at(opening - 1)))
      && text.hasNames((opening + 1)..<(text.count - 1))
  }

  /// True if a text says at its end from where it was taken: （《晚报》4月21日）, which a column may have cut.
  mutating func isSourced(
    _ line: SourceLine, after previous: SourceLine?, in bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard line.last == 0x29 || line.last == 0xff09 else { return false }
    return opensSource(line, bytes)
      || line.count <= 12 && (previous.map { $0.depth > 0 && opensSource($0, bytes) } ?? false)
  }

  private mutating func opensSource(_ line: SourceLine, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var start = max(line.content.lowerBound, line.content.upperBound - 72)
    while bytes[start] & 0xc0 == 0x80 { start += 1 }
    text.read(bytes, start..<line.content.upperBound)
    guard let opening = text.units.lastIndex(of: 0x28), opening > 0 else { return false }
    return text.at(opening + 1) == Words.titleOpener
      && words.sentenceEnds.contains(text.at(opening - 1))
  }

  /// True for a line that is a name and nothing else: who wrote the text below.
  mutating func isName(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    if line.first == 0x3c {
      let content = LineText.unwrapped(bytes, line.content)
      text.read(bytes, content)
      return (2...3).contains(text.count) && text.hasNames(0..<text.count)
        || text.count <= 11 && isOfficeAndName(content, bytes)
    }
    // 初一（6）班 贺鹏 too.
    if line.units > 4, line.count - line.units <= 2, line.clauses + line.sentences == 0,
      line.width <= 32, line.width > line.units * 2
    {
      return isOfficeAndName(line.content, bytes)
    }
    guard (2...4).contains(line.units), line.units == line.count, line.units < 4 || line.gaps > 0
    else { return false }
    text.read(bytes, line.content)
    return text.hasNames(0..<text.count)
  }

  /// True for who somebody is with the name behind it: 历史系 赵六.
  private mutating func isOfficeAndName(
    _ content: Range<Int>, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    // Before two or three ideographs.
    guard
      let names = (2...3).first(where: {
        let start = content.upperBound - 3 * $0
        guard start - 3 > content.lowerBound else { return false }
        return bytes[start - 1] == 0x20
          || LineText.scalar(bytes, start - 3, start).scalar == 0x3000
      })
    else { return false }
    text.read(bytes, content)
    guard text.hasNames((text.count - names)..<text.count) else { return false }
    return text.count - names <= 8 && words.offices.contains(text.at(text.count - names - 1))
  }

  /// True for two words of two characters with a dot between them.
  mutating func isDotted(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    text.read(bytes, line.content, limit: 5)
    return text.count == 5 && words.dots.contains(text.at(2))
  }

  /// True for a headline that says that a notice follows.
  mutating func isNotice(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.count <= 14, line.clauses + line.sentences == 0,
      words.notices.mayEnd(UInt16(truncatingIfNeeded: line.last))
    else { return false }
    text.read(bytes, line.content)
    return text.ends(with: words.notices)
  }

  /// True for the name of a part of the paper with short pieces of news.
  mutating func isBriefs(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    text.read(bytes, line.content)
    return text.contains(words.briefs)
  }

  /// True for a line with one of the marks that headlines have as well as entries of lists.
  func isBulleted(_ line: SourceLine) -> Bool {
    words.bullets.contains(scalar: line.first) || words.bylineMarks.contains(scalar: line.first)
  }

  /// True for 标题：…, as data bases give them out.
  mutating func isTitled(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    text.read(bytes, line.content, limit: 10)
    return text.isLabelled(with: words.titles)
  }

  /// True for the heading of a chapter, and for what has a number in a law: 第二章　登记, ## 第一节, 第十二条.
  mutating func isNumberedPart(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.first == UInt32(Words.ordinal) || line.first == 0x23 else { return false }
    text.read(bytes, line.content, limit: 16)
    var start = 0
    while text.at(start) == 0x23 { start += 1 }
    guard text.at(start) == Words.ordinal else { return false }
    let digits = text.number(at: start + 1)
    return digits > 0 && words.numberedParts.contains(text.at(start + 1 + digits))
  }

  /// True for 【3】二版 …, one of several that are counted.
  mutating func isCounted(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.first == 0x3010 || line.first == 0x5b else { return false }
    text.read(bytes, line.content, limit: 8)
    let digits = text.number(at: 1)
    return digits > 0 && words.yearClosers.contains(text.at(1 + digits))
  }

  /// True for a text that goes on from another page: （上接第1版）.
  mutating func isContinuation(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard words.continued.mayBegin(LineText.plain(UInt16(truncatingIfNeeded: line.first))) else {
      return false
    }
    text.read(bytes, line.content, limit: 6)
    return text.starts(with: words.continued) != nil
  }

  /// True for what goes on on another page: （下转第3版）.
  mutating func isJump(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.width <= 24,
      words.continues.mayBegin(LineText.plain(UInt16(truncatingIfNeeded: line.first)))
    else { return false }
    text.read(bytes, line.content)
    return text.starts(with: words.continues) != nil
  }

  /// True for a line within marks for bold letters, or behind those of a heading.
  mutating func isMarked(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.first == 0x3c || line.first == 0x2a || line.first == 0x23 else { return false }
    text.read(bytes, line.content)
    return text.starts(with: words.boldOpeners) != nil
      && (line.first == 0x23 || text.ends(with: words.boldClosers))
  }

  /// Stand for all numbers of a form.
  static let numbers: (chinese: UInt16, bracketed: UInt16, arabic: UInt16) = (1, 2, 3)

  static func isNumber(_ mark: UInt16) -> Bool { mark > 0 && mark <= 3 }

  /// What stands before a headline, for headlines of one rank have the same; 0 if nothing does.
  mutating func mark(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> UInt16 {
    let first = UInt16(truncatingIfNeeded: line.first)
    if isBulleted(line) || words.sectionOpeners.contains(first) && first != 0x28 { return first }
    if first == 0x3c || first == 0x2a || first == 0x23 {
      guard isMarked(line, in: bytes) else { return 0 }
      // **01 第一碗**, of which the first is zero.
      if let length = text.starts(with: words.boldOpeners), text.at(length) == 0x30,
        text.number(at: length) == 2
      {
        return LineSigns.numbers.arabic
      }
      // Headings of different depth differ.
      return first == 0x23 ? first + UInt16(text.units.prefix { $0 == 0x23 }.count) : 0x2a
    }
    let plain = line.first < 0x10000 ? LineText.plain(first) : 0xfffd
    guard plain == 0x28 || LineText.isDigit(plain) else { return 0 }
    text.read(bytes, line.content, limit: 8)
    if plain == 0x28 {
      let digits = text.number(at: 1)
      return digits > 0 && text.at(1 + digits) == 0x29 ? LineSigns.numbers.bracketed : 0
    }
    let digits = text.number(at: 0)
    guard digits > 0, digits <= 3 else { return 0 }
    let next = text.at(digits)
    if next == Words.enumeration {
      return text.at(0) < 0x80 ? LineSigns.numbers.arabic : LineSigns.numbers.chinese
    }
    return text.at(0) < 0x80 && next == 0x2e ? LineSigns.numbers.arabic : 0
  }

  /// True for what is said in an interview, a question too: 记者：…, 问：…; and for whom a letter is to.
  mutating func isSpoken(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    let first = UInt16(truncatingIfNeeded: line.first)
    guard words.speakers.mayBegin(first) || words.salutations.mayBegin(first) else { return false }
    text.read(bytes, line.content, limit: 8)
    return text.isLabelled(with: words.speakers) || text.isLabelled(with: words.salutations)
  }

  /// True for 相关新闻： and the like.
  mutating func isRelated(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard words.related.mayBegin(UInt16(truncatingIfNeeded: line.first)) else { return false }
    text.read(bytes, line.content)
    return text.starts(with: words.related) != nil
  }

  /// True for a line that is a date and nothing else.
  mutating func isDate(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.count <= 16 else { return false }
    text.read(bytes, line.content)
    return text.isDate
  }

  /// True if an article's text begins so: 本报讯（记者 …）, 新华社北京3月26日电.
  mutating func isDateline(_ line: SourceLine, in bytes: UnsafeRawBufferPointer) -> Bool {
    let first = LineText.plain(UInt16(truncatingIfNeeded: line.first))
    // A report from an agency has a colon behind its head.
    let mayReport = line.marks.contains(.report) && line.clauses > 0
    guard mayReport || words.datelineOpeners.contains(first) || words.agencies.mayBegin(first)
    else {
      return false
    }
    text.read(bytes, line.content, limit: 32)
    return hasDateline || mayReport && isFromAgency
  }

  /// 青溪社河東四日電：, of an agency whose name is not known.
  private var isFromAgency: Bool {
    for index in 1..<max(2, min(text.count, 18)) {
      let unit = text.at(index)
      if unit < 0x3400, !LineText.isDigit(unit) { return false }
      if words.reports.contains(unit), words.reporting.contains(text.at(index - 1)) {
        return words.colons.contains(text.at(index + 1))
      }
    }
    return false
  }

  /// 【青溪訊】, （本報專訊）, 【綜合報道】: in brackets, before the text.
  private var isBracketedReport: Bool {
    guard
      let end = (3..<max(3, min(text.count, 20))).first(where: {
        words.brackets.contains(text.at($0))
      })
    else { return false }
    // 【通讯】 says of what kind the text is.
    return end > 3 && words.reports.contains(text.at(end - 1))
      || end > 4 && text.at(0) == 0x3010 && words.newsKeys.contains(text.at(end - 2))
        && words.newsEnds.contains(text.at(end - 1))
      || end > 4 && words.reportWords.contains(text.at(end - 1))
        && words.reportKeys.contains(text.at(end - 2))
  }

  private var hasDateline: Bool {
    var start = 0
    while words.datelineOpeners.contains(text.at(start)) { start += 1 }
    // 〔記者張三／台北報導〕, which a byline without a bracket would be alone.
    if start > 0, text.starts(with: words.reporters, at: start) != nil {
      return (start..<min(text.count, start + 28)).contains { words.brackets.contains(text.at($0)) }
    }
    if start == 1, isBracketedReport { return true }
    guard text.starts(with: words.agencies, at: start) != nil else { return false }
    for index in start..<min(text.count, start + 28) {
      let unit = text.at(index)
      if unit == Words.fullStop || unit == Words.comma { return false }
      // 本报电话 is none.
      if words.reports.contains(unit), !words.notReports.contains(text.at(index + 1)) {
        return true
      }
      if index <= start + 4, text.starts(with: words.reporters, at: index) != nil { return true }
    }
    return false
  }
}
