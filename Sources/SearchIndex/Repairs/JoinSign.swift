/// What is looked at to tell whether a line continues the one before it.
enum JoinSign: UInt8, Sign {
  /// What the two lines are taken for.
  case roles
  /// How the upper line ends: with what stands between, blank lines or the number of a page, and with whether the line
  /// fills its column.
  case endBetween, endFull
  /// How the lower line ends, whether it is written in clauses, and whether both fill their columns.
  case endFullBelow
  /// How both end, and whether they are as wide as each other: as verse is.
  case ends
  /// What is behind the lower line, and whether that fills its column.
  case behind
  /// Whether the upper line fills its column, with what stands between.
  case fullBetween
  /// The classes of the last character above and the first below.
  case last, first
  /// Whether both begin alike.
  case beginning
  case width, widthBelow
  /// Marks within: clauses, sentences, wide gaps.
  case clauses, clausesBelow, sentences, sentencesBelow, gaps, gapsBelow
  /// Brackets and quotes opened and not closed above.
  case depth
  /// Rows, headlines, datelines and the like.
  case looks
  /// White space before them: whether paragraphs have some, the two against each other, and against most lines.
  case indents, indentChange, inset, insetBelow
  /// Extents: of the two against the most common one, of the upper against that of its neighbours.
  case extent, extentBelow, difference, differenceAbove
  /// How many lines have about the most common extent.
  case column
  /// How many lines are longer than any column, and how many end within a sentence.
  case longLines, openLines
  /// What is gained if the characters on both sides are read together, and whether the lower line could be a
  /// headline.
  case gain

  var count: Int {
    switch self {
    case .roles: 10
    case .depth: 4
    case .endBetween, .ends, .endFullBelow: 32
    case .endFull, .fullBetween: 16
    case .behind: 12
    case .last, .first: JoinSigns.classCount
    case .beginning: 3
    case .width, .widthBelow: JoinSigns.widths.count
    case .clauses, .clausesBelow, .sentences, .sentencesBelow, .gaps, .gapsBelow: 6
    case .looks: 2 * LineLooks.count
    case .indents: 4
    case .indentChange: 42
    case .inset, .insetBelow: 21
    case .extent, .extentBelow, .difference, .differenceAbove: JoinSigns.distances.count + 1
    case .column, .longLines, .openLines: JoinSigns.shareCount + 1
    case .gain: 2 * JoinSigns.gains.count
    }
  }
}
