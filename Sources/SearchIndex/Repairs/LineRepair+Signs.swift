/// What speaks for and against a line's being the continuation of another.
extension LineRepair {
  /// All signs but the gain.
  ///
  /// - Parameters:
  ///   - second: the lower line.
  ///   - first: the upper line.
  ///   - isAcross: true if the number of a page or the like stands between them.
  ///   - sink: takes the signs.
  @inline(__always)
  func collect(
    _ second: Int, continuing first: Int, isAcross: Bool, into sink: inout some SignSink<JoinSign>
  ) {
    let (a, b) = (lines[first], lines[second])
    let blanks = isAcross ? 3 : min(2, second - first - 1)
    let between = blanks * 2 + (isDoubleSpaced ? 1 : 0)
    let end = Int(a.end.rawValue)
    let (isFull, isFullBelow) = (columns.isFull(first) ? 1 : 0, columns.isFull(second) ? 1 : 0)
    sink.add(.roles, LineRepair.place(of: roles[first]) * 2 + (roles[second] == .set ? 1 : 0))
    sink.add(.endBetween, between * 4 + end)
    sink.add(.endFull, end * 2 + isFull)
    let endBelow = Int(b.end.rawValue)
    sink.add(
      .endFullBelow, (b.isPunctuated ? 16 : 0) + (endBelow * 2 + isFull) * 2 + isFullBelow)
    sink.add(.ends, (end * 4 + endBelow) * 2 + (a.extent == b.extent ? 1 : 0))
    sink.add(.behind, behind(second) * 2 + isFullBelow)
    sink.add(.fullBetween, between * 2 + isFull)
    sink.add(.last, characters.place(of: a.last))
    sink.add(.first, characters.place(of: b.first))
    sink.add(.beginning, beginning(a, b))
    sink.add(.width, widths.place(of: a.width))
    sink.add(.widthBelow, widths.place(of: b.width))
    sink.add(.clauses, min(5, a.clauses))
    sink.add(.clausesBelow, min(5, b.clauses))
    sink.add(.sentences, min(5, a.sentences))
    sink.add(.sentencesBelow, min(5, b.sentences))
    sink.add(.gaps, min(4, a.gaps))
    sink.add(.gapsBelow, min(4, b.gaps))
    sink.add(.depth, min(3, a.depth))
    var bits = looks[first].rawValue | looks[second].rawValue << LineLooks.count
    while bits != 0 {
      sink.add(.looks, bits.trailingZeroBitCount)
      bits &= bits - 1
    }
    addIndents(a, b, &sink)
    addExtents(a, b, above: first, &sink)
  }

  /// 1 if both lines begin with the same mark, 2 if they do with the same two ideographs, else 0.
  @inline(__always)
  private func beginning(_ a: SourceLine, _ b: SourceLine) -> Int {
    guard a.first == b.first else { return 0 }
    guard (0x3400..<0xa000).contains(a.first) else { return 1 }
    let (left, right) = (a.content.lowerBound + 3, b.content.lowerBound + 3)
    for offset in 0..<3 {
      guard left + offset < a.content.upperBound, right + offset < b.content.upperBound,
        bytes[left + offset] == bytes[right + offset]
      else { return 0 }
    }
    return 2
  }

  @inline(__always)
  private func addIndents(
    _ a: SourceLine, _ b: SourceLine, _ sink: inout some SignSink<JoinSign>
  ) {
    func limited(_ difference: Int) -> Int { max(-10, min(10, difference)) + 10 }
    sink.add(.indents, (hasIndents ? 2 : 0) + (columns.hasLostIndents ? 1 : 0))
    sink.add(.indentChange, limited(b.indent - a.indent) * 2 + (hasIndents ? 1 : 0))
    sink.add(.inset, limited(a.indent - tally.margin))
    sink.add(.insetBelow, limited(b.indent - tally.margin))
  }

  /// What is behind a line: nothing, a blank line, a byline, the beginning of a text, an indented line, or another.
  @inline(__always)
  private func behind(_ index: Int) -> Int {
    guard index + 1 < lines.count else { return 0 }
    let below = lines[index + 1]
    if below.isBlank { return 1 }
    if roles[index + 1] == .byline { return 2 }
    if looks[index + 1].contains(.dateline) { return 3 }
    return below.indent > lines[index].indent ? 4 : 5
  }

  @inline(__always)
  private func addExtents(
    _ a: SourceLine, _ b: SourceLine, above first: Int, _ sink: inout some SignSink<JoinSign>
  ) {
    let unknown = distances.count
    let isSmall = tally.isSmall
    let common = tally.commonExtent
    sink.add(.extent, isSmall ? unknown : distances.place(of: a.extent - common))
    sink.add(.extentBelow, isSmall ? unknown : distances.place(of: b.extent - common))
    sink.add(.difference, distances.place(of: b.extent - a.extent))
    var above = first - 1
    while above >= 0, lines[above].isBlank { above -= 1 }
    sink.add(
      .differenceAbove,
      above < 0 ? unknown : distances.place(of: lines[above].extent - a.extent))
    sink.add(.column, tally.shares.common)
    sink.add(.longLines, tally.shares.long)
    sink.add(.openLines, tally.shares.open)
  }

  private static func place(of role: LineRole) -> Int {
    switch role {
    case .item: 1
    case .set: 2
    case .caption: 3
    case .byline: 4
    default: 0
    }
  }

  /// What is gained if the end of one line and the beginning of another are read together: the value of its sign.
  @inline(__always)
  func gain(_ second: Int, continuing first: Int) -> Int {
    let gain = junction.gain(of: bytes, lines[first].content, lines[second].content)
    let isLoose = lines[second].end == .open && !columns.isFull(second)
    return JoinSigns.gains.place(of: gain) * 2 + (isLoose ? 1 : 0)
  }
}
