/// What data bases, pages of the web and official documents have around texts.
extension LineClassifier {
  /// Record 3 of 5: what divides the articles that a data base gives out.
  var isRecord: Bool {
    guard let length = text.starts(with: Words.records) else { return false }
    let digits = text.number(at: length)
    let next = text.at(length + digits)
    return digits > 0
      && (length + digits == text.count || next == 0x2f || next == 0x6f
        || Words.colons.contains(next))
  }

  /// 校运会落幕…………1, an entry of the list of what is inside.
  func isContents(_ line: SourceLine) -> Bool {
    guard line.width <= 100 else { return false }
    var end = text.count
    while Words.brackets.contains(text.at(end - 1)) || Words.pages.contains(text.at(end - 1))
      || LineText.isDigit(text.at(end - 1))
    {
      end -= 1
    }
    return end < text.count && end > 6
      && (1...6).allSatisfy { Words.leaders.contains(text.at(end - $0)) }
  }

  /// 首页 > 新闻 > 正文, 上一篇：…, 版权所有 …: what pages of the web have around their texts.
  func isNavigation(_ line: SourceLine) -> Bool {
    guard line.width <= 90, line.sentences == 0 else { return false }
    var start = 0
    while Words.openers.contains(text.at(start)) || Words.decoration.contains(text.at(start)) {
      start += 1
    }
    guard let length = text.starts(with: Words.navigation, at: start) else { return false }
    let next = text.at(start + length)
    return start + length == text.count || Words.colons.contains(next)
      || Words.navigationMarks.contains(next) || line.gaps > 0
      || Words.brackets.contains(next)
      || text.starts(with: Words.navigation, at: start + length) != nil
  }

  /// 来源：青溪日报 作者：张三, also with a time before it: who gave it, and when, on pages of the web.
  func isCredit(_ line: SourceLine) -> Bool {
    guard line.width <= 100, line.sentences == 0 else { return false }
    var start = 0
    while start < 20,
      Words.dateUnits.contains(text.at(start)) || LineText.isDigit(text.at(start))
        || Words.colons.contains(text.at(start))
    {
      start += 1
    }
    return text.isLabelled(with: Words.credits, at: start)
  }

  /// 青政发〔2021〕12号, the number of an official document.
  var isDocumentNumber: Bool {
    guard Words.numbers.contains(text.at(text.count - 1)) else { return false }
    for index in 1..<max(1, text.count - 5) where Words.yearOpeners.contains(text.at(index)) {
      if text.number(at: index + 1) == 4, Words.yearClosers.contains(text.at(index + 5)) {
        return true
      }
    }
    return false
  }
}
