/// How good a ranking is, by the definitions of trec_eval with linear gain.
public struct RankingMeasures: Equatable, Sendable {
  /// Normalized discounted cumulative gain of the first ten: gain is the grade, discount is the
  /// binary logarithm of the rank plus one (`ndcg_cut_10`).
  public var ndcgAt10 = 0.0
  /// One over the rank of the first relevant document among the first ten, else 0.
  public var reciprocalRankAt10 = 0.0
  /// The share of the relevant documents that are in the ranking (`recall_K`).
  public var recall = 0.0

  /// Measures one ranking.
  ///
  /// - Parameters:
  ///   - ranking: document ids, best first.
  ///   - grades: the judged documents; a grade above 0 is relevant.
  public init(ranking: [String], grades: [String: Int]) {
    func discount(_ index: Int) -> Double { 1 / (logarithm(Double(index + 2)) / logarithm(2)) }
    let relevant = grades.values.filter { $0 > 0 }.sorted(by: >)
    guard !relevant.isEmpty else { return }
    var gain = 0.0
    for (index, id) in ranking.prefix(10).enumerated() {
      let grade = max(0, grades[id] ?? 0)
      gain += Double(grade) * discount(index)
      if grade > 0, reciprocalRankAt10 == 0 { reciprocalRankAt10 = 1 / Double(index + 1) }
    }
    var ideal = 0.0
    for (index, grade) in relevant.prefix(10).enumerated() {
      ideal += Double(grade) * discount(index)
    }
    ndcgAt10 = gain / ideal
    let found = Set(ranking).filter { grades[$0] ?? 0 > 0 }.count
    recall = Double(found) / Double(relevant.count)
  }

  /// The mean of several, 0 of none.
  public init(mean measures: [RankingMeasures]) {
    guard !measures.isEmpty else { return }
    let count = Double(measures.count)
    ndcgAt10 = measures.reduce(0) { $0 + $1.ndcgAt10 } / count
    reciprocalRankAt10 = measures.reduce(0) { $0 + $1.reciprocalRankAt10 } / count
    recall = measures.reduce(0) { $0 + $1.recall } / count
  }
}
