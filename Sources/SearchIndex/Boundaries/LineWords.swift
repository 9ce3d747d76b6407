/// What words a short line has, of those that tell a reader whether it is a headline.
struct LineWords: Equatable {
  /// A class of words, and where in a line they are looked for.
  enum Sort: Int, CaseIterable {
    // At the end.
    case column, collection, announcement, subtitle, saying, office, person
    // At the beginning.
    case announces, columnFirst, personFirst
    // Anywhere.
    case event, appeal, imprint
    /// A name and nothing else.
    case name
    /// A name at the end, behind a gap.
    case named
  }

  /// How many values a class has, with 0 for none of its words.
  static let values = 12

  /// Four bits for each class.
  private var packed: UInt64 = 0

  subscript(sort: Sort) -> Int {
    get { Int(packed >> UInt64(4 * sort.rawValue) & 15) }
    set {
      let shift = UInt64(4 * sort.rawValue)
      packed = packed & ~(15 << shift) | UInt64(newValue) << shift
    }
  }

  /// A value that is told of neighbours, from 1 to 3.
  @inline(__always)
  static func rough(_ sort: Int, _ value: Int) -> Int {
    sort >= Sort.event.rawValue && sort <= Sort.imprint.rawValue
      ? (value - 1) / 3 + 1 : min(3, value)
  }

  /// Calls `body` with each class that the line has words of, and the value.
  @inline(__always)
  func forEach(_ body: (_ sort: Int, _ value: Int) -> Void) {
    var left = packed
    while left != 0 {
      let sort = left.trailingZeroBitCount / 4
      body(sort, Int(packed >> UInt64(4 * sort) & 15))
      left &= ~(15 << UInt64(4 * sort))
    }
  }
}

/// Looks for the words of ``HeadlineWords`` in lines.
struct LineWordReader {
  /// The ideographs of a line.
  private var units: [UInt16] = []
  /// How many of them stand before the last gap.
  private var lastGap = 0
  // What is asked of every line is at hand: a global is looked for each time.
  private let edges = LineWords.Sort.edges
  private let within = LineWords.Sort.within
  private let surnames = Words.shared.surnames

  /// How many ideographs of a line are looked at.
  private static let longest = 40

  /// Looks at what a line has but white space, marks, letters and digits.
  mutating func words(of line: SourceLine, in bytes: UnsafeRawBufferPointer) -> LineWords {
    read(line.content, bytes)
    var words = LineWords()
    guard !units.isEmpty else { return words }
    addLast(&words)
    addFirst(&words)
    addAll(&words)
    addNames(&words)
    return words
  }

  private mutating func read(_ content: Range<Int>, _ bytes: UnsafeRawBufferPointer) {
    units.removeAll(keepingCapacity: true)
    var isGap = false
    lastGap = 0
    var index = content.lowerBound
    while index < content.upperBound, units.count < Self.longest {
      if !isGap, let unit = LineText.ideograph(bytes, index, content.upperBound) {
        units.append(unit)
        index += 3
        continue
      }
      let (scalar, length) = LineText.scalar(bytes, index, content.upperBound)
      index += length
      if LineText.isLeftOut(scalar) { isGap = true }
      guard scalar &- 0x3400 < 0x6c00 else { continue }
      if isGap { lastGap = units.count }
      isGap = false
      units.append(UInt16(truncatingIfNeeded: scalar))
    }
  }

  /// Some of the ideographs together: 16 bits each, the last the lowest.
  @inline(__always)
  private func key(_ range: Range<Int>) -> UInt64 {
    var key: UInt64 = 0
    for place in range { key = key &<< 16 | UInt64(units[place]) }
    return key
  }

  /// The class of how much of the line is no part of a word.
  private func rest(_ length: Int) -> Int {
    switch units.count - length {
    case 0: 1
    case ...2: 2
    case ...4: 3
    case ...8: 4
    default: 5
    }
  }

  private func addLast(_ words: inout LineWords) {
    let longest = min(WordTable.longest, units.count)
    let all = key(units.count - longest..<units.count)
    for length in (1...longest).reversed() where edges.mayBegin(units[units.count - length]) {
      let found = edges[all & .max >> UInt64(64 - 16 * length)]
      guard found != 0 else { continue }
      for sort in LineWords.Sort.lasts where found & sort.bit != 0 && words[sort] == 0 {
        words[sort] = rest(length)
      }
    }
  }

  private func addFirst(_ words: inout LineWords) {
    guard units.count > 1, edges.mayBegin(units[0]) else { return }
    let longest = min(WordTable.longest, units.count)
    let all = key(0..<longest)
    for length in (2...longest).reversed() {
      let found = edges[all >> UInt64(16 * (longest - length))]
      guard found != 0 else { continue }
      for (sort, word) in LineWords.Sort.firsts where found & word.bit != 0 && words[sort] == 0 {
        words[sort] = rest(length)
      }
    }
  }

  private func addAll(_ words: inout LineWords) {
    var counts = SIMD4<Int>()
    for start in units.indices where within.mayBegin(units[start]) {
      var (key, found) = (0 as UInt64, 0 as UInt16)
      for place in start..<min(units.count, start + WordTable.longest) {
        key = key &<< 16 | UInt64(units[place])
        found |= within[key]
      }
      guard found != 0 else { continue }
      for place in LineWords.Sort.anywhere.indices
      where found & LineWords.Sort.anywhere[place].bit != 0 {
        counts[place] += 1
      }
    }
    guard counts != SIMD4() else { return }
    let width = units.count <= 8 ? 1 : units.count <= 14 ? 2 : 3
    for place in LineWords.Sort.anywhere.indices where counts[place] > 0 {
      words[LineWords.Sort.anywhere[place]] = (min(3, counts[place]) - 1) * 3 + width
    }
  }

  private func addNames(_ words: inout LineWords) {
    if (2...3).contains(units.count), surnames.contains(units[0]) {
      words[.name] = units.count - 1
    }
    let length = units.count - lastGap
    if units.count > 4, (2...3).contains(length), surnames.contains(units[lastGap]) {
      words[.named] = 1 + min(3, lastGap / 4)
    }
  }
}

extension LineWords.Sort {
  @inline(__always) fileprivate var bit: UInt16 { 1 << UInt16(rawValue) }

  /// The words that are looked for at the ends of lines, and those that are anywhere: more characters begin one of
  /// all.
  fileprivate static let edges = WordTable([
    (Self.column.bit, HeadlineWords.columns), (Self.collection.bit, HeadlineWords.collections),
    (Self.announcement.bit, HeadlineWords.announcements),
    (Self.subtitle.bit, HeadlineWords.subtitles), (Self.saying.bit, HeadlineWords.sayings),
    (Self.office.bit, HeadlineWords.offices), (Self.person.bit, HeadlineWords.persons),
  ])
  fileprivate static let within = WordTable([
    (Self.event.bit, HeadlineWords.events), (Self.appeal.bit, HeadlineWords.appeals),
    (Self.imprint.bit, HeadlineWords.imprints),
  ])
  /// What is looked for at the end.
  fileprivate static let lasts: [Self] = [
    .column, .collection, .announcement, .subtitle, .saying, .office, .person,
  ]
  /// What is looked for at the beginning, and by which words.
  fileprivate static let firsts: [(Self, Self)] = [
    (.announces, .announcement), (.columnFirst, .column), (.personFirst, .person),
  ]
  fileprivate static let anywhere: [Self] = [.event, .appeal, .imprint]
}
