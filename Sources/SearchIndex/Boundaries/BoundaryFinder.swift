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
    _ signs: consuming BoundarySigns, model: BoundaryModel = .shared
  ) -> [ParagraphPlace] {
    let likely = probabilities(&signs, model: model)
    var places = likely.map { told -> ParagraphPlace in
      // Of two that are as good as even furniture costs less.
      if told.outside >= outside, told.beginning < told.outside { return .outside }
      return told.beginning >= beginning ? .beginning : .within
    }
    guard places.contains(.beginning) else {
      return [ParagraphPlace](repeating: .within, count: likely.count)
    }
    // What is said to be a title, or counts one, begins an article; the lines below it are of the same.
    var isBelowTitle = false
    for index in places.indices {
      let paragraph = signs.paragraphs[index]
      let isTitle = paragraph.isTitled || paragraph.beginsRecord
      if signs.kinds[index].isBody { isBelowTitle = false }
      if places[index] == .beginning {
        if isBelowTitle, !isTitle { places[index] = .within } else { isBelowTitle = isTitle }
      }
    }
    return places
  }

  /// How likely an article begins with each paragraph, and how likely it is of none.
  static func probabilities(
    _ signs: inout BoundarySigns, model: BoundaryModel = .shared
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
