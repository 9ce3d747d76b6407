/// What the lines of a text have in common.
struct LineTally {
  /// The most common extent of a line that may be of a column; 0 if there is none.
  private(set) var commonExtent = 0
  /// The white space before most lines.
  private(set) var margin = 0
  /// Lines of text: all, those of about the most common extent, those longer than any column, and those that end within a
  /// sentence.
  private(set) var all = 0
  private(set) var common = 0
  private(set) var long = 0
  private(set) var open = 0
  /// The values of the signs that all lines share.
  private(set) var shares = (common: 0, long: 0, open: 0)

  private static let columns = 8..<128
  private static let longest = 90
  private static let deepest = 64

  init() {}

  /// True if there are too few lines for what they have in common to tell anything.
  var isSmall: Bool { all < 6 }

  init(_ lines: [SourceLine], _ roles: [LineRole]) {
    var counts = [Int](repeating: 0, count: Self.columns.upperBound + 2)
    var indents = [Int](repeating: 0, count: Self.deepest)
    for index in lines.indices where roles[index] == .text || roles[index] == .item {
      let line = lines[index]
      all += 1
      if line.width > Self.longest { long += 1 }
      if line.end == .open || line.end == .clause { open += 1 }
      if line.extent < Self.columns.upperBound { counts[line.extent] += 1 }
      if line.indent < Self.deepest { indents[line.indent] += 1 }
    }
    margin = indents.indices.max { indents[$0] < indents[$1] } ?? 0
    // Marks hang, and Latin is narrow: what differs by one counts as much, what differs by two half.
    var best = 0
    for extent in Self.columns {
      let sum =
        2 * (counts[extent - 1] + counts[extent] + counts[extent + 1])
        + counts[extent - 2] + counts[extent + 2]
      if counts[extent] > 0, sum > best {
        best = sum
        commonExtent = extent
      }
    }
    common = best / 2
    shares = (share(of: common), share(of: long), share(of: open))
  }

  private func share(of part: Int) -> Int {
    isSmall ? JoinSigns.shareCount : JoinSigns.share(part, of: all)
  }
}
