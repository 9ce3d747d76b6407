/// What data bases, pages of the web and official documents have around texts.
extension LineClassifier {
  /// Record 3 of 5: what divides the articles that a data base gives out.
  var isRecord: Bool {
    guard let length = text.starts(with: words.records) else { return false }
    let digits = text.number(at: length)
    let next = text.at(length + digits)
    return digits > 0
      && (length + digits == text.count || next == 0x2f || next == 0x6f
        || words.colons.contains(next))
  }

  /// 校运会落幕…………1, an entry of the list of what is inside.
  func isContents(_ line: SourceLine) -> Bool {
    guard line.width <= 100 else { return false }
    var end = text.count
    while words.brackets.contains(text.at(end - 1)) || words.pages.contains(text.at(end - 1))
      || LineText.isDigit(text.at(end - 1))
    {
      end -= 1
    }
    return end < text.count && end > 6
      && (1...6).allSatisfy { words.leaders.contains(text.at(end - $0)) }
  }

  /// 首页 > 新闻 > 正文, 上一篇：…, 版权所有 …: what pages of the web have around their texts.
  func isNavigation(_ line: SourceLine) -> Bool {
    guard line.width <= 90, line.sentences == 0 else { return false }
    var start = 0
    while words.openers.contains(text.at(start)) || words.decoration.contains(text.at(start)) {
      start += 1
    }
    guard let length = text.starts(with: words.navigation, at: start) else { return false }
    let next = text.at(start + length)
    return start + length == text.count || words.colons.contains(next)
      || words.navigationMarks.contains(next) || line.gaps > 0
      || words.brackets.contains(next)
      || text.starts(with: words.navigation, at: start + length) != nil
  }

  /// 来源：青溪日报 作者：张三, also with a time before it: who gave it, and when, on pages of the web.
  func isCredit(_ line: SourceLine) -> Bool {
    guard line.width <= 100, line.sentences == 0 else { return false }
    var start = 0
    while start < 20,
      words.dateUnits.contains(text.at(start)) || LineText.isDigit(text.at(start))
        || words.colons.contains(text.at(start))
    {
      start += 1
    }
    return text.isLabelled(with: words.credits, at: start)
  }

  /// 青政发〔2021〕12号, the number of an official document.
  var isDocumentNumber: Bool {
    guard words.numbers.contains(text.at(text.count - 1)) else { return false }
    for index in 1..<max(1, text.count - 5) where words.yearOpeners.contains(text.at(index)) {
      if text.number(at: index + 1) == 4, words.yearClosers.contains(text.at(index + 5)) {
        return true
      }
    }
    return false
  }
}
