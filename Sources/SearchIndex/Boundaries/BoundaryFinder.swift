/// Finds the paragraphs with which articles begin.
struct BoundaryFinder {
  /// The sum of weights from which a paragraph begins an article: odds of one to two.
  ///
  /// An article that is missed costs as much as one too many, and there are few of them among the paragraphs.
  private static let threshold: Float = -0.7

  /// Tells for each paragraph whether an article begins with it.
  ///
  /// - Parameters:
  ///   - signs: the paragraphs of an issue.
  ///   - model: the weights.
  ///   - comparesAll: true to compare the texts around every paragraph, not only where that could decide; the result
  ///     is the same.
  /// - Returns: true for each paragraph that begins an article.
  static func starts(
    _ signs: BoundarySigns, model: BoundaryModel = .shared, comparesAll: Bool = false
  ) -> [Bool] {
    var signs = signs
    var starts = [Bool](repeating: false, count: signs.paragraphs.count)
    // The start among the lines of a headline so far, and its sum.
    var best: (index: Int, sum: Float)?
    var isList = false
    for index in starts.indices {
      let kind = signs.kinds[index]
      let isHead = kind.isShort || kind == .section || kind == .byline
      if !isHead, !kind.isBody { best = nil }
      defer { if kind.isBody { best = nil } }
      isList = signs.isEntry(index, behindEntry: isList)
      // One or two lines with nothing below are a slogan, or fill a column.
      if isList || kind.isShort && !signs.hasText(index) { continue }
      var sum = SignSum(model.weights)
      signs.collect(index, into: &sum)
      let alone = sum.value
      let range = model.cohesionRange(kind)
      let isOpen = alone + range.upperBound >= threshold && alone + range.lowerBound < threshold
      if isOpen || comparesAll { signs.collectCohesion(index, into: &sum) }
      guard sum.value >= threshold else { continue }
      // An article has a text: of a headline's lines and the text below only one begins it.
      if let best {
        let first = signs.paragraphs[best.index]
        if alone <= best.sum || first.isTitled || first.beginsRecord { continue }
        starts[best.index] = false
      }
      starts[index] = true
      best = (index, alone)
    }
    return starts
  }
}
