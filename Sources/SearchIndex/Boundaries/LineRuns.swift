/// Short lines and bylines that stand together, also with blank lines between them.
struct LineRuns {
  /// The first and the last of the run of each paragraph.
  private(set) var starts: [Int]
  private(set) var ends: [Int]
  /// The width of the widest of the run that begins with each paragraph.
  private var widest: [Int]

  init(_ paragraphs: [Paragraph], _ kinds: [ParagraphKind]) {
    starts = Array(paragraphs.indices)
    ends = starts
    widest = paragraphs.map(\.width)
    func isOfRun(_ index: Int) -> Bool { kinds[index].isShort || kinds[index] == .byline }
    for index in paragraphs.indices.dropFirst() where isOfRun(index) && isOfRun(index - 1) {
      starts[index] = starts[index - 1]
      widest[starts[index]] = max(widest[starts[index]], paragraphs[index].width)
    }
    for index in paragraphs.indices.dropLast().reversed() where starts[index + 1] <= index {
      ends[index] = ends[index + 1]
    }
  }

  /// True for one of several that none is wider than.
  func isWidest(_ index: Int, _ paragraph: Paragraph) -> Bool {
    paragraph.width == widest[starts[index]]
  }
}

extension BoundarySigns {
  /// The place of a short line in its run.
  @inline(__always)
  func addRun(_ index: Int, _ sink: inout some SignSink<BoundarySign>) {
    guard kinds[index].isShort else { return }
    let (start, end) = (runs.starts[index], runs.ends[index])
    let (above, below) = (min(3, index - start), min(3, end - index))
    sink.add(.run, above * 4 + below)
    sink.add(.runBefore, above * ParagraphKind.count + kind(start - 1))
    sink.add(.runAfter, below * ParagraphKind.count + kind(end + 1))
    let blanks =
      min(1, blanks(index)) * 3 + (index + 1 < kinds.count ? min(1, self.blanks(index + 1)) : 2)
    sink.add(.runBlanks, (min(2, above) * 3 + min(2, below)) * 6 + blanks)
    if end > start {
      let isWidest = runs.isWidest(index, paragraphs[index])
      sink.add(.runWidest, (above * 4 + below) * 2 + (isWidest ? 1 : 0))
    }
  }
}
