/// What kinds of words a paragraph's first line has: of notices, of news, of prices.
///
/// Notices stand one below the other without headlines, as paragraphs of a text do; what they are about tells them
/// apart.
struct TextWords: Equatable {
  /// A class of words.
  enum Sort: UInt8, CaseIterable {
    case notice, contact, report, price, statement
    /// Seven digits or more.
    case telephone
  }

  /// A bit for each class.
  fileprivate(set) var bits: UInt16 = 0

  func contains(_ sort: Sort) -> Bool { bits & sort.bit != 0 }
}

extension TextWords.Sort {
  @inline(__always) fileprivate var bit: UInt16 { 1 << UInt16(rawValue) }
}

/// Looks for the words of ``TextWords``.
struct TextWordReader {
  private static let table = WordTable([
    (TextWords.Sort.notice.bit, HeadlineWords.notices),
    (TextWords.Sort.contact.bit, HeadlineWords.contacts),
    (TextWords.Sort.report.bit, HeadlineWords.reports),
    (TextWords.Sort.price.bit, HeadlineWords.prices),
    (TextWords.Sort.statement.bit, HeadlineWords.statements),
  ])
  // What is asked of every paragraph is at hand: a global is looked for each time.
  private let table = Self.table
  private var text = LineText()

  /// How many bytes of a line are looked at, and how many digits make a telephone number.
  private static let longest = 270
  private static let telephone = 7

  /// Looks at the first line of a paragraph.
  mutating func words(of line: SourceLine, in bytes: UnsafeRawBufferPointer) -> TextWords {
    var words = TextWords()
    var index = line.content.lowerBound
    let end = min(line.content.upperBound, index + Self.longest)
    var digits = 0
    while index < end {
      if let unit = LineText.ideograph(bytes, index, end) {
        digits = 0
        if table.mayBegin(unit) {
          words.bits |= table.classes(unit, at: index, to: end, in: bytes, &text)
        }
        index &+= 3
        continue
      }
      let (scalar, length) = LineText.scalar(bytes, index, end)
      index &+= length
      let plain = scalar < 0x10000 ? LineText.plain(UInt16(truncatingIfNeeded: scalar)) : 0
      let isDigit = plain >= 0x30 && plain <= 0x39
      digits = isDigit || digits > 0 && Self.isDash(plain) ? digits &+ 1 : 0
      if digits >= Self.telephone { words.bits |= TextWords.Sort.telephone.bit }
    }
    return words
  }

  private static func isDash(_ unit: UInt16) -> Bool { unit == 0x2d || unit == 0x2014 }
}

extension BoundarySigns {
  /// The words of a paragraph, and those of the paragraphs above and below.
  @inline(__always)
  func addTexts(_ index: Int, _ own: Int, _ sink: inout some SignSink<BoundarySign>) {
    func add(_ sign: BoundarySign, _ place: Int) {
      guard texts.indices.contains(place) else { return }
      var bits = texts[place].bits
      while bits != 0 {
        sink.add(sign, bits.trailingZeroBitCount * ParagraphKind.count + own)
        bits &= bits - 1
      }
    }
    add(.texts, index)
    add(.textsAbove, index - 1)
    add(.textsBelow, index + 1)
  }
}
