/// Finds the lines that continue the line before them: breaks made by a column, not by a writer.
///
/// Several signs are added up. What a column cuts is as wide as the column: the extents of a line
/// and of its neighbours agree. What a person ends has a mark at its end, or is a headline. A line
/// behind a break in a paragraph has no indent where paragraphs have one. And a cut word is whole
/// again when the lines are joined.
struct LineRepair {
  let bytes: UnsafeRawBufferPointer
  let lines: [SourceLine]
  var roles: [LineRole]
  /// For each line the line that it continues, or -1.
  var joins: [Int]
  /// True if paragraphs of this text begin with an indent.
  let hasIndents: Bool
  /// The indent that most of them have.
  let paragraphIndent: Int
  /// True if lines are set with a blank line between any two.
  let isDoubleSpaced: Bool
  private var columns = LineColumns()
  private var junction = Junction()
  var signs = LineSigns()

  /// The gain from which a cut word is likely, and from which it is nearly certain.
  private static let likely = 60
  private static let strong = 150
  private static let threshold = 3

  init(_ bytes: UnsafeRawBufferPointer, _ lines: [SourceLine], _ roles: [LineRole]) {
    self.bytes = bytes
    self.lines = lines
    self.roles = roles
    joins = [Int](repeating: -1, count: lines.count)
    var indented = 0
    var widths = [Int](repeating: 0, count: 9)
    var closed = 0
    var content = 0
    var pairs = 0
    var previous = -1
    for index in lines.indices where !lines[index].isBlank {
      content += 1
      if previous >= 0, index == previous + 1 { pairs += 1 }
      previous = index
      guard roles[index] == .text, lines[index].isPunctuated else { continue }
      if lines[index].indent >= 2 { indented += 1 }
      widths[min(lines[index].indent, 8)] += 1
      if lines[index].end == .sentence { closed += 1 }
    }
    hasIndents = indented >= 2 && indented * 6 >= closed
    paragraphIndent = (2...8).max { widths[$0] < widths[$1] } ?? 4
    isDoubleSpaced = content >= 6 && pairs * 10 < content
  }

  /// The next line that is not blank.
  func next(_ index: Int) -> Int? {
    var next = index + 1
    while next < lines.count, lines[next].isBlank { next += 1 }
    return next < lines.count ? next : nil
  }

  mutating func run() {
    markSetLines()
    columns = LineColumns(lines, roles)
    if !hasIndents {
      columns.findLostIndents { signs.isDateline(lines[$0], in: bytes) }
    }
    var index = lines.firstIndex { !$0.isBlank } ?? lines.count
    while index < lines.count {
      guard var following = next(index) else { return }
      // The number of a page between two columns is passed over.
      var passed = following
      while isRunning(index),
        roles[passed] == .page || roles[passed] == .masthead || roles[passed] == .rule,
        let after = next(passed)
      {
        passed = after
      }
      if passed != following, continues(passed, index, across: true) {
        joins[passed] = index
        following = passed
      } else if continues(following, index, across: false) {
        joins[following] = index
      }
      index = following
    }
  }

  /// True if the line `second` continues the line `first`, the next but for blank lines and, if
  /// `across`, numbers of pages.
  private mutating func continues(_ second: Int, _ first: Int, across: Bool) -> Bool {
    guard isRunning(first), roles[second] == .text else { return false }
    let (a, b) = (lines[first], lines[second])
    // Two Latin words: the break is the space between them.
    if a.last < 0x80, b.first < 0x80, Self.isLetter(a.last), Self.isLetter(b.first) { return false }
    if a.gaps > 0 && b.gaps > 0 && a.clauses + b.clauses + a.sentences + b.sentences == 0 {
      return false
    }
    if isRow(a), isRow(b) || a.gaps > 1 && hasLabel(b) { return false }
    if a.last == 0xff1a, hasLabel(b) { return false }
    if !wasRunning(first), a.sentences + b.sentences == 0, hasLabel(a), hasLabel(b) {
      return false
    }
    // No line begins with a mark that closes.
    if Words.leading.contains(scalar: b.first), a.end == .open || a.end == .bracket {
      return b.width > 2 || b.units == 0
    }
    // （下转第三版） in a line of its own.
    if signs.isJump(b, in: bytes) { return false }
    if signs.isNotice(b, in: bytes), isHeadlineLike(second), !columns.isFull(second) {
      return false
    }
    if Words.sectionOpeners.contains(scalar: b.first), signs.isDateline(b, in: bytes) {
      return false
    }
    // A subtitle behind a headline.
    if b.first == 0x2014, a.clauses + a.sentences == 0, !wasRunning(first) { return false }
    // A name alone.
    if a.units <= 4, !wasRunning(first) { return false }
    let isApart = (second != first + 1 && !isDoubleSpaced) || across
    let isIndented = hasIndents && b.indent >= 2 && b.indent > a.indent - 2
    let isFull = columns.isFull(first)
    let isOpening = columns.isOpening(first) || hasIndents && a.indent >= 2 && a.indent <= 4
    if a.end == .sentence {
      // Within a paragraph only where indents tell, or lines that are shorter for one.
      guard !isApart, isFull, a.depth == 0, wasRunning(first) || isOpening else { return false }
      let isWhole = columns.isFull(second) && !columns.isOpening(second)
      return hasIndents
        ? !isIndented && (isWhole || !isHeadlineLike(second))
        : columns.hasLostIndents && isWhole
    }
    if a.end == .bracket, !isFull || isApart && signs.isSourced(a, after: nil, in: bytes) {
      return false
    }
    if isIndented {
      guard isFull, a.isPunctuated, b.isPunctuated else { return false }
      return junction.gain(of: bytes, a.content, b.content) >= Self.strong
    }
    let isStart = beginsHeadline(second)
    var score = 0
    if isFull { score += 2 }
    if wasRunning(first) { score += 2 }
    // The first line of a paragraph that has no end, and no indent behind it.
    if isOpening, isFull || a.isPunctuated { score += 1 }
    if isOpening, !isApart, a.width >= 20 { score += 2 }
    if a.sentences > 0 || a.width > 80 && a.clauses > 0 { score += 2 }
    if a.end == .clause { score += a.isPunctuated || isFull ? 2 : 1 }
    if a.depth > 0 { score += 2 }
    if b.isPunctuated || b.end == .sentence { score += 1 }
    if Self.isDigit(a.last), Self.isDigit(b.first) { score += 1 }
    // Nothing that ends with a comma is above a headline.
    let isCut = a.last == 0xff0c || a.last == 0x3001
    if isStart { score -= isCut || isFull && wasRunning(first) ? 1 : 3 }
    if !isFull, isShort(first) { score -= wasRunning(first) ? 1 : 3 }
    if isHeadlineLike(first), !isOpening, !wasRunning(first),
      !isFull || a.clauses == 0 && !isNarrow(first)
    {
      score -= 2
    }
    if !isApart, isFull || a.end == .clause, !wasRunning(first), score > 0, score < Self.threshold {
      // A text begins with its dateline, and goes on between lines that are as wide.
      if signs.isDateline(a, in: bytes) {
        score += 3
      } else if isFull, !isStart, isWithinColumn(first), columns.isFull(second) {
        score += 1
      }
    }
    // The dictionary is asked only if its answer matters.
    if !isApart, score >= Self.threshold { return true }
    if score + 2 + (isApart ? 2 : 0) < Self.threshold { return false }
    let gain = junction.gain(of: bytes, a.content, b.content)
    if gain >= Self.strong { score += 2 } else if gain >= Self.likely { score += 1 }
    if isApart {
      let isProse = b.isPunctuated || endsFlat(b)
      score -= gain >= Self.strong || a.end == .clause || isProse ? 1 : 3
    }
    if isApart, hasIndents, wasRunning(first), !isHeadlineLike(second) { score += 2 }
    // In narrow columns every line has the looks of a headline.
    let isInColumn =
      hasIndents && wasRunning(first) && isFull && b.indent < 2 && columns.isFull(second)
    if isApart, isHeadlineLike(second), gain < Self.strong, !isInColumn { score -= 2 }
    return score >= Self.threshold
  }

  /// True for a line whose words may run on.
  private func isRunning(_ index: Int) -> Bool {
    roles[index] == .text || roles[index] == .item
  }

  /// True if the line above a line fills the column too.
  private func isWithinColumn(_ index: Int) -> Bool {
    index > 0 && !lines[index - 1].isBlank && isRunning(index - 1) && columns.isFull(index - 1)
      && abs(lines[index - 1].extent - lines[index].extent) <= 2
  }

  /// True for a line within a paragraph: it continues another.
  private func wasRunning(_ index: Int) -> Bool { joins[index] >= 0 }

  /// True for a line that could be a headline by its own looks.
  func isHeadlineLike(_ index: Int) -> Bool {
    roles[index] == .text && hasHeadlineLooks(index)
  }

  /// True if an article's headline seems to begin here: short lines, then a byline or an indent.
  private mutating func beginsHeadline(_ index: Int) -> Bool {
    guard isHeadlineLike(index), !columns.isFull(index) else { return false }
    guard let after = next(index) else { return false }
    if roles[after] == .byline { return true }
    // A name far to the right.
    if after == index + 1, lines[after].indent >= 12, signs.isName(lines[after], in: bytes) {
      return true
    }
    if signs.isDateline(lines[after], in: bytes) { return true }
    return hasIndents && lines[index].indent != 2 && lines[index].indent != 4
      && lines[after].indent >= 2 && lines[after].indent <= paragraphIndent + 2
      && lines[index].end != .sentence
  }

  /// True for a short line in the middle of its column.
  func isCentred(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.indent >= paragraphIndent + 4 else { return false }
    return abs(2 * line.indent + line.width - columns.widest(near: index)) <= 8
  }

  /// The neighbours of a line on one side that are of its column: up to four, not behind a headline.
  private func neighbours(_ index: Int, _ step: Int, _ body: (Int) -> Bool) {
    var place = index + step
    var seen = 0
    while place >= 0, place < lines.count, seen < 4 {
      let line = lines[place]
      if line.isBlank {
        place += step
        continue
      }
      guard roles[place] == .text || roles[place] == .item else { return }
      if !body(place) { return }
      seen += 1
      place += step
    }
  }

  /// True if lines beside it are wider: nothing cut this one.
  private func isShort(_ index: Int) -> Bool {
    let extent = lines[index].extent
    var result = false
    for step in [-1, 1] {
      neighbours(index, step) { place in
        if lines[place].extent > extent + 6 { result = true }
        return !result
      }
    }
    return result && extent <= 64
  }

  /// True in a column so narrow that lines without any mark are common.
  private func isNarrow(_ index: Int) -> Bool { lines[index].extent <= 28 }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5a).contains(scalar & ~0x20)
  }
  private static func isDigit(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0xff10...0xff19).contains(scalar)
  }
}
