/// What the scorers and whole texts can add in the stretches of some windows, and of one of these.
final class WindowBounds {
  /// Those that find something in the window, the one first that can add least anywhere.
  private(set) var scorers: [Int] = []
  /// Those that may stand in the window.
  private(set) var texts: [LiteralScorer] = []
  /// What has not been added to scores yet: the sum of scorers and texts.
  let missing = StretchScores()

  private let all: [any WindowScorer]
  private let allTexts: [Text]
  /// The numbers of all scorers, the one with the fewest documents first.
  private let order: [Int]
  /// By scorer: what each can add in each window of the group.
  private let rows: [StretchScores]
  /// What texts can add.
  private let textRows: [StretchScores]
  /// By scorer: a bit for each window in which it finds something.
  private var windows: [UInt64]
  private var textWindows: [UInt64]
  /// The sum of all rows.
  private let sums: StretchScores
  /// The number of the window in its group.
  private var window = 0

  /// By scorer: its place in ``scorers``; -1 for none.
  private var places: [Int]
  /// By place in ``texts``: its number.
  private var textNumbers: [Int] = []
  /// See ``count(below:from:)``.
  private let sum = StretchScores()
  private let next = StretchScores()

  /// How many terms of a text bound it in stretches: those with the fewest documents do best.
  private static let textTerms = 2

  private struct Text {
    let scorer: LiteralScorer
    /// The numbers of the scorers that find all its documents.
    let terms: [Int]
    /// Of some of them, what a term can add times this is what the text can.
    let factors: [(term: Int, factor: StretchFactor)]
    /// The text counts with the last of its terms.
    var last: Int { terms.last ?? 0 }
  }

  /// - Parameters:
  ///   - scorers: the one first that can add least.
  ///   - texts: with the numbers of the scorers that find all documents of each, rising.
  ///   - windowCount: how many windows there are.
  init(
    _ scorers: [any WindowScorer], _ texts: [(text: LiteralScorer, places: [Int])],
    windowCount: Int
  ) {
    let windowCount = min(max(windowCount, 1), WindowGroup.windowCount)
    all = scorers
    order = scorers.indices.sorted { scorers[$0].documentFrequency < scorers[$1].documentFrequency }
    allTexts = texts.map { text, terms in
      let rarest = terms.sorted { scorers[$0].documentFrequency < scorers[$1].documentFrequency }
      return Text(
        scorer: text, terms: terms,
        factors: rarest.prefix(WindowBounds.textTerms).map {
          ($0, StretchFactor(text.weight, over: scorers[$0].weight, most: text.maxScore))
        })
    }
    rows = scorers.map { _ in StretchScores(windows: windowCount) }
    textRows = texts.map { _ in StretchScores(windows: windowCount) }
    windows = scorers.map { _ in 0 }
    textWindows = texts.map { _ in 0 }
    sums = StretchScores(windows: windowCount)
    places = scorers.map { _ in -1 }
  }

  deinit {
    for row in rows + textRows + [sums, missing, sum, next] { row.deallocate() }
  }

  var hasTexts: Bool { !texts.isEmpty }

  /// Finds them for the windows of a group.
  func find(in group: WindowGroup) {
    let sums = sums.first(windows: group.windowCount)
    sums.clear()
    for number in all.indices {
      let row = rows[number].first(windows: group.windowCount)
      windows[number] = all[number].bound(group, row)
      if windows[number] != 0 { sums.add(row) }
    }
    for (number, text) in allTexts.enumerated() {
      let shared = text.terms.reduce(UInt64.max) { $0 & windows[$1] }
      textWindows[number] = shared
      guard shared != 0 else { continue }
      // A text stands in a document no more often than each of its terms.
      let row = textRows[number].first(windows: group.windowCount)
      row.setAll(text.scorer.maxScore)
      for (term, factor) in text.factors { row.lower(to: rows[term], times: factor) }
      sums.add(row)
    }
  }

  /// A bit for each stretch of a window of the group in which all together reach a score.
  func stretches(ofWindow number: Int, atLeast score: Score) -> UInt64 {
    sums.window(number).stretches(atLeast: score)
  }

  /// A bar that few stretches reach: at least one in each fourth window.
  ///
  /// Nil in a group of few windows, of which none costs enough.
  func bar(in group: WindowGroup) -> Score? {
    guard group.windowCount >= 16 else { return nil }
    let most = (0..<group.windowCount).map { sums.window($0).most }.sorted(by: >)
    return max(most[group.windowCount / 4 - 1], 1)
  }

  /// Goes to a window of the group.
  func enter(_ number: Int) {
    window = number
    missing.set(sums.window(number))
    scorers.removeAll(keepingCapacity: true)
    for scorer in windows.indices {
      let isThere = windows[scorer] &>> UInt64(number) & 1 != 0
      places[scorer] = isThere ? scorers.count : -1
      if isThere { scorers.append(scorer) }
    }
    texts.removeAll(keepingCapacity: true)
    textNumbers.removeAll(keepingCapacity: true)
    for text in allTexts.indices where textWindows[text] &>> UInt64(number) & 1 != 0 {
      textNumbers.append(text)
      texts.append(allTexts[text].scorer)
    }
  }

  /// How many of the scorers, from the first on and at least `count`, do not reach a score together, with
  /// the texts that count for them.
  func count(below score: Score, from count: Int) -> Int {
    let sum = sum
    if count == 0 { sum.clear() }
    var place = count
    while place < scorers.count {
      next.set(sum, plus: rows[scorers[place]].window(window))
      for text in textNumbers where allTexts[text].last == scorers[place] {
        next.add(textRows[text].window(window))
      }
      if next.reaches(score) { return place }
      sum.set(next)
      place += 1
    }
    return place
  }

  /// Calls `body` with the place of each scorer from some place on, that with the fewest documents first, until
  /// it says that the rest is not wanted.
  @inline(__always)
  func forEachByDocuments(from first: Int, _ body: (Int) -> Bool) {
    for number in order where places[number] >= first {
      if !body(places[number]) { return }
    }
  }

  /// What a scorer can add has been added.
  func isScored(_ place: Int) { missing.subtract(rows[scorers[place]].window(window)) }

  /// What texts can add is known by document.
  func areTextsBound() {
    for text in textNumbers { missing.subtract(textRows[text].window(window)) }
  }
}
