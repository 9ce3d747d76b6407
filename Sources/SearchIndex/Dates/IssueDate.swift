/// When an issue appeared: what its file and folders are called, else what its masthead says.
///
/// A date that a name tells for certain counts, and a masthead may only add to it: the day to a month. What
/// could be something else than a date, such as `04/01.txt` below 2021, gives way to a masthead with a day.
public struct IssueDate: Equatable, Sendable, CustomStringConvertible {
  /// What told the date.
  public enum Source: String, Sendable {
    /// The name of the file, or of folders that it is in.
    case path
    /// The text that stands at the head of the issue.
    case masthead
    /// What the file says of itself, as pages of the web and books do.
    case file
  }

  let date: PartialDate
  /// What told it.
  public let source: Source

  /// 2021-03-26, or as far as it is known: 2021-03, 2021.
  public var description: String { date.description }

  /// Reads the date; nil if nothing tells it.
  ///
  /// - Parameters:
  ///   - path: the path of the file; folders that say nothing about the issue are better left out.
  ///   - masthead: the lines that stand over the issue.
  public init?(path: String, masthead: String = "") {
    let told = IssueDate.date(path: path)
    if let told, told.isCertain, told.date.precision == 3 {
      self.init(told.date, .path)
      return
    }
    let head = IssueDate.date(masthead: masthead, year: told?.date)
    switch (told, head) {
    case (nil, nil): return nil
    case (nil, let head?): self.init(head, .masthead)
    case (let told?, nil): self.init(told.date, .path)
    case (let told?, let head?):
      let isBetter =
        head.precision > told.date.precision
        ? head.agrees(with: told.date) || (!told.isCertain && head.precision == 3)
        : !told.isCertain && head.precision == 3
      self = isBetter ? IssueDate(head, .masthead) : IssueDate(told.date, .path)
    }
  }

  private init(_ date: PartialDate, _ source: Source) {
    self.date = date
    self.source = source
  }

  /// The date that a file says it has; nil if that is none.
  init?(ofFile date: [UInt8]) {
    guard let date = PartialDate(String(decoding: date, as: UTF8.self)) else { return nil }
    self.init(date, .file)
  }

  // MARK: The masthead

  private static func date(masthead: String, year: PartialDate?) -> PartialDate? {
    guard !masthead.isEmpty else { return nil }
    let text = DateText(masthead)
    for text in [text, text.withoutBlanks] {
      let matches = DateReader(text).matches.filter { match in
        // What is written with figures alone is a date only with a day.
        !match.isBareYear && (!match.isDoubtful || match.precision == 3)
          && !isOfSomethingElse(match, text)
      }
      let best = matches.reduce(nil) { (best: DateReader.Match?, next) in
        next.precision > best?.precision ?? 0 ? next : best
      }
      if let best { return best.date }
    }
    // 4月9日 星期五, in the folder of a year.
    guard let year, let (month, day) = DateReader(text).namedMonth,
      year.month == 0 || year.month == month
    else { return nil }
    return PartialDate(year: year.year, month: month, day: day)
  }

  private static let events = [
    "创刊", "创办", "复刊", "停刊", "成立", "报道", "報道", "报导", "報導", "刊登", "讯", "訊", "电", "電",
  ]
  private static let beginnings = ["创刊于", "创刊:", "创办于", "始于"]

  /// True for the day on which a paper was founded, or another one wrote.
  private static func isOfSomethingElse(_ match: DateReader.Match, _ text: DateText) -> Bool {
    let next = text.skippingBlanks(match.range.upperBound)
    if events.contains(where: { text.holds($0, at: next) }) { return !text.holds("创刊号", at: next) }
    return beginnings.contains { text.holds($0, before: match.range.lowerBound) }
  }

  // MARK: The path

  private typealias Told = (date: PartialDate, isCertain: Bool)

  private static func date(path: String) -> Told? {
    let components = path.utf8.split(separator: UInt8(ascii: "/"))
      .map { String(decoding: $0, as: UTF8.self) }
    var told: Told?
    /// The last component that said something.
    var place = -1
    for (index, component) in components.enumerated() {
      let isFile = index == components.count - 1
      let text = DateText(isFile ? stem(of: component) : component[...])
      if let match = date(text, isFile: isFile), match.date.precision >= told?.date.precision ?? 0 {
        told = match
        place = index
      } else if let known = told, known.date.precision < 3,
        let more = rest(of: known, text, isFile: isFile, isNext: place == index - 1)
      {
        told = more
        place = index
      }
    }
    return told
  }

  /// The name of a file without what tells its kind: `.txt`, `.txt.gz`, but not the end of 2021.06.09.
  static func stem(of name: String) -> Substring {
    var stem = name[...]
    while let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")), dot > stem.startIndex {
      let ending = stem[stem.index(after: dot)...].unicodeScalars
      guard ending.count <= 8, ending.allSatisfy(\.isASCII),
        ending.first?.properties.isAlphabetic ?? false
      else { break }
      stem = stem[..<dot]
    }
    return stem
  }

  /// The date that a component tells by itself.
  private static func date(_ text: DateText, isFile: Bool) -> Told? {
    guard let match = DateReader(text).best else { return nil }
    if match.isBareYear {
      // A file 1985.txt may be the 1985th; a folder of that name is that of a year.
      guard !isFile, numbers(in: text) == 1 else { return nil }
      return (match.date, true)
    }
    // 2020年工作总结 is not of 2020.
    return (match.date, !match.isDoubtful && !(isFile && match.precision == 1))
  }

  private static func numbers(in text: DateText) -> Int {
    var count = 0
    var place = 0
    while place < text.count {
      guard let number = text.number(at: place), !number.isChinese else {
        place += 1
        continue
      }
      count += 1
      place = number.range.upperBound
    }
    return count
  }

  /// What a component adds to a year or a month before it: 4月9日, 0409, 04-09, or, if it is the next,
  /// 04 or 9日.
  private static func rest(
    of told: Told, _ text: DateText, isFile: Bool, isNext: Bool
  ) -> Told? {
    let known = told.date
    /// From the digits of 0409.
    func refined(_ digits: Int) -> Told? {
      digits % 100 > 0 ? refined(digits / 100, digits % 100, isCertain: !isFile) : nil
    }
    func refined(_ month: Int, _ day: Int, isCertain: Bool) -> Told? {
      guard month == known.month || known.month == 0, day > 0 || known.month == 0,
        let date = PartialDate(year: known.year, month: month, day: day), date.month > 0
      else { return nil }
      return (date, isCertain && told.isCertain)
    }
    if let (month, day) = DateReader(text).namedMonth {
      return refined(month, day, isCertain: true)
    }
    if let number = text.wholeNumber {
      if number.digits == 4, !number.isChinese { return refined(number.value) }
      guard isNext, number.isChinese || number.digits <= 2 else { return nil }
      return known.month == 0
        ? refined(number.value, 0, isCertain: !isFile)
        : refined(known.month, number.value, isCertain: !isFile)
    }
    guard let number = text.number(at: 0) ?? lastNumber(text) else { return nil }
    let end = number.range.upperBound
    if text[end] == "日" || text[end] == "号", isNext, known.month > 0, end + 1 == text.count {
      return refined(known.month, number.value, isCertain: true)
    }
    // 04-09, 4.9
    if number.range.lowerBound == 0, number.digits <= 2, "-._ ".unicodeScalars.contains(text[end]),
      let day = text.number(at: end + 1), day.digits <= 2, day.value > 0,
      day.range.upperBound == text.count
    {
      return refined(number.value, day.value, isCertain: !isFile)
    }
    // 0409A, qxrb0409
    guard number.digits == 4, !number.isChinese, numbers(in: text) == 1, text[end] != "期",
      text[number.range.lowerBound - 1] != "第"
    else { return nil }
    return refined(number.value)
  }

  /// The number that ends the text.
  private static func lastNumber(_ text: DateText) -> DateText.Number? {
    var start = text.count
    while start > 0, text[start - 1].isASCIIDigit { start -= 1 }
    return text.number(at: start)
  }
}
