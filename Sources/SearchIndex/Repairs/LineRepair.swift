/// Finds the lines that continue the line before them: breaks made by a column, not by a writer.
///
/// What a column cuts is as wide as the column: the extents of a line and of its neighbours agree. What a person ends
/// has a mark at its end, or is a headline. A line behind a break in a paragraph has no indent where paragraphs have
/// one. And a cut word is whole again when the lines are joined. How much each of these signs (``JoinSign``) speaks for
/// a join was learned from marked issues.
///
/// One object, to which all hold on that look at the lines behind it: copies would take as long as what is looked at.
final class LineRepair {
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
  /// The first line that is not blank.
  private let top: Int
  private(set) var columns = LineColumns()
  private(set) var tally = LineTally()
  private(set) var looks: [LineLooks] = []
  var junction = Junction()
  // What is asked for every two lines is at hand: a global is looked for each time.
  private let joinWeights = LineRepair.weights
  private let gainRange = LineRepair.gains
  let widths = JoinSigns.widths
  let distances = JoinSigns.distances
  let characters = JoinSigns.characters

  /// The sum of weights from which a line continues another: odds of four to three.
  ///
  /// A headline that is joined to a text is worse than a word that stays cut.
  static let threshold: Float = 0.3
  static let weights = SignWeights<JoinSign>(JoinWeights.text)
  private static let gains = weights.range(of: .gain)

  init(_ bytes: UnsafeRawBufferPointer, _ lines: [SourceLine], _ roles: [LineRole]) {
    self.bytes = bytes
    self.lines = lines
    self.roles = roles
    joins = [Int](repeating: -1, count: lines.count)
    top = lines.firstIndex { !$0.isBlank } ?? lines.count
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

  func run() {
    run { self.continues($0, $1, isAcross: $2) }
  }

  /// Asks of every two lines that may belong together whether they do.
  ///
  /// - Parameter continues: takes the lower line, the upper one, and whether the number of a page or the like
  ///   stands between them.
  func run(_ continues: (_ second: Int, _ first: Int, _ isAcross: Bool) -> Bool) {
    markSetLines()
    var signs = LineSigns()
    let bytes = bytes
    let looks = lines.map { LineLooks($0, in: bytes, &signs) }
    self.looks = looks
    columns = LineColumns(lines, roles)
    if !hasIndents { columns.findLostIndents { looks[$0].contains(.dateline) } }
    tally = LineTally(lines, roles)
    var index = top
    while index < lines.count {
      guard var following = next(index) else { return }
      if mayRunOn(index) {
        // The number of a page between two columns is passed over, and what else is of none of the texts.
        var passed = following
        while roles[passed].isFurniture, let after = next(passed) { passed = after }
        if passed != following, mayContinue(passed), continues(passed, index, true) {
          join(passed, to: index)
          following = passed
        } else if mayContinue(following), continues(following, index, false) {
          join(following, to: index)
        }
      }
      index = following
    }
  }

  private func join(_ second: Int, to first: Int) {
    joins[second] = first
    // A report's head that is alone in its line only because the column is narrow.
    if roles[first] == .byline, looks[first].contains(.dateline) { roles[first] = .text }
  }

  /// True if the line `second` continues the line `first`.
  private func continues(_ second: Int, _ first: Int, isAcross: Bool) -> Bool {
    let (a, b) = (lines[first], lines[second])
    // Two Latin words: the break is the space between them.
    if a.last < 0x80, b.first < 0x80, Self.isLetter(a.last), Self.isLetter(b.first) { return false }
    // Shorter by an indent that was lost, behind the end of a sentence: there are few examples to learn that from.
    if a.end == .sentence, columns.isOpening(second) { return false }
    if isTitle(first) { return false }
    if isNarrowed(second, behind: first) { return true }
    var sum = SignSum(joinWeights)
    collect(second, continuing: first, isAcross: isAcross, into: &sum)
    // The dictionary is asked only if its answer matters.
    if sum.value + gainRange.lowerBound >= Self.threshold { return true }
    if sum.value + gainRange.upperBound < Self.threshold { return false }
    sum.add(.gain, gain(second, continuing: first))
    return sum.value >= Self.threshold
  }

  /// True for the first of a few lines, unless it is written in clauses: so few have no column to be cut by.
  func isTitle(_ index: Int) -> Bool {
    index == top && tally.isSmall && !lines[index].isPunctuated
  }

  /// True for a line in the middle of a text where a box has narrowed the column: a short line, or one behind it.
  ///
  /// A short one has the looks of a headline. But behind it is neither an indent nor a byline, and not a second line of
  /// a headline: there is the box's border, or a wider line that goes on as prose.
  @inline(__always)
  func isNarrowed(_ second: Int, behind first: Int) -> Bool {
    let (a, b) = (lines[first], lines[second])
    guard hasIndents, second == first + 1, second + 1 < lines.count, joins[first] >= 0,
      a.end == .open, a.indent < 2, b.indent < 2, b.end == .open
    else { return false }
    let isShort = columns.isFull(first) && b.width < a.width
    if isShort, roles[second + 1] == .rule { return true }
    let behind = lines[second + 1]
    guard roles[second + 1] == .text, behind.indent < 2, behind.isPunctuated,
      !looks[second + 1].contains(.dateline)
    else { return false }
    return isShort && behind.width > b.width || b.isPunctuated
  }

  /// True for a line whose words may run on.
  private func mayRunOn(_ index: Int) -> Bool {
    switch roles[index] {
    case .text, .item, .set, .caption, .byline: true
    default: false
    }
  }

  /// True for a line that may be the rest of another.
  private func mayContinue(_ index: Int) -> Bool { roles[index] == .text || roles[index] == .set }

  /// True for a line that could be a headline by its own looks.
  func isHeadlineLike(_ index: Int) -> Bool {
    roles[index] == .text && hasHeadlineLooks(index)
  }

  /// True for a short line in the middle of its column.
  func isCentred(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.indent >= paragraphIndent + 4 else { return false }
    return abs(2 * line.indent + line.width - columns.widest(near: index)) <= 8
  }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5a).contains(scalar & ~0x20)
  }
}
