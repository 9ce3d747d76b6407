import Testing

@testable import SearchIndex

/// Examples computed by hand.
///
/// The discounts of ranks 1 to 4 are 1, 0.63093, 0.5 and 0.43068.
@Suite struct RankingMeasuresTests {
  private func isNear(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 0.00001 }

  @Test("A perfect ranking measures 1")
  func perfect() {
    let grades = ["a": 2, "b": 1, "c": 1, "d": 0]
    let measures = RankingMeasures(ranking: ["a", "b", "c", "d"], grades: grades)
    #expect(isNear(measures.ndcgAt10, 1) && isNear(measures.recall, 1))
    #expect(measures.reciprocalRankAt10 == 1)
    #expect(RankingMeasures(ranking: ["a", "c", "b"], grades: grades) == measures)
  }

  @Test("Gain is the grade, discounted by the logarithm of the rank plus one")
  func discounted() {
    // Gain: 1 at rank 2, 2 at rank 4; ideal: 2, 1, 1.
    let measures = RankingMeasures(
      ranking: ["x", "b", "d", "a"], grades: ["a": 2, "b": 1, "c": 1, "d": 0])
    #expect(isNear(measures.ndcgAt10, (0.63092975 + 2 * 0.43067656) / (2 + 0.63092975 + 0.5)))
    #expect(measures.reciprocalRankAt10 == 0.5)
    #expect(isNear(measures.recall, 2.0 / 3))
  }

  @Test("Gain is linear in the grade")
  func linear() {
    // The grade 3 at rank 2 and 1 at rank 1, against 3 at rank 1 and 1 at rank 2.
    let measures = RankingMeasures(ranking: ["b", "a"], grades: ["a": 3, "b": 1])
    #expect(isNear(measures.ndcgAt10, (1 + 3 * 0.63092975) / (3 + 0.63092975)))
  }

  @Test("Only the first ten count, but for recall")
  func depth() {
    let others = (0..<9).map { "x\($0)" }
    let tenth = RankingMeasures(ranking: others + ["a"], grades: ["a": 1])
    #expect(isNear(tenth.ndcgAt10, 0.28906483))
    #expect(isNear(tenth.reciprocalRankAt10, 0.1))
    let eleventh = RankingMeasures(ranking: others + ["x9", "a"], grades: ["a": 1])
    #expect(eleventh.ndcgAt10 == 0 && eleventh.reciprocalRankAt10 == 0)
    #expect(eleventh.recall == 1)
  }

  @Test("The ideal ranking is cut at ten too")
  func idealDepth() {
    let ids = (0..<20).map { "d\($0)" }
    let grades = Dictionary(uniqueKeysWithValues: ids.map { ($0, 1) })
    let measures = RankingMeasures(ranking: Array(ids.prefix(10)), grades: grades)
    #expect(isNear(measures.ndcgAt10, 1))
    #expect(measures.recall == 0.5)
  }

  @Test("Nothing found, nothing relevant, and grades below 0")
  func none() {
    let zero = RankingMeasures(mean: [])
    #expect(zero.ndcgAt10 == 0 && zero.reciprocalRankAt10 == 0 && zero.recall == 0)
    #expect(RankingMeasures(ranking: [], grades: ["a": 1]) == zero)
    #expect(RankingMeasures(ranking: ["a"], grades: [:]) == zero)
    #expect(RankingMeasures(ranking: ["a"], grades: ["a": 0, "b": -1]) == zero)
    let negative = RankingMeasures(ranking: ["bad", "good"], grades: ["bad": -2, "good": 1])
    #expect(isNear(negative.ndcgAt10, 0.63092975))
    #expect(negative.reciprocalRankAt10 == 0.5 && negative.recall == 1)
  }

  @Test("The mean weighs all queries alike")
  func mean() {
    let found = RankingMeasures(ranking: ["a"], grades: ["a": 2])
    let second = RankingMeasures(ranking: ["x", "a"], grades: ["a": 1, "b": 1])
    let missed = RankingMeasures(ranking: ["x"], grades: ["a": 1])
    let mean = RankingMeasures(mean: [found, second, missed])
    #expect(isNear(mean.ndcgAt10, (1 + 0.63092975 / 1.63092975) / 3))
    #expect(isNear(mean.reciprocalRankAt10, 0.5))
    #expect(isNear(mean.recall, 0.5))
  }
}
