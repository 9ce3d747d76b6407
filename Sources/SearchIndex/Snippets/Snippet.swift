/// A passage of a text, unaltered, with the places of the matches in it.
public struct Snippet: Equatable, Sendable {
  /// A match: counted in Unicode scalars from the start of ``text``.
  public struct Highlight: Equatable, Sendable {
    /// The first scalar of the match.
    public let start: Int
    /// How many scalars it has.
    public let length: Int
  }

  /// Where the passage stands in the title or the text, in bytes.
  let range: Range<Int>
  /// True for a passage of the title.
  var isTitle = false
  /// The passage as it stands in the source.
  public let text: String
  /// The matches in rising order; they neither overlap nor touch.
  public let highlights: [Highlight]
  /// True if the source has more than white space before the passage.
  public let isCutAtStart: Bool
  /// True if the source has more than white space behind the passage.
  public let isCutAtEnd: Bool

  /// The part `range` of `source`, both and the highlights in bytes of the source's UTF-8.
  init(source: String, range: Range<Int>, highlights: [Range<Int>]) {
    self.range = range
    let utf8 = source.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    let end = utf8.index(start, offsetBy: range.count)
    text = String(source[start..<end])
    let scalars = source.unicodeScalars
    isCutAtStart = scalars[..<start].contains { !$0.properties.isWhitespace }
    isCutAtEnd = scalars[end...].contains { !$0.properties.isWhitespace }
    var result: [Highlight] = []
    var index = start
    var position = 0
    for highlight in highlights {
      let lower = max(highlight.lowerBound, range.lowerBound)
      let upper = min(highlight.upperBound, range.upperBound)
      guard lower < upper else { continue }
      let from = utf8.index(utf8.startIndex, offsetBy: lower)
      let to = utf8.index(utf8.startIndex, offsetBy: upper)
      position += scalars.distance(from: index, to: from)
      let length = scalars.distance(from: from, to: to)
      result.append(Highlight(start: position, length: length))
      position += length
      index = to
    }
    self.highlights = result
  }

  /// Calls `body` with the parts of the text in order, matches and what is between them.
  public func forEachPart(_ body: (_ part: Substring, _ isMatch: Bool) -> Void) {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var position = 0
    for highlight in highlights {
      let from = scalars.index(index, offsetBy: highlight.start - position)
      let to = scalars.index(from, offsetBy: highlight.length)
      if index < from { body(text[index..<from], false) }
      body(text[from..<to], true)
      index = to
      position = highlight.start + highlight.length
    }
    if index < scalars.endIndex { body(text[index...], false) }
  }
}
