/// What each character is to the looks of a line, and which roles it lets a line have.
///
/// All of it is one look-up for each character of a text; words are only looked for in lines whose
/// characters could make them.
enum LineCharacters {
  /// What a character is to the looks of a line.
  struct Kind: Equatable {
    fileprivate let rawValue: UInt16

    static let unit = Kind(rawValue: 0)
    static let sentence = Kind(rawValue: 1)
    static let clause = Kind(rawValue: 2)
    static let other = Kind(rawValue: 3)
    static let opening = Kind(rawValue: 4)
    static let closing = Kind(rawValue: 5)
    /// The end of a sentence, or the point of a number.
    static let point = Kind(rawValue: 6)
    static let space = Kind(rawValue: 7)
    static let lineEnd = Kind(rawValue: 8)

    /// True for what adds to a line whatever stands beside it.
    @inline(__always) var isPlain: Bool { rawValue < Kind.point.rawValue }
  }

  /// What a plain character adds to a line.
  ///
  /// All kinds add in the same way, for which comes next is not to be foreseen.
  struct Effect {
    /// 1 for a clause's end, a sentence's end, another mark, a unit.
    let counts: SIMD4<UInt32>
    /// For each ``SourceLine/End`` before it two bits for the one behind it.
    fileprivate let ends: UInt32
    let depth: Int32

    fileprivate init(_ kind: Kind) {
      counts = SIMD4(
        kind == .clause ? 1 : 0, kind == .sentence ? 1 : 0,
        [.other, .opening, .closing].contains(kind) ? 1 : 0, kind == .unit ? 1 : 0)
      depth = kind == .opening ? 1 : kind == .closing ? -1 : 0
      ends = (0..<4).reduce(0) { ends, before in
        let end: SourceLine.End =
          switch kind {
          case .sentence: .sentence
          case .clause: .clause
          case .closing: before == SourceLine.End.sentence.rawValue ? .sentence : .bracket
          default: .open
          }
        return ends | UInt32(end.rawValue) << (2 * UInt32(before))
      }
    }

    /// How a line ends with it that ended so before.
    @inline(__always)
    func end(behind end: UInt32) -> UInt32 { ends &>> (2 &* end) & 3 }
  }

  /// What a line may hold that has a character: each of the words has one of these.
  struct Marks: OptionSet {
    var rawValue: UInt16

    static let paper = Marks(rawValue: 1)
    static let weekday = Marks(rawValue: 1 << 1)
    static let imprint = Marks(rawValue: 1 << 2)
    static let calendar = Marks(rawValue: 1 << 3)
    static let month = Marks(rawValue: 1 << 4)
    static let ordinal = Marks(rawValue: 1 << 5)
    static let report = Marks(rawValue: 1 << 6)
  }

  /// The kind and the marks of a character.
  struct Entry {
    private let value: UInt16

    fileprivate init(_ value: UInt16) { self.value = value }

    @inline(__always) var kind: Kind { Kind(rawValue: value & 15) }
    @inline(__always) var marks: UInt16 { value >> 4 }
  }

  /// The look-up, held in place while a text is read.
  struct Table {
    fileprivate let blocks: UnsafeBufferPointer<UInt16>
    fileprivate let entries: UnsafeBufferPointer<UInt16>
    fileprivate let effects: UnsafeBufferPointer<Effect>

    /// What lies beyond the BMP are letters and ideographs.
    @inline(__always)
    func entry(of scalar: UInt32) -> Entry {
      guard scalar < 0x10000 else { return Entry(Kind.unit.rawValue) }
      return Entry(entries[Int(blocks[Int(scalar &>> 6)]) &* 64 &+ Int(scalar & 63)])
    }

    /// The same for an ideograph, given as its three bytes from the lowest up.
    @inline(__always)
    func entry(ofIdeograph bytes: UInt32) -> Entry {
      let block = (bytes & 0xf) &<< 6 | bytes &>> 8 & 0x3f
      return Entry(entries[Int(blocks[Int(block)]) &* 64 &+ Int(bytes &>> 16 & 0x3f)])
    }

    @inline(__always)
    func effect(of kind: Kind) -> Effect { effects[Int(kind.rawValue)] }
  }

  static func withTable(_ body: (Table) -> Void) {
    entries.blocks.withUnsafeBufferPointer { blocks in
      entries.numbers.withUnsafeBufferPointer { entries in
        effects.withUnsafeBufferPointer {
          body(Table(blocks: blocks, entries: entries, effects: $0))
        }
      }
    }
  }

  private static let effects = (0..<Kind.point.rawValue).map { Effect(Kind(rawValue: $0)) }

  /// For each UTF-16 unit the kind, and from the fifth bit on the marks.
  private static let entries: UnitTable = {
    var all = (0...0xffff).map { kind(of: $0).rawValue }
    for (mark, keys) in keys {
      for unit in UnitSet(spellingsOf: [keys]).units { all[Int(unit)] |= mark.rawValue << 4 }
    }
    return UnitTable(all)
  }()

  /// The characters of which one is in each word of a kind.
  private static let keys: [(mark: Marks, keys: UnitSet)] = {
    let words = Words.shared
    return [
      (.paper, words.paperKeys), (.weekday, words.weekdayKeys), (.imprint, words.imprintKeys),
      (.calendar, words.calendarKeys), (.month, UnitSet([Words.month])),
      (.ordinal, UnitSet([Words.ordinal])), (.report, words.reports),
    ]
  }()

  /// The first two characters of labels and of what pages of the web have around their texts: one of them
  /// alone begins too many lines.
  static let labels: PairFilter = {
    let words = Words.shared
    return PairFilter(
      [words.credits, words.navigation, words.briefs, words.greetings, words.records]
        .flatMap(\.words))
  }()

  /// True for white space, ends of lines included.
  static func isSpace(_ scalar: UInt32) -> Bool {
    let kind = kind(of: scalar)
    return kind == .space || kind == .lineEnd
  }

  private static func kind(of scalar: UInt32) -> Kind {
    switch scalar {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: .unit
    case 0x0a, 0x0c, 0x0d: .lineEnd
    case 0x20, 0x09, 0x0b, 0x3000, 0xa0, 0x2002...0x200a, 0xfeff: .space
    case 0x2e, 0xff0e: .point
    case 0x21, 0x3f, 0x3002, 0xff01, 0xff1f, 0x2026, 0xff61: .sentence
    case 0x2c, 0x3a, 0x3b, 0xff0c, 0x3001, 0xff1a, 0xff1b, 0x2014, 0x2015: .clause
    case 0x28, 0x5b, 0x201c, 0x2018, 0x300c, 0x300e, 0x300a, 0x3008, 0x3010, 0x3014, 0xff08, 0xff3b:
      .opening
    case 0x29, 0x5d, 0x201d, 0x2019, 0x300d, 0x300f, 0x300b, 0x3009, 0x3011, 0x3015, 0xff09, 0xff3d:
      .closing
    case 0x3005...0x3007, 0xff10...0xff19, 0xff21...0xff3a, 0xff41...0xff5a: .unit
    case 0..<0xc0, 0x2000...0x2bff, 0x3008...0x3020, 0x3030, 0xfe10...0xfe6f, 0xff00...0xff65:
      .other
    default: .unit
    }
  }

  /// `unit` is as ``LineText`` has it.
  static func marks(ofPlain unit: UInt16) -> Marks {
    keys.reduce(into: []) { if $1.keys.contains(unit) { $0.insert($1.mark) } }
  }
}
