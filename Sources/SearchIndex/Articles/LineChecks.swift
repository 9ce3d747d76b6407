/// What a line has to be searched for.
///
/// Its first character and its last one tell that much: most leave nothing but text.
struct LineChecks: OptionSet {
  let rawValue: UInt16

  static let record = LineChecks(rawValue: 1)
  static let page = LineChecks(rawValue: 1 << 1)
  static let contents = LineChecks(rawValue: 1 << 2)
  static let navigation = LineChecks(rawValue: 1 << 3)
  static let credit = LineChecks(rawValue: 1 << 4)
  static let editor = LineChecks(rawValue: 1 << 5)
  static let masthead = LineChecks(rawValue: 1 << 6)
  static let section = LineChecks(rawValue: 1 << 7)
  static let caption = LineChecks(rawValue: 1 << 8)
  static let byline = LineChecks(rawValue: 1 << 9)
  static let item = LineChecks(rawValue: 1 << 10)
  /// What a label begins, or what pages of the web have around their texts.
  static let labelled: LineChecks = [.record, .navigation, .credit, .section, .byline]
  static let all = LineChecks(rawValue: 1 << 11 - 1)

  /// The line is searched whatever its other characters are.
  static let any = LineChecks(rawValue: 1 << 11)
  /// It is searched if it is as short as the names of parts of a paper.
  static let ifShort = LineChecks(rawValue: 1 << 12)
  /// It may be a masthead if it has one of its signs.
  static let ifMarked = LineChecks(rawValue: 1 << 13)
  /// The character stands before a number: 第.
  static let ordinal = LineChecks(rawValue: 1 << 14)
}

extension LineChecks {
  /// The checks for each character at a line's beginning and at its end: a byte for each character, which stays in
  /// a cache, and the few pairs of checks that there are.
  final class Table: Sendable {
    static let shared = Table()

    private let kinds: [UInt8]
    private let checks: [(beginning: LineChecks, end: LineChecks)]

    /// Those of what is beyond the BMP are none.
    @inline(__always)
    func checks(_ scalar: UInt32) -> (beginning: LineChecks, end: LineChecks) {
      checks[scalar < 0x10000 ? Int(kinds[Int(scalar)]) : 0]
    }

    private init() {
      let words = Words.shared
      let digits = UnitSet((0...0xffff).filter { LineText.isDigit($0) })
      let ordinal = UnitSet([Words.ordinal])
      let triangle = UnitSet([Words.triangle])
      let wrapped = [words.openers, words.decoration]
      let beginnings: [(LineChecks, [UnitSet])] = [
        (.page, [words.decoration, ordinal, digits, UnitSet(0x41...0x5a)]),
        (.ordinal, [ordinal]),
        (.navigation, wrapped),
        (.credit, [words.openers, words.dateUnits, digits, words.colons]),
        (.editor, wrapped + [UnitSet([Words.this]), words.editors.firsts, digits]),
        (.masthead, [words.guides.firsts, words.advertisements.firsts]),
        (
          [.section, .ifShort],
          [UnitSet(words.sections.compactMap(\.first))]
        ),
        (.section, [words.decoration, words.sectionOpeners]),
        (.caption, [words.openers, triangle, words.captions.firsts]),
        (.byline, wrapped + [words.dots, words.bylines.firsts]),
        (
          .item,
          [digits, words.bullets, triangle, ordinal, words.openers, UnitSet(0x2460...0x2473)]
        ),
        (
          .any,
          wrapped + [
            words.sectionOpeners, words.bullets, words.bylineMarks, words.dateUnits, words.dots,
            words.colons,
            words.editors.firsts, words.captions.firsts, words.bylines.firsts,
            words.guides.firsts, words.advertisements.firsts, digits, ordinal,
            UnitSet(0x41...0x48), UnitSet(0x2460...0x2473),
          ]
        ),
      ]
      let ends: [(LineChecks, [UnitSet])] = [
        (.contents, [words.brackets, words.pages, digits]),
        (.masthead, [words.brackets, words.pages]),
        (.ifMarked, [digits, words.dateUnits, words.papers.lasts]),
        (.section, [words.newsParts.lasts]),
        (.caption, [words.pictures.lasts]),
        (.byline, [words.numbers]),
        (
          .any,
          [
            words.decoration, words.brackets, words.pages, words.numbers, digits,
            words.pictures.lasts, words.papers.lasts, words.newsParts.lasts,
          ]
        ),
      ]
      var all = [UInt32](repeating: 0, count: 0x10000)
      for (checks, sets) in beginnings {
        for unit in UnitSet(spellingsOf: sets).units { all[Int(unit)] |= UInt32(checks.rawValue) }
      }
      for (checks, sets) in ends {
        for unit in UnitSet(spellingsOf: sets).units {
          all[Int(unit)] |= UInt32(checks.rawValue) << 16
        }
      }
      var numbers: [UInt32: UInt8] = [0: 0]
      var pairs: [(beginning: LineChecks, end: LineChecks)] = [([], [])]
      kinds = all.map { bits in
        if let number = numbers[bits] { return number }
        let number = UInt8(pairs.count)
        numbers[bits] = number
        pairs.append(
          (
            LineChecks(rawValue: UInt16(truncatingIfNeeded: bits)),
            LineChecks(rawValue: UInt16(bits >> 16))
          ))
        return number
      }
      checks = pairs
    }
  }
}
