/// What the first words of a paragraph tell, and its last.
struct TextEdges: Equatable {
  /// How it begins.
  enum Beginning: Int, CaseIterable {
    case other
    /// As first paragraphs do: 日前, 本报.
    case first
    /// As later ones do: 但是, 据了解.
    case later
    /// With a day, a month or a year.
    case date
  }

  var beginning = Beginning.other
  /// True if it ends as notices and letters do: 特此, 联系电话.
  var isEnd = false
}

/// Looks at the first and the last characters of paragraphs.
struct TextEdgeReader {
  private static let openings = WordTable([
    (1, HeadlineWords.beginnings), (2, HeadlineWords.continuations),
  ])
  private static let endings = WordTable([(1, HeadlineWords.endings)])
  // What is asked of every paragraph is at hand: a global is looked for each time.
  private let openings = Self.openings
  private let endings = Self.endings
  private var text = LineText()
  private let dateUnits = Words.shared.dateUnits

  /// How many characters at the beginning and at the end are looked at.
  private static let first = 6
  private static let last = 16

  /// Looks at a paragraph with these lines, the first and the last.
  mutating func edges(
    _ first: SourceLine, _ last: SourceLine, in bytes: UnsafeRawBufferPointer
  ) -> TextEdges {
    TextEdges(
      beginning: beginning(first, in: bytes),
      isEnd: hasEnding(last.content.suffix(3 * Self.last), in: bytes))
  }

  private mutating func beginning(
    _ line: SourceLine, in bytes: UnsafeRawBufferPointer
  ) -> TextEdges.Beginning {
    // Most characters begin nothing that is looked for: few lines are read.
    let first = LineText.plain(UInt16(truncatingIfNeeded: line.first))
    let isDigit = LineText.isDigit(first)
    guard isDigit || openings.mayBegin(first) else { return .other }
    text.read(bytes, line.content, limit: Self.first)
    let found = openings.classes(in: text, at: 0)
    if found & 2 != 0 { return .later }
    if found & 1 != 0 { return .first }
    let digits = text.number(at: 0)
    return (1...4).contains(digits) && dateUnits.contains(text.at(digits))
      && text.at(digits) >= 0x3400 ? .date : .other
  }

  private mutating func hasEnding(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Bool {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end, bytes[index] & 0xc0 == 0x80 { index &+= 1 }
    while index < end {
      guard let unit = LineText.ideograph(bytes, index, end) else {
        index &+= LineText.scalar(bytes, index, end).length
        continue
      }
      if endings.mayBegin(unit), endings.classes(unit, at: index, to: end, in: bytes, &text) != 0 {
        return true
      }
      index &+= 3
    }
    return false
  }
}

extension BoundarySigns {
  /// How paragraphs begin and end, and how those around them do.
  @inline(__always)
  func addEdges(_ index: Int, _ own: Int, _ sink: inout some SignSink<BoundarySign>) {
    let kinds = ParagraphKind.count
    sink.add(.beginning, edges[index].beginning.rawValue * kinds + own)
    if index + 1 < edges.count {
      let below = edges[index + 1].beginning.rawValue * kinds + kind(index + 1)
      sink.add(.beginningBelow, below * kinds + own)
    }
    let isEndAbove = index > 0 && edges[index - 1].isEnd
    sink.add(.ending, (isEndAbove ? 2 * kinds : 0) + (edges[index].isEnd ? kinds : 0) + own)
  }
}
