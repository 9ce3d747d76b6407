/// The weights of all signs of a kind: how much each speaks for something.
///
/// Their sum is the logarithm of the odds, as logistic regression has it.
final class SignWeights<Kind: Sign>: Sendable {
  /// The sum where nothing is known.
  let bias: Float
  /// Where the values of each sign begin among the weights: as they lie in the object, one is a single load.
  private let bases: InlineArray<64, Int>
  private let weights: [Float]
  /// The characters with weights: most have none, and are not looked for in what is larger.
  private let known: UnitSet
  /// The place of each character among those with weights; 0 for all others.
  private let places: [UInt16]

  /// Reads lines of a sign's name with pairs of a value and its weight behind it.
  init(_ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    var places = [UInt16](repeating: 0, count: 0x10000)
    var unitCount = 1
    for line in lines where Kind(name: line[0])?.count == 0 {
      for value in stride(from: 1, to: line.count - 1, by: 2) {
        let unit = Int(Self.unit(line[value]))
        guard places[unit] == 0 else { continue }
        places[unit] = UInt16(unitCount)
        unitCount += 1
      }
    }
    var bases = InlineArray<64, Int>(repeating: 0)
    var size = 0
    for sign in Kind.allCases {
      bases[sign.index] = size
      size += sign.count == 0 ? unitCount : sign.count
    }
    var weights = [Float](repeating: 0, count: size)
    var bias: Float = 0
    for line in lines {
      guard let sign = Kind(name: line[0]) else {
        bias = line.count > 1 ? Float(line[1]) ?? 0 : 0
        continue
      }
      for index in stride(from: 1, to: line.count - 1, by: 2) {
        let value =
          sign.count == 0 ? Int(places[Int(Self.unit(line[index]))]) : Int(line[index]) ?? 0
        weights[bases[sign.index] + value] = Float(line[index + 1]) ?? 0
      }
    }
    self.bias = bias
    self.bases = bases
    self.weights = weights
    self.places = places
    known = UnitSet((0...0xffff).filter { places[Int($0)] > 0 })
  }

  private static func unit(_ text: Substring) -> UInt16 { text.utf16.first ?? 0 }

  @inline(__always)
  subscript(sign: Kind, value: Int) -> Float { weights[bases[sign.index] &+ value] }

  @inline(__always)
  subscript(sign: Kind, unit unit: UInt16) -> Float {
    guard known.contains(unit) else { return 0 }
    return weights[bases[sign.index] &+ Int(places[Int(unit)])]
  }

  /// The least and the most that a sign can add.
  func range(of sign: Kind) -> ClosedRange<Float> {
    let all = weights[bases[sign.index]..<bases[sign.index] + sign.count]
    return (all.min() ?? 0)...(all.max() ?? 0)
  }
}
