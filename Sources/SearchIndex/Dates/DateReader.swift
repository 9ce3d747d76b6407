/// Reads the dates that stand in a ``DateText``, whatever is around them.
///
/// Years are those in which newspapers may have appeared, so that other numbers are seldom taken for
/// dates. What is not certain is left out: 第1234期 is no year, 1949-1966 no month, 农历二月十四 no day.
struct DateReader {
  /// A date that stands in a text.
  struct Match: Equatable {
    var date: PartialDate
    var range: Range<Int>
    /// True if the digits might mean something else, such as 200112.
    var isDoubtful = false
    /// True for a year with nothing that says that it is one.
    var isBareYear = false

    /// 1 for a year, 2 for a month, 3 for a day.
    var precision: Int { date.precision }
  }

  static let years = 1800...2099
  private static let separators = Set<Unicode.Scalar>("-./_".unicodeScalars)
  /// What follows a number that is no day and no month.
  private static let counted = Set<Unicode.Scalar>(
    "期版卷页頁集册冊份届屆季周週章名个個人件张張岁歲".unicodeScalars)

  private let text: DateText

  init(_ text: DateText) { self.text = text }

  /// The dates with a year, in their order.
  var matches: [Match] {
    var matches: [Match] = []
    var place = 0
    while place < text.count {
      let end: Int
      if text[place] == "民", text.holds("民国", at: place) {
        let (match, next) = era(at: place)
        if let match { matches.append(match) }
        end = next
      } else if let number = text.number(at: place) {
        let (match, next) = date(number)
        if let match { matches.append(match) }
        end = next
      } else {
        end = place + 1
      }
      place = max(end, place + 1)
    }
    return matches.filter { !isOfOtherCalendar($0.range.lowerBound) }
  }

  /// The most precise date, of equal ones the first.
  var best: Match? {
    matches.reduce(nil) { best, next in next.precision > best?.precision ?? 0 ? next : best }
  }

  // MARK: With a year

  /// 民国二十三年, 民國23年, and what follows; also where the reading goes on.
  private func era(at place: Int) -> (Match?, next: Int) {
    let start = text.skippingBlanks(place + 2)
    var years: Int?
    var end = start
    if text[start] == "元", text[start + 1] == "年" {
      years = 1
      end = start + 1
    } else if let number = text.number(at: start), number.digits <= 3 {
      years = number.value
      end = number.range.upperBound
    }
    let next = text[end]
    guard let years, years > 0, DateReader.years.contains(1911 + years),
      end == text.count || next == " " || next == "年" || DateReader.separators.contains(next)
    else { return (nil, max(start, end)) }
    return rest(ofYear: 1911 + years, place..<end, isNamed: true)
  }

  /// The date that begins with a number.
  private func date(_ number: DateText.Number) -> (Match?, next: Int) {
    let range = number.range
    let nothing: (Match?, Int) = (nil, range.upperBound)
    guard text[range.lowerBound - 1] != "第" else { return nothing }
    let isNumbered = text[range.upperBound] == "期"
    if number.digits == 4 {
      guard DateReader.years.contains(number.value), !isNumbered else { return nothing }
      return rest(ofYear: number.value, range, isNamed: false)
    }
    guard !number.isChinese else { return nothing }
    switch number.digits {
    case 10 where number.value % 100 > 0, 8:
      // 2021033101 has the number of a page behind the date.
      let value = number.digits == 10 ? number.value / 100 : number.value
      guard let date = date(value / 10_000, value / 100 % 100, value % 100) else { return nothing }
      return (Match(date: date, range: range), range.upperBound)
    case 6 where !isNumbered:
      guard let date = date(number.value / 100, number.value % 100, nil) else { return nothing }
      return (Match(date: date, range: range, isDoubtful: true), range.upperBound)
    default: return nothing
    }
  }

  /// What follows a year: nothing, a month, or a month and a day.
  private func rest(
    ofYear year: Int, _ range: Range<Int>, isNamed: Bool
  ) -> (Match?, next: Int) {
    var end = range.upperBound
    var place = text.skippingBlanks(end)
    let hasUnit = text[place] == "年"
    if hasUnit {
      place += 1
      end = place
    }
    let only = PartialDate(year: year).map {
      Match(date: $0, range: range.lowerBound..<end, isBareYear: !hasUnit && !isNamed)
    }
    place = text.skippingBlanks(place)
    var separator: Unicode.Scalar?
    if DateReader.separators.contains(text[place]) {
      separator = text[place]
      place = text.skippingBlanks(place + 1)
    } else if !hasUnit, place > end {
      separator = " "
    } else if !hasUnit, text[place] != "至", text[place] != "到" {
      return (withIssueNumber(only, end), end)
    }
    if text[place] == "至" || text[place] == "到" { place = text.skippingBlanks(place + 1) }
    if text[place] == "元", text[place + 1] == "月" {
      return monthOrDay(year, 1, range.lowerBound..<place + 1, separator, only)
    }
    guard let month = text.number(at: place) else { return (withIssueNumber(only, end), end) }
    if month.digits == 4, DateReader.years.contains(month.value) {
      // From one year to another: of which it is, is not said.
      return (nil, month.range.upperBound + (text[month.range.upperBound] == "年" ? 1 : 0))
    }
    let monthRange = range.lowerBound..<month.range.upperBound
    if !month.isChinese, month.digits == 4 {
      guard !DateReader.counted.contains(text[monthRange.upperBound]),
        let date = date(year, month.value / 100, month.value % 100)
      else { return (only, end) }
      return (Match(date: date, range: monthRange), monthRange.upperBound)
    }
    let isNamedMonth = text[text.skippingBlanks(monthRange.upperBound)] == "月"
    guard month.isChinese || month.digits <= 2, (1...12).contains(month.value) else {
      // A thirteenth month makes all of it doubtful.
      return (isNamedMonth ? nil : withIssueNumber(only, month), end)
    }
    // 2021年12 may be anything, and so may 2021 3.
    guard isNamedMonth || (separator != nil && !(hasUnit && separator == " ")) else {
      return (withIssueNumber(only, month), end)
    }
    return monthOrDay(year, month.value, monthRange, separator, only)
  }

  /// A year beside the number of an issue is one: 2021 第3期, 2021年3期.
  private func withIssueNumber(_ year: Match?, _ number: DateText.Number) -> Match? {
    var year = year
    if text[number.range.upperBound] == "期" { year?.isBareYear = false }
    return year
  }

  private func withIssueNumber(_ year: Match?, _ end: Int) -> Match? {
    var year = year
    var place = end
    while text[place] == " " || DateReader.separators.contains(text[place]) { place += 1 }
    if text[place] == "总" { place += 1 }
    if text[place] == "第", let number = text.number(at: place + 1),
      text[number.range.upperBound] == "期"
    {
      year?.isBareYear = false
    }
    return year
  }

  /// What follows a month: nothing, or a day.
  ///
  /// `range` ends behind the month's number.
  private func monthOrDay(
    _ year: Int, _ month: Int, _ range: Range<Int>, _ separator: Unicode.Scalar?, _ only: Match?
  ) -> (Match?, next: Int) {
    var end = range.upperBound
    var place = text.skippingBlanks(end)
    let isNamed = text[place] == "月"
    if isNamed {
      place = text.skippingBlanks(place + 1)
      end = place
      if DateReader.separators.contains(text[place]) { place = text.skippingBlanks(place + 1) }
    } else if DateReader.counted.contains(text[place]) {
      var year = only
      if text[place] == "期" { year?.isBareYear = false }
      return (year, end)
    }
    let isPadded = text[end - 2].isASCIIDigit && text[end - 1].isASCIIDigit
    var partial = date(year, month, nil).map {
      Match(date: $0, range: range.lowerBound..<end, isDoubtful: !isNamed && !isPadded)
    }
    if !isNamed {
      // A blank alone makes no month, but a day behind it makes a date.
      if separator == " " { partial = only }
      guard let separator, text[place] == separator || (separator == " " && place > end) else {
        return (partial, end)
      }
      if separator != " " { place = text.skippingBlanks(place + 1) }
    }
    guard let (day, dayEnd) = day(at: place) else { return (partial, end) }
    guard let date = date(year, month, day) else { return (nil, dayEnd) }
    return (Match(date: date, range: range.lowerBound..<dayEnd), dayEnd)
  }

  /// The number of a day, and where it ends, 日 included.
  private func day(at place: Int) -> (Int, end: Int)? {
    guard let number = text.number(at: place), number.isChinese || number.digits <= 2 else {
      return nil
    }
    let end = number.range.upperBound
    let next = text.skippingBlanks(end)
    if text[next] == "日" || text[next] == "号" { return (number.value, next + 1) }
    guard text[next] != "月", text[next] != "年", !DateReader.counted.contains(text[next]) else {
      return nil
    }
    return (number.value, end)
  }

  private func date(_ year: Int, _ month: Int, _ day: Int?) -> PartialDate? {
    guard DateReader.years.contains(year), month > 0, day != 0 else { return nil }
    return PartialDate(year: year, month: month, day: day ?? 0)
  }

  private func isOfOtherCalendar(_ place: Int) -> Bool {
    ["农历", "夏历", "阴历", "旧历", "古历"].contains { text.holds($0, before: place) }
  }

  // MARK: Without a year

  /// The month and day, or only the month, that stand in the text as 4月9日; 0 for no day.
  var namedMonth: (month: Int, day: Int)? {
    for place in 0..<text.count where place == 0 || text.number(at: place - 1) == nil {
      guard let month = text.number(at: place), (1...12).contains(month.value),
        text[text.skippingBlanks(month.range.upperBound)] == "月", !isOfOtherCalendar(place)
      else { continue }
      let next = text.skippingBlanks(text.skippingBlanks(month.range.upperBound) + 1)
      return (month.value, day(at: next)?.0 ?? 0)
    }
    return nil
  }
}
