/// Finds heads and feet of pages that repeat the name of the paper: 平岚日报　民生　2015/11/12.
///
/// Where pages stand one behind the other they are in the middle of texts, and of words. By themselves they look like
/// headlines; but the name stands over the first page.
struct RunningHeads {
  private var text = LineText()
  private let words = Words.shared
  private let bytes: UnsafeRawBufferPointer
  /// The names, in the order of their lines.
  private(set) var names: [[UInt16]] = []
  /// What the names begin with and end with, to leave out nearly all lines.
  private var firsts: [UInt32] = []
  private var lasts: [UInt32] = []

  /// So many lines that are not blank may hold the name.
  private static let headLength = 8
  /// How many ideographs a name has.
  private static let nameLength = 3...12
  /// How many characters beside the name a head may have, and how many without a number.
  private static let longestRest = 24
  private static let longestPart = 12
  private static let widest = 80

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Makes text that is the head of a page ``LineRole/masthead``.
  mutating func mark(_ roles: inout [LineRole], _ lines: [SourceLine]) {
    var count = 0
    var next = 0
    while next < lines.count, count < Self.headLength {
      if roles[next] == .masthead { addNames(lines[next]) }
      if !lines[next].isBlank { count += 1 }
      next += 1
    }
    guard !names.isEmpty else { return }
    firsts = names.map { UInt32($0[0]) }
    lasts = names.map { UInt32($0[$0.count - 1]) }
    for index in lines.indices where roles[index] == .text || roles[index] == .item {
      if isHead(lines[index]) { roles[index] = .masthead }
    }
  }

  /// Takes the runs of ideographs that may be names; spaces between single ones are for looks.
  private mutating func addNames(_ line: SourceLine) {
    guard line.width <= Self.widest * 2 else { return }
    var run: [UInt16] = []
    var index = line.content.lowerBound
    let isSpaced = line.width >= line.count * 3 - 2
    while index <= line.content.upperBound {
      var unit: UInt16 = 0
      if index < line.content.upperBound {
        let (scalar, length) = LineText.scalar(bytes, index, line.content.upperBound)
        index += length
        if isSpaced, LineText.isLeftOut(scalar) { continue }
        unit = scalar &- 0x3400 < 0x6c00 ? UInt16(truncatingIfNeeded: scalar) : 0
      } else {
        index += 1
      }
      if unit > 0 {
        run.append(unit)
        continue
      }
      if isName(run), !names.contains(run) { names.append(run) }
      run.removeAll(keepingCapacity: true)
    }
  }

  private func isName(_ run: [UInt16]) -> Bool {
    guard let last = run.last, Self.nameLength.contains(run.count) else { return false }
    if words.periodicals.mayEnd(last) { return true }
    // Who signs a document, with the date behind it.
    if words.offices.contains(last) || words.authorities.contains(last) { return false }
    return !run.contains { words.notOfNames.contains($0) || LineText.isDigit($0) }
  }

  /// True for a line with one of the names, apart, and a number, a date or the name of a page besides.
  private mutating func isHead(_ line: SourceLine) -> Bool {
    let mayBegin = firsts.contains(line.first)
    let mayEnd = lasts.contains(line.last)
    guard mayBegin || mayEnd || line.gaps > 0 else { return false }
    guard line.width <= Self.widest, line.sentences == 0, line.clauses <= 2, line.end != .clause,
      line.depth == 0
    else { return false }
    let last = UInt16(truncatingIfNeeded: line.last)
    let isNumbered =
      LineText.isDigit(LineText.plain(last)) || words.pages.contains(last)
      || words.days.contains(last)
    guard mayBegin || mayEnd || isNumbered else { return false }
    text.read(bytes, line.content)
    let beginsNumbered = LineText.isDigit(text.at(0))
    for name in names where text.contains(name) {
      let rest = text.count - name.count
      guard rest <= Self.longestRest, let place = placeApart(name, in: line) else { continue }
      // Alone, with spaces between its characters; but what is inside a paper is listed at its head, too.
      if rest == 0 { return line.gaps > 0 && words.periodicals.mayEnd(last) }
      // 平岚日报 04, 平岚日报　民生新闻
      if place == 0, isNumbered || line.gaps > 0 && rest <= Self.longestPart { return true }
      // 6　公告　　桐河日报
      if place == rest, beginsNumbered || line.gaps > 0 && rest <= Self.longestPart { return true }
      // 2021年3月26日　平岚日报　第四版
      if isNumbered, beginsNumbered { return true }
    }
    return false
  }

  /// Where a name stands in the characters of a line with no ideograph right before it or behind it; nil if it does not.
  private func placeApart(_ name: [UInt16], in line: SourceLine) -> Int? {
    var (index, place) = (line.content.lowerBound, 0)
    // How much of the name was read, and whether another ideograph is right before it.
    var (matched, isApart, isBehindIdeograph) = (0, true, false)
    while index < line.content.upperBound {
      let (scalar, length) = LineText.scalar(bytes, index, line.content.upperBound)
      index += length
      if LineText.isLeftOut(scalar) {
        isBehindIdeograph = false
        if matched == name.count, isApart { return place - matched }
        continue
      }
      let isIdeograph = scalar &- 0x3400 < 0x6c00
      if matched == name.count {
        if isApart, !isIdeograph { return place - matched }
        matched = 0
      }
      let unit = isIdeograph ? UInt16(truncatingIfNeeded: scalar) : 0
      if unit != name[matched] { matched = 0 }
      if unit == name[matched] {
        if matched == 0 { isApart = !isBehindIdeograph }
        matched += 1
      }
      isBehindIdeograph = isIdeograph
      place += 1
    }
    return matched == name.count && isApart ? place - matched : nil
  }
}
