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

  /// The whole line with its line end.
  var range: Range<Int>
  /// The line without the white space around it.
  var content: Range<Int>
  /// The width of the white space before the content.
  var indent = 0
  /// The width of the content.
  var width = 0
  /// The first scalar of the content.
  var first: UInt32 = 0
  /// The last scalar of the content.
  var last: UInt32 = 0
  /// All characters but white space.
  var count = 0
  /// Letters, digits and ideographs.
  var units = 0
  /// Commas, enumeration commas, semicolons and colons.
  var clauses = 0
  /// Ends of sentences.
  var sentences = 0
  /// Places within the content with wide white space.
  var gaps = 0
  /// Brackets and quotes opened and not closed.
  var depth = 0
  var end = End.open
  /// What its characters may be part of, all of them together.
  var marks: LineCharacters.Marks = []
  /// True if a page begins behind the line.
  var endsPage = false

  var isBlank: Bool { content.isEmpty }
  /// The width with the indent: what fills a column.
  @inline(__always) var extent: Int { indent + width }
  /// True for what is written in sentences or clauses, the last mark apart.
  var isPunctuated: Bool { clauses + sentences > (end == .open || end == .bracket ? 0 : 1) }
}
