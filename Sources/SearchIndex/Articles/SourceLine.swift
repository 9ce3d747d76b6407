/// One line of a text: where it lies, and what its looks tell.
///
/// Widths are in halves of an ideograph, which is how columns are cut.
struct SourceLine: Equatable {
  /// How a line ends, closing brackets and quotes behind the mark apart.
  enum End: UInt8 {
    /// With a letter or an ideograph.
    case open
    /// With a comma, a colon, a semicolon, a dash.
    case clause
    /// With a bracket or quote that closes behind no such mark.
    case bracket
    /// With what ends a sentence.
    case sentence
  }

  @Narrow private var start = 0
  @Narrow private var rangeEnd = 0
  @Narrow private var contentStart = 0
  @Narrow private var contentEnd = 0
  /// The width of the white space before the content.
  @Narrow var indent = 0
  /// The width of the content.
  @Narrow var width = 0
  /// The first scalar of the content.
  var first: UInt32 = 0
  /// The last scalar of the content.
  var last: UInt32 = 0
  /// All characters but white space.
  @Narrow var count = 0
  /// Letters, digits and ideographs.
  @Narrow var units = 0
  /// Commas, enumeration commas, semicolons and colons.
  @Narrow var clauses = 0
  /// Ends of sentences.
  @Narrow var sentences = 0
  /// Places within the content with wide white space.
  @Narrow var gaps = 0
  /// Brackets and quotes opened and not closed.
  @Narrow var depth = 0
  var end = End.open
  /// What its characters may be part of, all of them together.
  var marks: LineCharacters.Marks = []
  /// True if a page begins behind the line.
  var endsPage = false

  init(range: Range<Int>, content: Range<Int>) {
    self.range = range
    self.content = content
  }

  /// The whole line with its line end.
  var range: Range<Int> {
    get { Range(uncheckedBounds: (start, rangeEnd)) }
    set { (start, rangeEnd) = (newValue.lowerBound, newValue.upperBound) }
  }
  /// The line without the white space around it.
  var content: Range<Int> {
    get { Range(uncheckedBounds: (contentStart, contentEnd)) }
    set { (contentStart, contentEnd) = (newValue.lowerBound, newValue.upperBound) }
  }
  var isBlank: Bool { contentStart == contentEnd }
  /// The width with the indent: what fills a column.
  @inline(__always) var extent: Int { indent + width }
  /// True for what is written in sentences or clauses, the last mark apart.
  var isPunctuated: Bool { clauses + sentences > (end == .open || end == .bracket ? 0 : 1) }
}

/// A number that is not negative, in half the room.
///
/// The lines of an issue are passed over again and again, and so stay in the nearest cache. No text has more
/// bytes than it can tell.
@propertyWrapper
struct Narrow: Equatable {
  private var stored: UInt32

  init(wrappedValue: Int) { stored = UInt32(truncatingIfNeeded: wrappedValue) }

  @inline(__always)
  var wrappedValue: Int {
    get { Int(stored) }
    set { stored = UInt32(truncatingIfNeeded: newValue) }
  }
}
