/// How the text of an issue is understood: its lines, what each is, and which article each is of.
///
/// Every byte of the text is in exactly one line, and every line in exactly one article or in none:
/// what is of no article is the furniture of the issue. Nothing is copied.
///
/// Time and memory are linear in the text.
public struct IssueLayout: Sendable {
  /// A line and its part in the issue.
  public struct Line: Equatable, Sendable {
    /// The bytes of the line with its line end.
    public var range: Range<Int>
    /// The bytes without the white space around.
    public var content: Range<Int>
    /// What it is.
    public var role: LineRole
    /// The number of its article, from 1 up in the order of beginnings; 0 for furniture.
    public var article: Int
    /// The line whose words it continues, or nil: the break between the two is a column's.
    public var continued: Int?
  }

  /// The lines in the order of the text.
  public private(set) var lines: [Line]
  /// How many articles there are, 1 or more.
  public private(set) var articleCount: Int

  /// Understands a text in UTF-8.
  ///
  /// - Parameters:
  ///   - text: the bytes; lines end with line feeds, carriage returns or form feeds.
  ///   - isSplit: false to repair lines only, and take everything as one article.
  public init(_ text: [UInt8], isSplit: Bool = true) {
    self = text.withUnsafeBytes { IssueLayout(bytes: $0, isSplit: isSplit) }
  }

  /// A text whose articles are known, as chapters are: each begins at one of these bytes.
  init(_ text: [UInt8], partStarts: [Int]) {
    var part = 0
    lines = text.withUnsafeBytes { LineScanner.lines(of: $0) }.map { line in
      while part < partStarts.count, partStarts[part] <= line.range.lowerBound { part += 1 }
      let isHeadline = part > 0 && partStarts[part - 1] == line.range.lowerBound
      return Line(
        range: line.range, content: line.content,
        role: line.isBlank ? .blank : isHeadline ? .headline : .text, article: max(1, part),
        continued: nil)
    }
    articleCount = max(1, partStarts.count)
  }

  init(bytes: UnsafeRawBufferPointer, isSplit: Bool = true) {
    let repair = IssueLayout.repaired(bytes)
    let source = repair.lines
    var owners = [Int](repeating: 1, count: source.count)
    var joins = repair.joins
    var found = repair.roles
    articleCount = 1
    let splitter = ArticleSplitter(repair)
    splitter.run()
    if splitter.articleCount > 0 {
      joins = splitter.joins
      found = splitter.roles
      if isSplit, splitter.articleCount > 1 {
        articleCount = splitter.articleCount
        owners = splitter.owners
      }
    }
    lines = source.indices.map { index in
      Line(
        range: source[index].range, content: source[index].content, role: found[index],
        article: owners[index], continued: joins[index] < 0 ? nil : joins[index])
    }
    if articleCount <= 1 { keepOrder() }
  }

  /// The lines of a text: what each is, and which continue others.
  static func repaired(_ bytes: UnsafeRawBufferPointer) -> LineRepair {
    let repair = classified(bytes)
    repair.run()
    return repair
  }

  /// The lines of a text by themselves: what each is.
  static func classified(_ bytes: UnsafeRawBufferPointer) -> LineRepair {
    var lines = LineScanner.lines(of: bytes)
    LineMargin.remove(from: &lines)
    var classifier = LineClassifier()
    var roles = lines.map { classifier.role(of: $0, in: bytes) }
    var finder = MastheadFinder(bytes, lines)
    finder.mark(&roles)
    var heads = RunningHeads(bytes)
    heads.mark(&roles, lines)
    NumberLines.mark(&roles, lines, bytes)
    return LineRepair(bytes, lines, roles)
  }

  /// How many lines continue another.
  public var repairCount: Int { lines.count { $0.continued != nil } }

  /// The lines of one article, or of the furniture, in the order in which they are read.
  public func lines(ofArticle number: Int) -> [Int] {
    lines.indices.filter { lines[$0].article == number }
  }

  /// In one article lines stand as in the source: one that continues another over a third does not.
  private mutating func keepOrder() {
    var previous = -1
    for index in lines.indices where lines[index].role != .blank {
      if let continued = lines[index].continued, continued != previous {
        lines[index].continued = nil
      }
      previous = index
    }
  }
}
