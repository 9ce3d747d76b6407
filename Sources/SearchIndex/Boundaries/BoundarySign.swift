/// What is looked at to tell which part of an article a paragraph is.
enum BoundarySign: UInt8, Sign {
  /// The kinds of the paragraph and its neighbours.
  case kind, before2, before1, after1, after2
  /// Two kinds together.
  case pairBefore, pairAfter
  /// Blank lines before and behind it, in files with blank lines between paragraphs and in others, and by kind.
  case blanks, kindBlanks
  /// More blank lines before it than between paragraphs of a text.
  case moreBlanks
  /// What ``ParagraphFinder`` found out about it.
  case flag
  /// How its first line ends, and how the paragraph before it does.
  case end, endBefore
  case width, marks, indent
  /// Whether the paragraph above is signed, tells a source, or goes on elsewhere.
  case behind
  /// Whether those above and below begin with the same character.
  case sameFirst
  /// Widths of a short line and of the short lines beside it: names of columns are shorter than headlines.
  case shapeBefore, shapeAfter
  /// The mark before it, its first character and its last, if they are among those that tell.
  case bullet, first, last
  /// Its place among lines that look like a headline together, and what is around these; below the first and the
  /// others apart.
  case group, groupBefore, groupAfter
  /// Characters of text above and below, as far as no headline interrupts it.
  case since, until
  /// How many others look like it, how many of these have bylines, and are behind an end, each with whether it has
  /// itself.
  case alike, alikeNews, alikeEnds
  /// Its place among short lines and bylines, blank lines between them or not; what is around these, and whether it is
  /// the widest.
  case run, runBefore, runAfter, runBlanks, runWidest
  /// Words of ``LineWords``, by kind too, and those of the two paragraphs above and below.
  case words, kindWords, wordsAround
  /// How it and the one below begin, and whether it and the one above have words of ends.
  case beginning, beginningBelow, ending
  /// Words of ``TextWords``, its own and those of the paragraphs above and below.
  case texts, textsAbove, textsBelow
  /// What the last headline or furniture above is, and how near.
  case label
  /// How many pairs of ideographs the texts above and below share.
  case cohesion, kindCohesion
  /// How many pairs of a headline's are in the text below it, and in that above.
  case headlineBelow, headlineAbove
  /// Characters of a short line: any, the first, the last.
  case unit, firstUnit, lastUnit

  var count: Int {
    let kinds = ParagraphKind.count
    return switch self {
    case .kind, .before2, .before1, .after1, .after2: kinds
    case .pairBefore, .pairAfter: kinds * kinds
    case .blanks: 32
    case .kindBlanks: 32 * kinds
    case .moreBlanks: 2 * kinds
    case .flag: BoundarySigns.flagCount * kinds
    case .end: 4 * kinds
    case .endBefore: 4 * kinds * kinds
    case .width: 12 * kinds
    case .shapeBefore, .shapeAfter: 8 * 8 * 3
    case .behind, .sameFirst: 4 * kinds
    case .marks: 9 * kinds
    case .indent: 8 * kinds
    case .bullet, .first, .last: 48 * kinds
    case .group: 20
    case .groupBefore: 4 * kinds
    case .groupAfter: 8 * kinds
    case .since, .until: 7 * kinds
    case .alike: 5 * kinds
    case .alikeNews, .alikeEnds: 10 * kinds
    case .run: 16
    case .runBefore, .runAfter: 4 * kinds
    case .runBlanks: 3 * 3 * 2 * 3
    case .runWidest: 4 * 4 * 2
    case .words: LineWords.Sort.allCases.count * LineWords.values
    case .kindWords: LineWords.Sort.allCases.count * LineWords.values * kinds
    case .wordsAround: 4 * LineWords.Sort.allCases.count * 4 * 3
    case .beginning, .ending: 4 * kinds
    case .beginningBelow: 4 * kinds * kinds
    case .texts, .textsAbove, .textsBelow: TextWords.Sort.allCases.count * kinds
    case .label: 4 * 19 * kinds
    case .cohesion: 10
    case .kindCohesion: 10 * kinds
    case .headlineBelow, .headlineAbove: 6
    case .unit, .firstUnit, .lastUnit: 0
    }
  }
}
