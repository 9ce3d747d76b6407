/// Where a paragraph stands.
enum ParagraphPlace {
  /// An article begins with it.
  case beginning
  /// It is of the article that the paragraphs around it are of.
  case within
  /// It is of no article.
  case outside
}

/// Finds the paragraphs with which articles begin, and those that are of none.
struct BoundaryFinder {
  /// The probability from which a paragraph begins an article.
  ///
  /// An article that is missed costs as much as one too many, and there are few of them among the paragraphs.
  private static let beginning: Float = 0.33
  /// The same in a file with nothing of a paper around its texts: most of those are one article.
  private static let beginningAlone: Float = 0.4
  /// The same for one of no article.
  private static let outside: Float = 0.5
  /// Texts are compared only around paragraphs that may begin an article, or may not, for all else that is seen.
  private static let open: ClosedRange<Float> = 0.05...0.95

  /// Tells where each paragraph stands.
  ///
  /// - Parameters:
  ///   - signs: the paragraphs of an issue.
  ///   - model: the weights.
  /// - Returns: the place of each; if no article begins all of them are within the only one.
  static func places(
    _ signs: BoundarySigns, model: BoundaryModel = .shared
  ) -> [ParagraphPlace] {
    let likely = probabilities(signs, model: model)
    let isIssue = signs.kinds.contains { $0.isOfPaper }
    let beginning = isIssue ? Self.beginning : beginningAlone
    var places = likely.map { told -> ParagraphPlace in
      // Of two that are as good as even furniture costs less.
      if told.outside >= outside, told.beginning < told.outside { return .outside }
      return told.beginning >= beginning ? .beginning : .within
    }
    guard places.contains(.beginning) else {
      return [ParagraphPlace](repeating: .within, count: likely.count)
    }
    keepTogether(&places, signs)
    return places
  }

  /// Takes back beginnings of what is a part of something above.
  ///
  /// What is said to be a title, or counts one, begins an article; the lines below it are of the same. A chapter and an
  /// article of a law begin nothing, nor does the title of a chapter, or a text between two articles.
  static func keepTogether(_ places: inout [ParagraphPlace], _ signs: BoundarySigns) {
    let parts = signs.numberedParts()
    // True if a part comes before the next headline.
    var isBeforePart = [Bool](repeating: false, count: places.count + 1)
    for index in places.indices.reversed() {
      let isHeadline = places[index] == .beginning && !signs.kinds[index].isBody
      isBeforePart[index] = parts[index] || !isHeadline && isBeforePart[index + 1]
    }
    var (isBelowTitle, hasBegun, isInParts) = (false, false, false)
    for index in places.indices {
      let (paragraph, kind) = (signs.paragraphs[index], signs.kinds[index])
      let isTitle = paragraph.isTitled || paragraph.beginsRecord
      if kind.isBody { isBelowTitle = false }
      if parts[index] {
        isInParts = true
        if hasBegun { places[index] = .within }
      }
      guard places[index] == .beginning else { continue }
      // Below 第二章, but not below 第十二条 with its text.
      let isTitleOfPart =
        index > 0 && parts[index - 1] && kind.isShort
        && signs.repair.lines[signs.paragraphs[index - 1].last].end == .open
      let isBetweenParts = isInParts && kind.isBody && isBeforePart[index]
      if hasBegun, isBelowTitle && !isTitle || isTitleOfPart || isBetweenParts {
        places[index] = .within
        continue
      }
      (isBelowTitle, hasBegun) = (isTitle, true)
      if !parts[index] { isInParts = false }
    }
  }

  /// How likely an article begins with each paragraph, and how likely it is of none.
  static func probabilities(
    _ signs: BoundarySigns, model: BoundaryModel = .shared
  ) -> [PartChain.Probabilities] {
    var sums: [BoundaryModel.Parts] = []
    sums.reserveCapacity(signs.paragraphs.count)
    for index in signs.paragraphs.indices {
      var sum = PartSum(model)
      signs.collect(index, into: &sum)
      sums.append(sum.parts)
    }
    var chain = PartChain(model.steps)
    let alone = chain.probabilities(sums)
    var isOpen = false
    for index in sums.indices where open.contains(alone[index].beginning) {
      var sum = PartSum(model)
      signs.collectCohesion(index, into: &sum)
      chain.change(index, sums[index] + sum.parts)
      isOpen = true
    }
    return isOpen ? chain.probabilities() : alone
  }
}
