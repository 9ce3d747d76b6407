/// An issue with marks that tell how it is to be understood: a label for every line.
///
/// Before the first `|` of each line stands its mark; the rest of the line is the issue's.
///
/// | mark | the line |
/// |---|---|
/// | `=` | is of no article |
/// | `A` | begins an article |
/// | (nothing) | is of the article of the line before it |
/// | `+` | continues the last line of its article: a column cut them apart |
/// | `<N` | returns to article N, counted from 1, and continues its last line |
/// | `^N` | returns to article N with a new paragraph |
public struct MarkedIssue: Sendable {
  /// The text without the marks.
  public private(set) var text: [UInt8] = []
  /// The article of each line, from 1 up; 0 for none.
  public private(set) var articles: [Int] = []
  /// For each line the line that it continues, or nil.
  public private(set) var continued: [Int?] = []

  /// Reads a marked text; nil if a line has no mark or one that is not known.
  public init?(_ marked: [UInt8]) {
    var current = 0
    var count = 0
    var last: [Int: Int] = [:]
    var lines = marked.split(separator: 0x0a, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      guard let bar = line.firstIndex(of: 0x7c) else { return nil }
      let mark = line[..<bar].filter { $0 != 0x20 }
      let content = line[(bar + 1)...]
      var from: Int?
      var article = current
      switch mark.first {
      case nil: break
      case UInt8(ascii: "="): article = 0
      case UInt8(ascii: "A"):
        count += 1
        current = count
        article = count
      case UInt8(ascii: "+"): from = last[current]
      case UInt8(ascii: "<"), UInt8(ascii: "^"):
        guard let number = Int(String(decoding: mark.dropFirst(), as: UTF8.self)),
          (1...max(1, count)).contains(number)
        else { return nil }
        current = number
        article = number
        if mark.first == UInt8(ascii: "<") { from = last[number] }
      default: return nil
      }
      text += content
      text.append(0x0a)
      articles.append(article)
      continued.append(from)
      if article > 0, content.contains(where: { $0 > 0x20 }) { last[article] = index }
    }
  }
}

/// How well layouts agree with what issues are marked to be.
public struct LayoutScore: Sendable {
  /// Found, expected, and both.
  public struct Counts: Sendable {
    /// How many were found.
    public internal(set) var found = 0
    /// How many there are.
    public internal(set) var expected = 0
    /// How many of those found are right.
    public internal(set) var right = 0
    /// The share of what was found that is right; 1 if nothing was found.
    public var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
    /// The share of what is expected that was found; 1 if nothing is expected.
    public var recall: Double { expected == 0 ? 1 : Double(right) / Double(expected) }
    /// The harmonic mean of both.
    public var f1: Double {
      let sum = precision + recall
      return sum == 0 ? 0 : 2 * precision * recall / sum
    }

    fileprivate mutating func count(_ found: Bool, _ expected: Bool, _ agree: Bool) {
      if found { self.found += 1 }
      if expected { self.expected += 1 }
      if agree { right += 1 }
    }
  }

  /// The lines with which articles begin.
  public private(set) var boundaries = Counts()
  /// The lines that continue another.
  ///
  /// A break behind the end of a sentence is not counted: a search finds nothing across it anyhow.
  public private(set) var repairs = Counts()
  /// The lines of no article.
  public private(set) var furniture = Counts()
  /// Issues compared.
  public private(set) var issues = 0
  /// What differs, with the number of the line in the marked text and a word about it.
  public private(set) var differences: [(line: Int, what: String)] = []

  /// Of no issue.
  public init() {}

  /// Compares the layout of an issue with its marks.
  public mutating func add(_ issue: MarkedIssue) {
    let layout = IssueLayout(issue.text)
    let ends = issue.text.withUnsafeBytes { LineScanner.lines(of: $0).map(\.end) }
    issues += 1
    differences = []
    var seen: Set<Int> = [0]
    var marked: Set<Int> = [0]
    for index in layout.lines.indices where layout.lines[index].role != .blank {
      let begins = seen.insert(layout.lines[index].article).inserted
      let expected = marked.insert(issue.articles[index]).inserted
      boundaries.count(begins, expected, begins && expected)
      let (found, told) = (layout.lines[index].article == 0, issue.articles[index] == 0)
      furniture.count(found, told, found && told)
      if begins != expected { differences.append((index + 1, begins ? "begins" : "begins not")) }
      let from = layout.lines[index].continued
      let right = issue.continued[index]
      if let from = from ?? right, ends[from] == .sentence { continue }
      repairs.count(from != nil, right != nil, from != nil && from == right)
      if from != right { differences.append((index + 1, from == nil ? "joins not" : "joins")) }
    }
  }

  /// Adds the counts of another score.
  public mutating func add(_ other: LayoutScore) {
    issues += other.issues
    boundaries += other.boundaries
    repairs += other.repairs
    furniture += other.furniture
  }
}

extension LayoutScore.Counts {
  static func += (left: inout Self, right: Self) {
    left.found += right.found
    left.expected += right.expected
    left.right += right.right
  }
}
