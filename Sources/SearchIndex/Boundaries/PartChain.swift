internal import Glibc

/// Tells how likely an article begins with each paragraph, from what speaks for each part of all of them.
///
/// All ways of taking the paragraphs for parts are weighed together, by the forward-backward algorithm: time is linear
/// in the paragraphs.
struct PartChain {
  typealias Parts = BoundaryModel.Parts

  /// What speaks against a part counts no more than this, so that no product becomes zero.
  private static let least: Float = -25

  private let steps: [Parts]
  private var factors: [Parts] = []
  private var forward: [Parts] = []

  /// - Parameter steps: for each part the factors of what is behind it.
  init(_ steps: [Parts]) { self.steps = steps }

  /// The probabilities that articles begin.
  ///
  /// - Parameter sums: for each paragraph the weights of its signs together.
  /// - Returns: a number from 0 to 1 for each paragraph.
  mutating func beginnings(_ sums: [Parts]) -> [Float] {
    factors = sums.map { Self.factor($0) }
    return beginnings()
  }

  /// The same if the sums of one paragraph are others.
  mutating func change(_ index: Int, _ sums: Parts) { factors[index] = Self.factor(sums) }

  private static func factor(_ sums: Parts) -> Parts {
    exponential(pointwiseMax(sums - sums.max(), Parts(repeating: least)))
  }

  /// The probabilities that articles begin, with what was changed.
  mutating func beginnings() -> [Float] {
    forward.removeAll(keepingCapacity: true)
    var above = Parts(repeating: 1)
    for (index, factor) in factors.enumerated() {
      if index > 0 { above = behind(above) }
      above = Self.scaled(above * factor)
      forward.append(above)
    }
    var result = [Float](repeating: 0, count: factors.count)
    var below = Parts(repeating: 1)
    for index in factors.indices.reversed() {
      let parts = Self.scaled(forward[index] * below)
      result[index] = (0..<ArticlePart.beginnings).reduce(0) { $0 + parts[$1] }
      below = Self.scaled(before(below * factors[index]))
    }
    return result
  }

  @inline(__always)
  private func behind(_ parts: Parts) -> Parts {
    var sum = Parts()
    for part in 0..<Parts.scalarCount { sum += steps[part] * parts[part] }
    return sum
  }

  @inline(__always)
  private func before(_ parts: Parts) -> Parts {
    var sums = Parts()
    for part in 0..<Parts.scalarCount { sums[part] = (steps[part] * parts).sum() }
    return sums
  }

  @inline(__always)
  private static func scaled(_ parts: Parts) -> Parts { parts / parts.sum() }

  static func exponential(_ parts: Parts) -> Parts {
    var result = Parts()
    for part in 0..<Parts.scalarCount { result[part] = expf(parts[part]) }
    return result
  }
}
