/// Lines of an issue that are one paragraph.
struct Paragraph {
  @Narrow var first: Int
  @Narrow var last: Int
  /// How many lines.
  @Narrow var count = 1
  var role: LineRole
  /// Blank lines before it.
  @Narrow var blanks = 0
  /// Those of its first line.
  @Narrow var indent = 0
  @Narrow var width = 0
  /// True for what looks like a line of a headline.
  var isShort = false
  /// True if it begins as the text of a piece of news does.
  var isDateline = false
  /// True for the name of a part of the paper that has short pieces of news.
  var isBriefs = false
  /// True for a line with a date and nothing else.
  var isDate = false
  /// True if it ends with the name of who wrote it.
  var isSigned = false
  /// True if it ends with the paper that it was taken from.
  var isSourced = false
  /// True for a title that is said to be one.
  var isTitled = false
  /// True for a short line that stands to the right of a text: who signs it.
  var isRight = false
  /// True for a short line with a name and nothing else.
  var isName = false
  /// True for a short line that says what follows: 停水公告, 讣告.
  var isNotice = false
  /// True for a line with a mark before it that lists have before their entries, and briefs too.
  var isBulleted = false
  /// True for a short line whose characters are set apart, as only headlines are, or that is set in the middle or
  /// marked to be bold.
  var isDisplayed = false
  /// True for a line that is one of several with numbers in brackets before them.
  var isCounted = false
  /// True for a line over others that point elsewhere, and for these: 相关新闻.
  var isRelated = false
  /// True for the first line of what a data base says of an article, where that is not the title.
  var beginsRecord = false
  /// True for what is said in an interview, or for whom a letter is to.
  var isSpoken = false
  /// True for a text that goes on from another page: （上接第1版）.
  var isContinuation = false
  /// True for what says that the text goes on on another page: （下转第3版）.
  var isJump = false
  /// All characters but white space.
  @Narrow var characters = 0

  init(_ index: Int, _ line: SourceLine, _ role: LineRole, blanks: Int) {
    first = index
    last = index
    self.role = role
    self.blanks = blanks
    indent = line.indent
    width = line.width
    characters = line.count
  }

  /// True for what is neither a headline nor anything but text.
  @inline(__always) var isRunningText: Bool { role == .text && !isShort }

  /// Takes another line.
  @inline(__always)
  mutating func add(_ index: Int, _ line: SourceLine, isSigned: Bool) {
    last = index
    characters += line.count
    count += 1
    isShort = false
    self.isSigned = isSigned
  }
}
