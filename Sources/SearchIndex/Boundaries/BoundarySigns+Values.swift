/// The few values that what is seen in a paragraph is put in.
extension BoundarySigns {
  /// How many of ``flags(_:_:)`` there are.
  static let flagCount = 14

  /// What is known of a paragraph, a bit for each.
  static func flags(_ paragraph: Paragraph, _ repair: LineRepair) -> UInt16 {
    var flags: UInt16 = 0
    func set(_ bit: UInt16, _ isSet: Bool) { flags |= isSet ? 1 << bit : 0 }
    set(0, paragraph.isSigned)
    set(1, paragraph.isSourced)
    set(2, paragraph.isTitled)
    set(3, paragraph.isRight)
    set(4, paragraph.isName)
    set(5, paragraph.isNotice)
    set(6, paragraph.isBulleted)
    set(7, paragraph.isDisplayed)
    set(8, paragraph.isCounted)
    set(9, paragraph.beginsRecord)
    set(10, paragraph.isSpoken)
    set(11, paragraph.isDate)
    set(12, repair.hasHeadlineLooks(paragraph.first))
    set(13, paragraph.isContinuation)
    return flags
  }

  /// The largest widths of each class of lines.
  static let widths = Widths([6, 10, 14, 18, 24, 30, 38, 48, 64, 90])

  /// The same for lines that look like headlines.
  static let shapes = Widths([8, 12, 16, 22, 30, 40])

  /// The class of a number of characters.
  @inline(__always)
  static func size(_ characters: Int) -> Int {
    switch characters {
    case 0: 0
    case ..<20: 1
    case ..<40: 2
    case ..<80: 3
    case ..<160: 4
    case ..<320: 5
    default: 6
    }
  }

  /// The class of the share of pairs that two texts have in common.
  @inline(__always)
  static func shared(_ share: Float) -> Int { min(9, Int(share * 50)) }

  /// All digits are one.
  @inline(__always)
  static func plain(_ unit: UInt16) -> UInt16 {
    unit >= 0x30 && unit <= 0x39 ? 0x30 : unit
  }

  /// Characters that tell something where they stand.
  struct Characters {
    private let places: UnitTable

    init(_ characters: String) {
      var places = [UInt16](repeating: 0, count: 0x10000)
      for (index, unit) in characters.utf16.enumerated() where places[Int(unit)] == 0 {
        places[Int(unit)] = UInt16(1 + index)
      }
      self.places = UnitTable(places)
    }

    /// From 1 up; 0 for a character that is none of them.
    @inline(__always)
    func place(of scalar: UInt32) -> Int {
      scalar < 0x10000 ? Int(places[UInt16(truncatingIfNeeded: scalar)]) : 0
    }
  }

  /// The class of each width up to that from which on all are of the last one.
  struct Widths {
    private let places: [UInt8]

    init(_ limits: [Int]) {
      places = (0...limits[limits.count - 1] + 1).map { width in
        UInt8(limits.firstIndex { width <= $0 } ?? limits.count)
      }
    }

    @inline(__always)
    func place(of width: Int) -> Int { Int(places[min(width, places.count - 1)]) }
  }

  static let firsts = Characters("“《（(【〔△▲○●□■◇◆※·—「『第一二三四五六七八九十0123456789０１２３４５６")
  static let lasts = Characters("？！：，、”》）…。；—」』】)?!:,.;")
  static let bullets = Characters("●■◆★▪•‧·○◎※☆◇□▲△【[〔〖〈『*$%&'")
}
