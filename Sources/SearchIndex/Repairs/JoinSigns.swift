/// The few values that what is seen of two lines is put in.
enum JoinSigns {
  static let widths = Limits([2, 4, 6, 10, 14, 18, 24, 30, 38, 48, 64, 90])
  static let distances = Limits([
    -38, -20, -12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12, 20, 38,
  ])
  static let gains = Limits([0, 30, 60, 90, 120, 150, 200, 250, 300, 400])
  static let shareCount = 12
  static let classCount = 13

  /// Divides numbers into classes.
  struct Limits {
    /// How many classes there are.
    let count: Int
    private let lowest: Int
    private let places: [UInt8]

    /// Of limits in their order: the class of a number is how many of them it is above.
    init(_ limits: [Int]) {
      count = limits.count + 1
      lowest = limits[0]
      places = (limits[0]...limits[limits.count - 1] + 1).map { value in
        UInt8(limits.count { value > $0 })
      }
    }

    /// The class of a number, from 0 up.
    @inline(__always)
    func place(of value: Int) -> Int {
      Int(places[max(0, min(places.count - 1, value - lowest))])
    }
  }

  /// None, all but all, and tenths of all between.
  @inline(__always)
  static func share(_ part: Int, of all: Int) -> Int {
    guard part > 0 else { return 0 }
    return part * 1000 >= all * 999 ? shareCount - 1 : 1 + part * 10 / all
  }

  /// The class of a character at the end or the beginning of a line.
  @inline(__always)
  static func characterClass(_ scalar: UInt32) -> Int {
    if scalar >= 0x3400, scalar < 0xa000 { return numerals.contains(scalar: scalar) ? 3 : 4 }
    let plain = scalar < 0x10000 ? LineText.plain(UInt16(truncatingIfNeeded: scalar)) : 0xfffd
    if plain >= 0x30, plain <= 0x39 { return 1 }
    if plain >= 0x41 && plain <= 0x5a || plain >= 0x61 && plain <= 0x7a || plain == hyphen {
      return 2
    }
    for place in marks.indices where marks[place].contains(plain) { return 5 + place }
    return 0
  }

  /// Within words of other scripts.
  private static let hyphen: UInt16 = 0x2d
  private static let numerals = UnitSet("一二三四五六七八九十百千万兩两")
  /// Commas; ends of sentences; colons; what opens; what closes; dashes; dots before entries.
  private static let marks = [
    UnitSet("，、,;"), UnitSet("。．.!?…"), UnitSet(":"), UnitSet("(【〔［[「『“《〈"),
    UnitSet(")】〕］]」』”》〉"), UnitSet("—–─·"), UnitSet("●■◆★▪•‧○◎※☆◇□▲△*"),
  ]
}

/// What the lines of a text have in common.
struct LineTally {
  /// The most common extent of a line that may be of a column; 0 if there is none.
  private(set) var commonExtent = 0
  /// The white space before most lines.
  private(set) var margin = 0
  /// Lines of text: all, those of about the most common extent, those longer than any column, and those that end within a
  /// sentence.
  private(set) var all = 0
  private(set) var common = 0
  private(set) var long = 0
  private(set) var open = 0

  private static let columns = 8..<128
  private static let longest = 90
  private static let deepest = 64

  init() {}

  /// True if there are too few lines for what they have in common to tell anything.
  var isSmall: Bool { all < 6 }

  init(_ lines: [SourceLine], _ roles: [LineRole]) {
    var counts = [Int](repeating: 0, count: Self.columns.upperBound + 2)
    var indents = [Int](repeating: 0, count: Self.deepest)
    for index in lines.indices where roles[index] == .text || roles[index] == .item {
      let line = lines[index]
      all += 1
      if line.width > Self.longest { long += 1 }
      if line.end == .open || line.end == .clause { open += 1 }
      if line.extent < Self.columns.upperBound { counts[line.extent] += 1 }
      if line.indent < Self.deepest { indents[line.indent] += 1 }
    }
    margin = indents.indices.max { indents[$0] < indents[$1] } ?? 0
    // Marks hang, and Latin is narrow: what differs by one counts as much, what differs by two half.
    var best = 0
    for extent in Self.columns {
      let sum =
        2 * (counts[extent - 1] + counts[extent] + counts[extent + 1])
        + counts[extent - 2] + counts[extent + 2]
      if counts[extent] > 0, sum > best {
        best = sum
        commonExtent = extent
      }
    }
    common = best / 2
  }
}
