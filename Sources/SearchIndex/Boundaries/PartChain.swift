/// Tells what each paragraph is likely to be, from what speaks for each part of all of them.
///
/// All ways of taking the paragraphs for parts are weighed together, by the forward-backward algorithm: time is linear
/// in the paragraphs.
struct PartChain {
  typealias Parts = BoundaryModel.Parts

  /// How likely an article begins with a paragraph, and how likely it is of none: numbers from 0 to 1.
  struct Probabilities {
    var beginning: Float = 0
    var outside: Float = 0
  }

  /// What speaks against a part counts no more than this, so that no product becomes zero.
  private static let least: Float = -25

  private let steps: PartSteps
  private var factors: [Parts] = []
  /// For each paragraph what those up to it speak for, and what those behind it do.
  private var forward: [Parts] = []
  private var backward: [Parts] = []

  /// - Parameter steps: for each part the factors of what is behind it.
  init(_ steps: PartSteps) { self.steps = steps }

  /// Tells the probabilities of all paragraphs.
  ///
  /// - Parameter sums: for each paragraph the weights of its signs together.
  /// - Returns: those of each.
  mutating func probabilities(_ sums: [Parts]) -> [Probabilities] {
    factors = sums.map { Self.factor($0) }
    return probabilities()
  }

  /// The same if the sums of one paragraph are others.
  mutating func change(_ index: Int, _ sums: Parts) { factors[index] = Self.factor(sums) }

  private static func factor(_ sums: Parts) -> Parts {
    let most = Parts(repeating: sums.largest)
    return pointwiseMax(sums - most, Parts(repeating: least)).exponential
  }

  /// The probabilities with what was changed.
  mutating func probabilities() -> [Probabilities] {
    let count = factors.count
    if forward.count < count {
      forward = [Parts](repeating: Parts(), count: count)
      backward = forward
    }
    var above = Parts(repeating: 1)
    var below = Parts(repeating: 1)
    // Each step waits for the one before: both directions at once take as long as one.
    for index in 0..<count {
      above = (index > 0 ? steps.behind(above) : above) * factors[index]
      // Only the relations of the parts matter: no product may leave what a number can tell.
      above *= 1 / above.total
      forward[index] = above
      let mirrored = count - 1 - index
      backward[mirrored] = below
      below = steps.before(below * factors[mirrored])
      below *= 1 / below.total
    }
    return (0..<count).map { index in
      let parts = forward[index] * backward[index]
      let scale = 1 / parts.total
      var told = Probabilities()
      for part in 0..<ArticlePart.beginnings { told.beginning += parts[part] * scale }
      told.outside = parts[ArticlePart.outside.rawValue] * scale
      return told
    }
  }
}

/// How much each part speaks for each other behind it, as factors.
struct PartSteps: Sendable {
  typealias Parts = BoundaryModel.Parts

  /// For each part those behind it, and those before it.
  private var followers = InlineArray<8, Parts>(repeating: Parts())
  private var leaders = InlineArray<8, Parts>(repeating: Parts())

  /// - Parameter weights: for each part the weights of those behind it.
  init(_ weights: [Parts]) {
    for (part, row) in weights.enumerated() {
      followers[part] = row.exponential
      for other in 0..<Parts.scalarCount { leaders[other][part] = followers[part][other] }
    }
  }

  /// What is behind a part.
  subscript(part: Int) -> Parts { followers[part] }

  /// What speaks for the parts behind some.
  @inline(__always)
  func behind(_ parts: Parts) -> Parts {
    var sum = followers[0] * parts[0]
    for part in 1..<Parts.scalarCount { sum += followers[part] * parts[part] }
    return sum
  }

  /// What speaks for the parts before some.
  @inline(__always)
  func before(_ parts: Parts) -> Parts {
    var sum = leaders[0] * parts[0]
    for part in 1..<Parts.scalarCount { sum += leaders[part] * parts[part] }
    return sum
  }
}

// The library's own sums and maxima of a vector are calls.
extension SIMD8<Float> {
  @inline(__always)
  fileprivate var total: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  @inline(__always)
  fileprivate var largest: Float {
    let four = pointwiseMax(lowHalf, highHalf)
    let two = pointwiseMax(four.lowHalf, four.highHalf)
    return two.x > two.y ? two.x : two.y
  }

  /// The powers of e, for exponents from -80 to 80, within two in ten million.
  ///
  /// Two to the whole number nearest to x / ln 2 is put together from its bits; what is left is at most ln 2 / 2, for
  /// which seven terms of the series are enough.
  @inline(__always)
  var exponential: Self {
    // Added to a small number it leaves a whole one in the lowest bits.
    let shift: Float = 0x1.8p23
    let shifted = self * 1.442_695_04 + shift
    let whole = shifted - shift
    // ln 2 in two parts, of which the first has few bits.
    let rest = self - whole * 0.693_359_375 + whole * 2.121_944_4e-4
    var power = rest * (1 / 720) + 1 / 120
    power = power * rest + 1 / 24
    power = power * rest + 1 / 6
    power = power * rest + 0.5
    power = power * rest + 1
    power = power * rest + 1
    let bits = unsafeBitCast(power, to: SIMD8<UInt32>.self)
    let exponents = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< 23
    return unsafeBitCast(bits &+ exponents, to: Self.self)
  }
}
