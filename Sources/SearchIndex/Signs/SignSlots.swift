/// Where in a table of weights each value of each sign has its place.
struct SignSlots<Kind: Sign>: Sendable {
  /// How many places there are.
  let count: Int
  /// Where the values of each sign begin.
  let bases: FixedTable<UInt16>
  /// The place of each character among those with weights; 0 for all others.
  private let units: UnitTable

  init(_ lines: [SignLine<Kind>]) {
    var units = [UInt16](repeating: 0, count: 0x10000)
    var unitCount = 1
    for line in lines where line.sign.count == 0 {
      for (value, _) in line.weights {
        let unit = Int(Self.unit(value))
        guard units[unit] == 0 else { continue }
        units[unit] = UInt16(unitCount)
        unitCount += 1
      }
    }
    var bases: [UInt16] = []
    var count = 0
    for sign in Kind.allCases {
      bases.append(UInt16(count))
      count += sign.count == 0 ? unitCount : sign.count
    }
    self.count = count
    self.bases = FixedTable(bases)
    self.units = UnitTable(units)
  }

  private static func unit(_ text: Substring) -> UInt16 { text.utf16.first ?? 0 }

  @inline(__always)
  func place(_ sign: Kind, _ value: Int) -> Int { Int(bases[sign.index]) &+ value }

  /// The place of a character; that of all without weights is the same, and has none.
  @inline(__always)
  func place(_ sign: Kind, unit: UInt16) -> Int {
    Int(bases[sign.index]) &+ Int(units[unit])
  }

  /// The place of a value as it is written.
  func place(_ sign: Kind, _ value: Substring) -> Int? {
    sign.count == 0 ? place(sign, unit: Self.unit(value)) : Int(value).map { place(sign, $0) }
  }

  /// The places of all values of a sign whose values are no characters.
  func places(of sign: Kind) -> Range<Int> {
    Int(bases[sign.index])..<Int(bases[sign.index]) + sign.count
  }
}

/// The words of written weights, line by line.
enum SignText {
  static func lines(_ text: String) -> [[Substring]] {
    text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      line.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    }
  }
}

/// A line of written weights: a sign, and pairs of a value and its weight behind it.
struct SignLine<Kind: Sign> {
  let sign: Kind
  let weights: [(value: Substring, weight: Float)]

  /// Reads words; nil if the first is no sign's name.
  init?(_ words: some RandomAccessCollection<Substring>, _ signs: [Substring: Kind]) {
    guard let name = words.first, let sign = signs[name] else { return nil }
    self.sign = sign
    let values = Array(words.dropFirst())
    weights = stride(from: 0, to: values.count - 1, by: 2).map {
      (values[$0], Float(values[$0 + 1]) ?? 0)
    }
  }
}
