/// Finds the paragraphs with which articles begin.
struct BoundaryFinder {
  /// The probability from which a paragraph begins an article.
  ///
  /// An article that is missed costs as much as one too many, and there are few of them among the paragraphs.
  private static let threshold: Float = 0.33
  /// Texts are compared only around paragraphs that may begin an article, or may not, for all else that is seen.
  private static let open: ClosedRange<Float> = 0.05...0.95

  /// Tells for each paragraph whether an article begins with it.
  ///
  /// - Parameters:
  ///   - signs: the paragraphs of an issue.
  ///   - model: the weights.
  /// - Returns: true for each paragraph that begins an article.
  static func starts(_ signs: consuming BoundarySigns, model: BoundaryModel = .shared) -> [Bool] {
    let likely = probabilities(&signs, model: model)
    var starts = [Bool](repeating: false, count: likely.count)
    // The start among the lines of a headline so far.
    var best: Int?
    var isList = false
    for index in starts.indices {
      let kind = signs.kinds[index]
      let isHead = kind.isShort || kind == .section || kind == .byline
      if !isHead, !kind.isBody { best = nil }
      defer { if kind.isBody { best = nil } }
      isList = signs.isEntry(index, behindEntry: isList)
      // One or two lines with nothing below are a slogan, or fill a column.
      if isList || kind.isShort && !signs.hasText(index) { continue }
      guard likely[index] >= threshold else { continue }
      // An article has a text: of a headline's lines and the text below only one begins it.
      if let best {
        let first = signs.paragraphs[best]
        if likely[index] <= likely[best] || first.isTitled || first.beginsRecord { continue }
        starts[best] = false
      }
      starts[index] = true
      best = index
    }
    return starts
  }

  /// How likely an article begins with each paragraph.
  static func probabilities(
    _ signs: inout BoundarySigns, model: BoundaryModel = .shared
  ) -> [Float] {
    var sums: [BoundaryModel.Parts] = []
    sums.reserveCapacity(signs.paragraphs.count)
    for index in signs.paragraphs.indices {
      var sum = PartSum(model)
      signs.collect(index, into: &sum)
      sums.append(sum.parts)
    }
    var chain = PartChain(model.steps)
    let alone = chain.beginnings(sums)
    var isOpen = false
    for index in sums.indices where open.contains(alone[index]) {
      var sum = PartSum(model)
      signs.collectCohesion(index, into: &sum)
      chain.change(index, sums[index] + sum.parts)
      isOpen = true
    }
    return isOpen ? chain.beginnings() : alone
  }
}
