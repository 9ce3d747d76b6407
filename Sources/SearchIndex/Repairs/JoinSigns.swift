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

  static let characters = Characters()

  /// Divides characters at the end or the beginning of a line into classes.
  struct Characters {
    private let numerals = UnitSet("一二三四五六七八九十百千万兩两")
    /// Commas; ends of sentences; colons; what opens; what closes; dashes; dots before entries.
    private let marks = [
      UnitSet("，、,;"), UnitSet("。．.!?…"), UnitSet(":"), UnitSet("(【〔［[「『“《〈"),
      UnitSet(")】〕］]」』”》〉"), UnitSet("—–─·"), UnitSet("●■◆★▪•‧○◎※☆◇□▲△*"),
    ]
    /// Within words of other scripts.
    private static let hyphen: UInt16 = 0x2d

    /// The class of a character, from 0 up.
    @inline(__always)
    func place(of scalar: UInt32) -> Int {
      if scalar >= 0x3400, scalar < 0xa000 { return numerals.contains(scalar: scalar) ? 3 : 4 }
      return other(scalar)
    }

    private func other(_ scalar: UInt32) -> Int {
      let plain = scalar < 0x10000 ? LineText.plain(UInt16(truncatingIfNeeded: scalar)) : 0xfffd
      if plain >= 0x30, plain <= 0x39 { return 1 }
      if plain >= 0x41 && plain <= 0x5a || plain >= 0x61 && plain <= 0x7a
        || plain == Self.hyphen
      {
        return 2
      }
      for place in marks.indices where marks[place].contains(plain) { return 5 + place }
      return 0
    }
  }
}
