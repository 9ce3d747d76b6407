/// The weights of all signs: how much each speaks for an article's beginning.
///
/// Their sum is the logarithm of the odds, as logistic regression has it. `Benchmarks/boundaries` learns the weights
/// from marked issues.
final class BoundaryModel: Sendable {
  /// The sum for a paragraph of which nothing is known.
  let bias: Float
  /// The least and the most that the signs of cohesion can add together, by kinds of paragraphs.
  private let cohesionRanges: [ClosedRange<Float>]
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
    func range(_ sign: BoundarySign) -> ClosedRange<Float> {
      let all = weights[bases[sign.index]..<bases[sign.index] + sign.count]
      return (all.min() ?? 0)...(all.max() ?? 0)
    }
    let headlines = [range(.headlineBelow), range(.headlineAbove)]
    cohesionRanges = ParagraphKind.allCases.map { kind in
      let sums = (0..<BoundarySign.cohesion.count).map {
        weights[bases[BoundarySign.cohesion.index] + $0]
          + weights[
            bases[BoundarySign.kindCohesion.index] + $0 * ParagraphKind.count + Int(kind.rawValue)]
      }
      let compared = kind.isShort ? headlines : []
      return compared.reduce((sums.min() ?? 0)...(sums.max() ?? 0)) {
        $0.lowerBound + $1.lowerBound...$0.upperBound + $1.upperBound
      }
    }
    self.bias = bias
    self.bases = bases
    self.weights = weights
    self.places = places
  }

  /// What the signs of cohesion can add to the sum of a paragraph.
  func cohesionRange(_ kind: ParagraphKind) -> ClosedRange<Float> {
    cohesionRanges[Int(kind.rawValue)]
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
