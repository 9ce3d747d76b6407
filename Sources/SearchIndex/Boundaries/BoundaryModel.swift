/// How much each sign speaks for an article's beginning, and how much those of cohesion can.
final class BoundaryModel: Sendable {
  let weights: SignWeights<BoundarySign>
  /// The least and the most that the signs of cohesion can add together, by kinds of paragraphs.
  private let cohesionRanges: [ClosedRange<Float>]

  static let shared = BoundaryModel(SignWeights(BoundaryWeights.text))

  init(_ weights: SignWeights<BoundarySign>) {
    self.weights = weights
    let headlines = [weights.range(of: .headlineBelow), weights.range(of: .headlineAbove)]
    cohesionRanges = ParagraphKind.allCases.map { kind in
      let sums = (0..<BoundarySign.cohesion.count).map {
        weights[.cohesion, $0]
          + weights[.kindCohesion, $0 * ParagraphKind.count + Int(kind.rawValue)]
      }
      let compared = kind.isShort ? headlines : []
      return compared.reduce((sums.min() ?? 0)...(sums.max() ?? 0)) {
        $0.lowerBound + $1.lowerBound...$0.upperBound + $1.upperBound
      }
    }
  }

  /// What the signs of cohesion can add to the sum of a paragraph.
  func cohesionRange(_ kind: ParagraphKind) -> ClosedRange<Float> {
    cohesionRanges[Int(kind.rawValue)]
  }
}
