/// Finds the lines of a masthead that tell less than those which ``LineClassifier`` knows anywhere.
///
/// Above the first text of a file less is enough: a date of any form beside the name of a paper, a number,
/// or a word of printers and archives.
struct MastheadFinder {
  private var text = LineText()
  private var signs = LineSigns()
  private let bytes: UnsafeRawBufferPointer
  private let lines: [SourceLine]

  /// So many lines that are not blank are looked at.
  private static let maximumCount = 10

  init(_ bytes: UnsafeRawBufferPointer, _ lines: [SourceLine]) {
    self.bytes = bytes
    self.lines = lines
  }

  /// Makes text that is part of the masthead ``LineRole/masthead``.
  mutating func mark(_ roles: inout [LineRole]) {
    var head: [Int] = []
    head.reserveCapacity(Self.maximumCount)
    var index = 0
    while index < lines.count, head.count < Self.maximumCount {
      if !lines[index].isBlank {
        if isText(index, roles[index])
          || isProse(index) && index + 1 < lines.count && isProse(index + 1)
        {
          break
        }
        head.append(index)
      }
      index += 1
    }
    for index in head where [.text, .item, .byline].contains(roles[index]) {
      if isMasthead(lines[index], roles[index]) { roles[index] = .masthead }
    }
    guard let last = head.last(where: { roles[$0] == .masthead }), last != head.last else { return }
    // What stands between two lines of a masthead is of it too, if a headline is below.
    var isWithin = false
    for index in head.prefix(while: { $0 < last }) {
      if roles[index] == .masthead || roles[index] == .page {
        isWithin = true
      } else if roles[index] == .text, isWithin || index == head[0] && isPaper(lines[index]),
        !lines[index + 1].isBlank
      {
        roles[index] = .masthead
      }
    }
  }

  /// True for what no masthead has.
  private mutating func isText(_ index: Int, _ role: LineRole) -> Bool {
    guard role == .text || role == .byline || role == .item else { return false }
    let line = lines[index]
    if line.width > 120 || line.clauses > 3 { return true }
    if signs.isDateline(line, in: bytes) { return true }
    text.read(bytes, line.content)
    if text.isLabelled(with: Words.shared.remarks) { return false }
    return role == .byline ? !text.isDate : line.end == .sentence && line.width > 44
  }

  /// True for a line with a comma or a full stop: two of them are a text, however narrow.
  private mutating func isProse(_ index: Int) -> Bool {
    guard lines[index].isPunctuated || lines[index].end == .sentence else { return false }
    text.read(bytes, lines[index].content)
    return text.units.contains { $0 == Words.comma || $0 == Words.fullStop }
  }

  private mutating func isMasthead(_ line: SourceLine, _ role: LineRole) -> Bool {
    guard line.width <= 100 else { return false }
    text.read(bytes, line.content)
    if text.isLabelled(with: Words.shared.remarks) || text.isLabelled(with: Words.shared.contacts) {
      return true
    }
    guard role != .byline else { return false }
    guard line.sentences <= 1, line.clauses <= 3 else { return false }
    // [本页由旧稿排版文件转出]
    if text.count > 8, text.at(0) == 0x5b, text.at(text.count - 1) == 0x5d { return true }
    let hasDate = text.hasDate
    let hasNumber = text.hasNumber
    let hasPaper = text.hasPaper
    let hasWord = text.contains(Words.shared.imprints)
    if hasWord, line.width <= 64 || hasDate || hasPaper { return true }
    let count = (hasDate ? 1 : 0) + (hasNumber ? 1 : 0) + (hasPaper ? 1 : 0)
    if count >= 2 { return true }
    // 第壹千零三十號
    // But not 制水進入第四期.
    if hasNumber {
      return text.count <= 10 && line.clauses + line.sentences == 0
        && (text.at(0) == Words.ordinal || text.at(1) == Words.ordinal || text.at(0) == 0x28)
    }
    // 2020-05-06 18:30
    return hasDate && text.count <= 20
      && text.units.allSatisfy {
        LineText.isDigit($0) || Words.shared.dateUnits.contains($0)
          || Words.shared.colons.contains($0)
      }
  }

  /// True for the name of a paper and nothing else.
  private mutating func isPaper(_ line: SourceLine) -> Bool {
    guard line.width <= 32, line.clauses + line.sentences == 0 else { return false }
    text.read(bytes, line.content)
    return text.count <= 10 && text.ends(with: Words.shared.periodicals)
  }
}

extension LineText {
  /// True if a date with a year is in it: 1999.5.24, 2009年11月, 一九八二年四月.
  fileprivate var hasDate: Bool {
    var index = 0
    while index < count {
      let digits = number(at: index)
      guard digits > 0 else {
        index += 1
        continue
      }
      let next = at(index + digits)
      // 民国二年一月
      let isYear = digits == 4 || Words.shared.republic.contains(at(index - 1))
      if next == Words.year, isYear, number(at: index + digits + 1) > 0 { return true }
      let isCommonEra = at(index) == 0x31 || at(index) == 0x32
      if digits == 4, isCommonEra, next == 0x2e || next == 0x2d || next == 0x2f {
        let month = number(at: index + 5)
        if (1...2).contains(month), at(index + 5 + month) == next,
          number(at: index + 6 + month) > 0
        {
          return true
        }
      }
      if digits == 8, isCommonEra { return true }
      index += digits
    }
    return false
  }

  /// 第212期, also with the numerals of documents: 第壹千零三十號.
  fileprivate var hasNumber: Bool {
    for index in 0..<count where at(index) == Words.ordinal {
      var end = index + 1
      while LineText.isDigit(at(end)) || Words.shared.formalDigits.contains(at(end)) { end += 1 }
      if end > index + 1, Words.shared.numbers.contains(at(end)) { return true }
    }
    return false
  }

  /// True if the name of a paper is in it, which ends before a number, a mark or the line's end.
  fileprivate var hasPaper: Bool {
    if contains(Words.shared.papers) { return true }
    return (2..<max(2, count)).contains { index in
      let next = at(index + 1)
      guard Words.shared.periodicals.mayEnd(at(index)) else { return false }
      if index + 1 == count { return count <= 10 }
      return next < 0x3000 || next == Words.ordinal || LineText.isDigit(next)
    }
  }
}
