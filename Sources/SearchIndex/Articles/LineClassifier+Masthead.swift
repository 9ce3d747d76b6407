/// What a masthead and the head of a page are told by.
extension LineClassifier {
  func isMasthead(_ line: SourceLine) -> Bool {
    var signs = 0
    let marks = line.marks
    let hasPaper = marks.contains(.paper) && text.contains(words.papers)
    if hasPaper { signs += 1 }
    if marks.contains(.month) && hasDate { signs += 1 }
    if marks.contains(.ordinal) && hasNumber { signs += 1 }
    if marks.contains(.ordinal) && marks.contains(.month) && isDatedPage { signs += 1 }
    if marks.contains(.weekday) && text.contains(words.weekdays) { signs += 1 }
    if marks.contains(.imprint) && text.contains(words.imprint) { signs += 1 }
    if marks.contains(.calendar) && text.contains(words.calendar) { signs += 1 }
    if signs >= 2 {
      // …期待已久。（《晚报》4月26日）
      if line.last == 0xff09, line.sentences > 0, text.units.contains(Words.fullStop) {
        return false
      }
      return line.clauses <= 4 && line.sentences <= 2 && text.starts(with: words.agencies) == nil
    }
    if line.width <= 64, endsWithPage || marks.contains(.month) && isDatedPaper { return true }
    guard line.clauses == 0, line.sentences == 0 else { return false }
    if hasPaper { return text.count <= 8 && text.ends(with: words.papers) }
    if text.starts(with: words.guides) != nil { return text.count <= 8 }
    if line.gaps > 0, text.starts(with: words.advertisements) != nil { return true }
    // Not 4月25日）, the end of what a line before it opened.
    return signs == 1 && text.isDate
      && (text.at(text.count - 1) != 0x29 || text.units.contains(0x28))
  }

  /// An entry of the list of what is inside: 老街换新颜……3版, （详见第2版）.
  private var endsWithPage: Bool {
    var end = text.count
    while words.brackets.contains(text.at(end - 1)) { end -= 1 }
    guard words.pages.contains(text.at(end - 1)), LineText.isDigit(text.at(end - 2)) else {
      return false
    }
    return !text.contains(words.continues) && !text.contains(words.continued)
  }

  /// 2021年3月26日, also without the year.
  private var hasDate: Bool {
    for index in 0..<text.count where text.at(index) == Words.month {
      let digits = text.number(at: index + 1)
      if digits > 0, words.days.contains(text.at(index + 1 + digits)), index > 0,
        LineText.isDigit(text.at(index - 1))
      {
        return text.units[..<index].contains(Words.year) || text.count <= 24
      }
    }
    return false
  }

  /// 第5812期, 总第12号.
  private var hasNumber: Bool {
    for index in 0..<text.count where text.at(index) == Words.ordinal {
      let digits = text.number(at: index + 1)
      if digits > 0, words.numbers.contains(text.at(index + 1 + digits)) { return true }
    }
    return false
  }

  /// 医院报　2018年3月30日: a short name that ends as those of papers do, and a date.
  private var isDatedPaper: Bool {
    guard let digit = text.units.firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
      return false
    }
    let name = digit - text.units.startIndex
    return (3...8).contains(name) && words.periodicals.mayEnd(text.at(name - 1))
      && text.number(at: name) == 4 && text.at(name + 4) == Words.year
      && text.units[(digit + 5)...].allSatisfy {
        LineText.isDigit($0) || words.dateUnits.contains($0)
      }
  }

  /// 2010年02月05日 第A1版：要闻, with a date before it.
  private var isDatedPage: Bool {
    guard LineText.isDigit(text.at(0)), let place = text.units.lastIndex(of: Words.ordinal) else {
      return false
    }
    var index = place + 1
    if (0x41...0x5a).contains(text.at(index)) { index += 1 }
    let digits = text.number(at: index)
    index += digits
    return digits > 0 && words.pages.contains(text.at(index))
      && (index + 1 == text.count || words.colons.contains(text.at(index + 1)))
  }
}
