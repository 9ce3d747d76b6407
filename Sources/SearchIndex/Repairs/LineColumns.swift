/// The widths of lines among those beside them: which fill their columns, and which are shorter for an indent
/// that was lost.
struct LineColumns {
  /// A line as its neighbours see it, small enough for all of an issue to stay in a cache.
  private struct Look {
    enum Kind: UInt8 { case blank, column, other }

    let extent: Int32
    let kind: Kind
    let hasMarks: Bool
    let endsSentence: Bool

    init(_ line: SourceLine, _ role: LineRole) {
      extent = Int32(min(line.extent, 1 << 30))
      kind = line.isBlank ? .blank : role == .text || role == .item ? .column : .other
      hasMarks = line.clauses + line.sentences > 0
      endsSentence = line.end == .sentence
    }
  }

  /// Extents that differ by this much may fill the same column: marks hang, and Latin is narrow.
  private static let tolerance: Int32 = 2
  /// How much shorter a line is that had an indent of two ideographs.
  private static let lostIndent: ClosedRange<Int32> = 3...6

  private var looks: [Look] = []
  private var full: [Bool] = []
  private var openings: [Bool] = []
  /// True if the first lines of paragraphs are shorter by the indents that they had: recognised characters
  /// have no white space around them.
  private(set) var hasLostIndents = false

  init() {}

  init(_ lines: [SourceLine], _ roles: [LineRole]) {
    looks = lines.indices.map { Look(lines[$0], roles[$0]) }
    let commonExtent = LineColumns.commonExtent(looks)
    full = looks.withUnsafeBufferPointer { looks in
      looks.indices.map {
        looks[$0].kind != .blank && LineColumns.fillsColumn($0, looks, commonExtent)
      }
    }
  }

  /// True if the line is as wide as its column, a lost indent counted.
  func isFull(_ index: Int) -> Bool { full[index] }

  /// True for the first line of a paragraph that lost its indent.
  func isOpening(_ index: Int) -> Bool { hasLostIndents && openings[index] }

  /// Looks for lines that are shorter than those below them by an indent, behind the end of a sentence.
  ///
  /// - Parameter isDateline: tells which lines begin a text, behind whatever.
  mutating func findLostIndents(_ isDateline: (Int) -> Bool) {
    var all = 0
    var shorter: [Int] = []
    openings = [Bool](repeating: false, count: looks.count)
    for index in looks.indices where looks[index].kind == .column {
      guard index + 1 < looks.count, looks[index + 1].kind == .column else { continue }
      let widest = widestBeside(index)
      let isShorter = Self.lostIndent.contains(widest - looks[index].extent)
      if index > 0, looks[index - 1].kind == .column, looks[index - 1].endsSentence {
        all += 1
        if isShorter { shorter.append(index) }
      }
      if isShorter {
        openings[index] =
          index > 0 && looks[index - 1].kind == .column && looks[index - 1].endsSentence
          || index > 0 && looks[index - 1].kind == .other || isDateline(index)
      }
    }
    hasLostIndents = shorter.count >= 2 && shorter.count * 2 >= all
    guard hasLostIndents else { return }
    for index in openings.indices where openings[index] { full[index] = true }
  }

  /// The width of the widest line of text among twelve around, white space apart.
  func widest(near index: Int) -> Int {
    let around = max(0, index - 6)..<min(looks.count, index + 7)
    return around.reduce(0) { looks[$1].kind == .column ? max($0, Int(looks[$1].extent)) : $0 }
  }

  /// The width of the column at a line: that of the widest of three lines on either side.
  private func widestBeside(_ index: Int) -> Int32 {
    var widest: Int32 = 0
    for step in [-1, 1] {
      var place = index + step
      while place >= 0, place < looks.count, abs(place - index) <= 3, looks[place].kind == .column {
        widest = max(widest, looks[place].extent)
        place += step
      }
    }
    return widest
  }

  /// The extent of a quarter of all lines of text or more, 0 if none is so common.
  private static func commonExtent(_ looks: [Look]) -> Int32 {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 128) { counts in
      counts.initialize(repeating: 0)
      var all: Int32 = 0
      for look in looks where look.kind == .column {
        all &+= 1
        if look.extent < 128 { counts[Int(look.extent)] &+= 1 }
      }
      var best = 0
      for extent in 12..<128 where counts[extent] >= counts[best] { best = extent }
      return counts[best] >= 8 && counts[best] &* 4 >= all ? Int32(best) : 0
    }
  }

  /// True if lines beside it are as wide, and none is wider.
  private static func fillsColumn(
    _ index: Int, _ looks: UnsafeBufferPointer<Look>, _ commonExtent: Int32
  ) -> Bool {
    let extent = looks[index].extent
    // What is wider behind lines that agree is of another column.
    for step in [-1, 1] {
      var similar = 0
      var hasProse = false
      var isWidest = true
      var seen = 0
      var place = index + step
      while place >= 0, place < looks.count, seen < 4 {
        let other = looks[place]
        place += step
        if other.kind == .blank { continue }
        if other.kind == .other { break }
        if other.extent > extent + tolerance {
          isWidest = similar >= 2
          break
        }
        if other.extent >= extent - tolerance {
          similar += 1
          if other.hasMarks { hasProse = true }
          // Behind two that agree nothing can change that.
          if similar >= 2, hasProse || similar > 2 || extent == commonExtent { return true }
        }
        seen += 1
      }
      if isWidest, hasProse, extent >= 16 { return true }
      // One line is enough where the whole file has this width.
      if isWidest, similar > 0, extent == commonExtent { return true }
    }
    return false
  }
}
