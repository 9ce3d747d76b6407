/// The weights of all signs: how much each speaks for an article's beginning.
///
/// Their sum is the logarithm of the odds, as logistic regression has it. `Benchmarks/boundaries` learns the weights
/// from marked issues.
final class BoundaryModel: Sendable {
  /// The sum for a paragraph of which nothing is known.
  let bias: Float
  /// The least and the most that the signs of cohesion can add together.
  let cohesionRange: ClosedRange<Float>
  /// Where the values of each sign begin among the weights.
  private let bases: [Int]
  private let weights: [Float]
  /// The place of each character among those with weights; 0 for all others.
  private let places: [UInt16]

  static let shared = BoundaryModel(BoundaryWeights.text)

  /// Reads lines of a sign's name with pairs of a value and its weight behind it.
  init(_ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    var places = [UInt16](repeating: 0, count: 0x10000)
    var unitCount = 1
    for line in lines where BoundarySign(name: line[0])?.count == 0 {
      for value in stride(from: 1, to: line.count - 1, by: 2) {
        let unit = Int(BoundaryModel.unit(line[value]))
        guard places[unit] == 0 else { continue }
        places[unit] = UInt16(unitCount)
        unitCount += 1
      }
    }
    var bases: [Int] = []
    var size = 0
    for sign in BoundarySign.allCases {
      bases.append(size)
      size += sign.count == 0 ? unitCount : sign.count
    }
    var weights = [Float](repeating: 0, count: size)
    var bias: Float = 0
    for line in lines {
      guard let sign = BoundarySign(name: line[0]) else {
        bias = line.count > 1 ? Float(line[1]) ?? 0 : 0
        continue
      }
      for index in stride(from: 1, to: line.count - 1, by: 2) {
        let value =
          sign.count == 0
          ? Int(places[Int(BoundaryModel.unit(line[index]))]) : Int(line[index]) ?? 0
        weights[bases[sign.index] + value] = Float(line[index + 1]) ?? 0
      }
    }
    let compared: [BoundarySign] = [.cohesion, .kindCohesion, .headlineBelow, .headlineAbove]
    let ranges = compared.map { weights[bases[$0.index]..<bases[$0.index] + $0.count] }
    cohesionRange =
      ranges.reduce(0) {
        $0 + min(0, $1.min() ?? 0)
      }...ranges.reduce(0) { $0 + max(0, $1.max() ?? 0) }
    self.bias = bias
    self.bases = bases
    self.weights = weights
    self.places = places
  }

  private static func unit(_ text: Substring) -> UInt16 { text.utf16.first ?? 0 }

  @inline(__always)
  func weight(_ sign: BoundarySign, _ value: Int) -> Float { weights[bases[sign.index] + value] }

  @inline(__always)
  func weight(_ sign: BoundarySign, unit: UInt16) -> Float {
    let place = Int(places[Int(unit)])
    return place == 0 ? 0 : weights[bases[sign.index] + place]
  }
}
