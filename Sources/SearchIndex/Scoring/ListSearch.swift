/// Scores a segment list by list, where what other segments have found leaves few documents.
///
/// Lists that do not reach the threshold together, as long ones as can be, find no documents (Turtle and Flood,
/// "Query Evaluation: Strategies and Optimizations", 1995). The documents of the others are merged, the shortest list
/// first, and dropped as soon as what is still to be asked cannot lift them to the threshold; then the rest adds to
/// those that are left. ``MaxScore`` has closer bounds, but finding these and walking windows costs more than few
/// documents do.
struct ListSearch {
  /// What makes a search worth while; tests make all of it so.
  struct Limits {
    /// Merges go through one document in so many of the segment at most.
    var merged = 16
    /// In lists that are not rare, blocks with one document in so many of the segment are read at most.
    var read = 1
    /// If all lists are as short or shorter, all that match may as well be counted.
    var counted = PostingList.blockLength
  }

  private let scorers: [any WindowScorer]
  private let text: LiteralScorer?
  private let hits: HitCollector
  private let threshold: Score
  private let limits: Limits
  /// The numbers of the scorers that find documents, as they are asked.
  private let finding: [Int]
  /// The numbers of the others, as they are asked.
  private let adding: [Int]

  /// Nil if it is not known to be worth while.
  init?(
    _ scorers: [any WindowScorer], _ texts: [LiteralScorer], _ hits: HitCollector, _ limits: Limits
  ) {
    let threshold = hits.threshold
    let frequencies = scorers.map(\.documentFrequency)
    guard threshold > 0, texts.count <= 1, frequencies.contains(where: { $0 > limits.counted })
    else { return nil }
    let text = texts.first
    let maxScores = scorers.map(\.maxScore)
    var finding: [Int] = []
    var adding: [Int] = []
    /// What those that only add can add together.
    var most: Score = 0
    /// How many terms of the text are not among them.
    var wanting = text?.terms.count ?? 0
    for number in scorers.indices.sorted(by: { frequencies[$0] > frequencies[$1] }) {
      let more = most + maxScores[number]
      let ofText = text?.terms.count { $0 == number } ?? 0
      let textMost = ofText == wanting ? text?.maxScore ?? 0 : 0
      if more + textMost < threshold {
        adding.append(number)
        most = more
        wanting -= ofText
      } else {
        finding.append(number)
      }
    }
    finding.reverse()
    // Each merge goes through what those before have found.
    var (found, merged) = (0, 0)
    for number in finding {
      found += frequencies[number]
      merged += found
    }
    guard merged * limits.merged <= hits.segment.documentCount else { return nil }
    self.scorers = scorers
    self.text = text
    self.hits = hits
    self.threshold = threshold
    self.limits = limits
    self.finding = finding
    // First those of which a posting tells most.
    self.adding = adding.sorted {
      Int(maxScores[$0]) * frequencies[$1] > Int(maxScores[$1]) * frequencies[$0]
    }
  }

  /// Hands the documents to the collector; false, with all scorers as they were, if too many are left.
  func run() -> Bool {
    let found = MergedDocuments(
      capacity: finding.reduce(0) { $0 + scorers[$1].documentFrequency })
    /// What has not been asked for can add so much, without the text.
    var left = scorers.reduce(0) { $0 + $1.maxScore }
    var textBound = text?.maxScore ?? 0
    for (place, number) in finding.enumerated() {
      let scorer = scorers[number]
      left -= scorer.maxScore
      let needed = needed(left)
      // What no list before has found must reach it by this one.
      let list = scorer.documents(
        atLeast: place == 0 && needed > textBound ? needed - textBound : 0)
      let factor = factor(of: number)
      found.merge(list, textBound: textBound, factor, atLeast: needed)
      // What this list does not hold does not hold the text.
      if factor != nil { textBound = 0 }
    }
    var read = 0
    for number in adding where found.count > 0 {
      let scorer = scorers[number]
      left -= scorer.maxScore
      if scorer is TermScorer {
        read += min(found.count * PostingList.blockLength, scorer.documentFrequency)
        if read * limits.read > hits.segment.documentCount {
          for scorer in scorers { scorer.rewind() }
          return false
        }
      }
      found.add(scorer, factor(of: number), atLeast: needed(left))
    }
    take(found)
    return true
  }

  /// What a document needs with so much left.
  private func needed(_ left: Score) -> Score { threshold > left ? threshold - left : 0 }

  /// Of a term of the text: the text adds no more than this times what the term does.
  private func factor(of number: Int) -> StretchFactor? {
    guard let text, text.terms.contains(number) else { return nil }
    return StretchFactor(text.weight, over: scorers[number].weight, most: text.maxScore)
  }

  private func take(_ found: MergedDocuments) {
    let live = hits.segment.live
    var met = 0
    for (number, doc) in found.docs.enumerated() {
      if live.deletedCount > 0, live.isDeleted(doc) { continue }
      met += 1
      var score = found.score(number)
      let bound = found.bound(number)
      if score &+ bound < hits.threshold { continue }
      if bound > 0, let text { score &+= text.score(of: doc) }
      hits.keep(doc, score)
    }
    // All that hold the most frequent term match.
    let matches = scorers.reduce(0) { max($0, $1.documentFrequency) }
    hits.total += max(met, matches - live.deletedCount)
  }
}
