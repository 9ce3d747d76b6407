/// Looks at the paragraphs of an issue for signs that articles begin with them.
final class BoundarySigns {
  let paragraphs: [Paragraph]
  let kinds: [ParagraphKind]
  let repair: LineRepair
  let following: [Int]
  /// True if paragraphs of one text have blank lines between them.
  private let hasBlankParagraphs: Bool
  /// Blank lines between most paragraphs of a text.
  private var usualBlanks = 0
  /// The first and the last of the lines that look like a headline together, for each of them.
  private var groupStarts: [Int]
  private var groupEnds: [Int]
  /// Characters of text right above each paragraph, and of that which begins with it.
  private var since: [Int]
  private var until: [Int]
  /// The end of the bylines that begin with each paragraph, or the paragraph.
  private var bylineEnds: [Int]
  /// For each paragraph the last headline or furniture above it.
  private var labels: [Int]
  /// For each paragraph the mark before it.
  private(set) var bullets: [UInt16] = []
  private var looks = LooksTally()
  /// For each paragraph the words of a short line.
  let words: [LineWords]
  let runs: LineRuns
  let edges: [TextEdges]
  let texts: [TextWords]
  var text = LineText()
  var compared = ComparedTexts()
  // What is asked of every paragraph is at hand: a global is looked for each time.
  private let firsts = BoundarySigns.firsts
  private let lasts = BoundarySigns.lasts
  private let widths = BoundarySigns.widths
  private let shapes = BoundarySigns.shapes

  init(_ paragraphs: [Paragraph], _ following: [Int], _ repair: LineRepair) {
    self.paragraphs = paragraphs
    self.following = following
    self.repair = repair
    let kinds = paragraphs.map { ParagraphKind($0, repair.lines[$0.first]) }
    self.kinds = kinds
    words = BoundarySigns.words(of: paragraphs, kinds, repair)
    runs = LineRuns(paragraphs, kinds)
    var reader = TextEdgeReader()
    edges = paragraphs.map {
      reader.edges(repair.lines[$0.first], repair.lines[$0.last], in: repair.bytes)
    }
    var textReader = TextWordReader()
    texts = paragraphs.map { textReader.words(of: repair.lines[$0.first], in: repair.bytes) }
    let count = paragraphs.count
    groupStarts = Array(0..<count)
    groupEnds = groupStarts
    since = [Int](repeating: 0, count: count + 1)
    until = [Int](repeating: 0, count: count + 1)
    bylineEnds = Array(0...count)
    labels = [Int](repeating: -1, count: count)
    var blanks = [0, 0, 0]
    var (apart, together) = (0, 0)
    for index in 1..<max(1, count) {
      let previous = kinds[index - 1]
      if kinds[index].isShort, previous.isShort, paragraphs[index].blanks == 0 {
        groupStarts[index] = groupStarts[index - 1]
      }
      if previous.isBody { since[index] = since[index - 1] + paragraphs[index - 1].characters }
      let isLabel = previous.isShort || previous.isFurniture && previous != .rule
      labels[index] = isLabel ? index - 1 : labels[index - 1]
      if kinds[index].isText, previous.isText {
        blanks[min(2, paragraphs[index].blanks)] += 1
      }
      if paragraphs[index - 1].isRunningText, paragraphs[index].isRunningText {
        if paragraphs[index].blanks > 0 { apart += 1 } else { together += 1 }
      }
    }
    for index in (0..<count).reversed() {
      if index + 1 < count, groupStarts[index + 1] < index + 1 {
        groupEnds[index] = groupEnds[index + 1]
      }
      if kinds[index] == .byline { bylineEnds[index] = bylineEnds[index + 1] }
      if kinds[index].isBody { until[index] = until[index + 1] + paragraphs[index].characters }
    }
    hasBlankParagraphs = apart > together
    usualBlanks = blanks.indices.max { blanks[$0] < blanks[$1] } ?? 0
    findLooks()
  }

  private func findLooks() {
    var signs = LineSigns()
    bullets.reserveCapacity(paragraphs.count)
    looks.reserve(paragraphs.count)
    for index in paragraphs.indices {
      let (paragraph, own) = (paragraphs[index], kinds[index])
      let line = repair.lines[paragraph.first]
      let mark = own.isText || own == .dateline ? 0 : signs.mark(line, in: repair.bytes)
      bullets.append(mark)
      let isCounted = own.isShort || own == .item || own == .longItem || own == .section
      let below = groupEnds[index] + 1
      looks.add(
        isCounted ? (Int(mark) << 8 | min(15, line.indent / 4)) << 5 | Int(own.rawValue) : nil,
        isNews: below < paragraphs.count && (kinds[below] == .dateline || kinds[below] == .byline),
        isBehindEnd: index == 0 || kinds[index - 1].isFurniture || paragraphs[index - 1].isSigned)
    }
  }

  @inline(__always)
  func kind(_ index: Int) -> Int {
    index >= 0 && index < kinds.count ? Int(kinds[index].rawValue) : 0
  }

  /// True for each paragraph that is a numbered part of something: a chapter, or an article of a law.
  func numberedParts() -> [Bool] {
    var signs = LineSigns()
    return paragraphs.map { signs.isNumberedPart(repair.lines[$0.first], in: repair.bytes) }
  }

  /// The class of a short line's width; 0 for all that is not short.
  private func shape(_ index: Int) -> Int {
    guard index >= 0, index < kinds.count, kinds[index].isShort else { return 0 }
    let width = repair.lines[paragraphs[index].first].width
    return 1 + shapes.place(of: width)
  }

  /// Blank lines before a paragraph, 2 for all above, 3 behind the last.
  @inline(__always)
  func blanks(_ index: Int) -> Int {
    index < paragraphs.count ? min(2, paragraphs[index].blanks) : 3
  }

  /// All signs of a paragraph but those of cohesion.
  @inline(__always)
  func collect(_ index: Int, into sink: inout some SignSink<BoundarySign>) {
    let kinds = ParagraphKind.count
    let own = kind(index)
    sink.add(.kind, own)
    sink.add(.before2, kind(index - 2))
    sink.add(.before1, kind(index - 1))
    sink.add(.after1, kind(index + 1))
    sink.add(.after2, kind(index + 2))
    sink.add(.pairBefore, kind(index - 1) * kinds + own)
    sink.add(.pairAfter, kind(index + 1) * kinds + own)
    let around = (blanks(index) * 4 + blanks(index + 1)) * 2 + (hasBlankParagraphs ? 1 : 0)
    sink.add(.blanks, around)
    sink.add(.kindBlanks, around * kinds + own)
    sink.add(.moreBlanks, (blanks(index) > usualBlanks ? kinds : 0) + own)
    sink.add(.since, BoundarySigns.size(since[index]) * kinds + own)
    addLooks(index, own, &sink)
    addGroup(index, own, &sink)
    addRun(index, &sink)
    addWords(index, own, &sink)
    addEdges(index, own, &sink)
    addTexts(index, own, &sink)
    addCharacters(index, own, &sink)
  }

  @inline(__always)
  private func addLooks(_ index: Int, _ own: Int, _ sink: inout some SignSink<BoundarySign>) {
    let count = ParagraphKind.count
    let paragraph = paragraphs[index]
    let line = repair.lines[paragraph.first]
    var flags = BoundarySigns.flags(paragraph, repair)
    while flags != 0 {
      sink.add(.flag, flags.trailingZeroBitCount * count + own)
      flags &= flags - 1
    }
    sink.add(.end, Int(line.end.rawValue) * count + own)
    if index > 0 {
      let end = Int(repair.lines[paragraphs[index - 1].last].end.rawValue)
      let above = paragraphs[index - 1]
      let behind = above.isJump ? 3 : above.isSourced ? 2 : above.isSigned ? 1 : 0
      sink.add(.behind, behind * count + own)
      sink.add(.endBefore, (end * count + kind(index - 1)) * count + own)
    }
    let width = paragraph.count > 1 ? 11 : widths.place(of: line.width)
    sink.add(.width, width * count + own)
    if kinds[index].isShort {
      let shape = shape(index) * 24
      sink.add(.shapeBefore, shape + self.shape(index - 1) * 3 + min(2, blanks(index)))
      sink.add(.shapeAfter, shape + self.shape(index + 1) * 3 + min(2, blanks(index + 1)))
    }
    sink.add(.marks, (min(2, line.clauses) * 3 + min(2, line.sentences)) * count + own)
    let indent =
      line.indent == 0
      ? 0 : line.indent < repair.paragraphIndent ? 1 : line.indent == repair.paragraphIndent ? 2 : 3
    sink.add(.indent, ((repair.hasIndents ? 4 : 0) + indent) * count + own)
    func isSame(_ other: Int) -> Int {
      paragraphs.indices.contains(other)
        && repair.lines[paragraphs[other].first].first == line.first ? 1 : 0
    }
    sink.add(.sameFirst, (isSame(index - 1) * 2 + isSame(index + 1)) * count + own)
    let last = repair.lines[paragraph.last].last
    sink.add(.first, firsts.place(of: line.first) * count + own)
    sink.add(.last, lasts.place(of: last) * count + own)
  }

  @inline(__always)
  private func addGroup(_ index: Int, _ own: Int, _ sink: inout some SignSink<BoundarySign>) {
    let kinds = ParagraphKind.count
    var below = index + 1
    if self.kinds[index].isShort {
      let (start, end) = (groupStarts[index], groupEnds[index])
      sink.add(.group, min(3, index - start) * 5 + min(4, end - start + 1))
      sink.add(.groupBefore, kind(start - 1) * 4 + blanks(start))
      let place = index == start ? 0 : 4 * kinds
      sink.add(.groupAfter, place + kind(end + 1) * 4 + blanks(end + 1))
      below = end + 1
    }
    if let others = looks.others(of: index) {
      let news = LooksTally.share(others.news, of: others.count)
      let ends = LooksTally.share(others.ends, of: others.count)
      sink.add(.alike, min(4, others.count) * kinds + own)
      sink.add(.alikeNews, (news * 2 + (others.isNews ? 1 : 0)) * kinds + own)
      sink.add(.alikeEnds, (ends * 2 + (others.isBehindEnd ? 1 : 0)) * kinds + own)
    }
    below = bylineEnds[below]
    sink.add(.until, BoundarySigns.size(until[below]) * kinds + own)
    let label = labels[index]
    guard label >= 0 else { return sink.add(.label, own) }
    let name = self.kinds[label].isShort ? ParagraphKind.short.rawValue : self.kinds[label].rawValue
    let value = paragraphs[label].isBriefs ? kinds : Int(name)
    sink.add(.label, (value * 4 + min(3, index - label)) * kinds + own)
  }
}
