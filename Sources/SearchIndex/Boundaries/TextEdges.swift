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
  private static let words = WordTable([
    (1, HeadlineWords.beginnings), (2, HeadlineWords.continuations), (4, HeadlineWords.endings),
  ])
  // What is asked of every paragraph is at hand: a global is looked for each time.
  private let table = Self.words
  private var text = LineText()
  private let dateUnits = Words.shared.dateUnits

  /// How many characters at the beginning and at the end are looked at.
  private static let first = 6
  private static let last = 16

  /// Looks at a paragraph with these lines, the first and the last.
  mutating func edges(
    _ first: SourceLine, _ last: SourceLine, in bytes: UnsafeRawBufferPointer
  ) -> TextEdges {
    text.read(bytes, first.content, limit: Self.first)
    var edges = TextEdges(beginning: beginning)
    var start = max(last.content.lowerBound, last.content.upperBound - 3 * Self.last)
    while start < last.content.upperBound, bytes[start] & 0xc0 == 0x80 { start += 1 }
    text.read(bytes, start..<last.content.upperBound)
    edges.isEnd = (0..<text.count).contains { classes(at: $0) & 4 != 0 }
    return edges
  }

  private var beginning: TextEdges.Beginning {
    let found = classes(at: 0)
    if found & 2 != 0 { return .later }
    if found & 1 != 0 { return .first }
    let digits = text.number(at: 0)
    return (1...4).contains(digits) && dateUnits.contains(text.at(digits))
      && text.at(digits) >= 0x3400 ? .date : .other
  }

  /// The classes of all words that begin at a place.
  @inline(__always)
  private func classes(at start: Int) -> UInt16 {
    var key: UInt64 = 0
    var found: UInt16 = 0
    guard table.mayBegin(text.at(start)) else { return 0 }
    for place in start..<min(text.count, start + WordTable.longest) {
      key = key << 16 | UInt64(text.at(place))
      found |= table[key]
    }
    return found
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
