/// What the scorers and whole texts can add in the stretches of a window.
final class WindowBounds {
  /// Those that find something in the window, the one first that can add least anywhere.
  private(set) var scorers: [Int] = []
  /// Those that may stand in the window.
  private(set) var texts: [LiteralScorer] = []
  /// What has not been added to scores yet: the sum of scorers and texts.
  let missing = StretchScores()

  private let all: [any WindowScorer]
  private let allTexts: [(text: LiteralScorer, places: [Int])]
  /// The numbers of all scorers, the one with the fewest documents first.
  private let order: [Int]
  /// By text and its terms: what a term can add times this is what the text can.
  private let ratios: [[Float]]
  /// By place in ``scorers``: what each can add.
  private let rows: [StretchScores]
  /// What texts can add.
  private let textRows: [StretchScores]
  /// By place in ``all``: its place in ``scorers``; -1 for none.
  private var places: [Int]
  /// By place in ``texts``: the place of the last of its terms in ``scorers``.
  private var lastPlaces: [Int] = []
  /// See ``count(below:from:)``.
  private let sum = StretchScores()
  private let next = StretchScores()

  /// - Parameters:
  ///   - scorers: the one first that can add least.
  ///   - texts: with the numbers of the scorers that find all documents of each.
  init(_ scorers: [any WindowScorer], _ texts: [(text: LiteralScorer, places: [Int])]) {
    all = scorers
    allTexts = texts
    rows = scorers.map { _ in StretchScores() }
    textRows = texts.map { _ in StretchScores() }
    places = scorers.map { _ in -1 }
    ratios = texts.map { text, places in
      // A little more than it is, for what is rounded.
      places.map { 1.000_001 * Float(text.weight) / Float(max(scorers[$0].weight, 1)) }
    }
    order = scorers.indices.sorted { scorers[$0].documentFrequency < scorers[$1].documentFrequency }
  }

  deinit {
    missing.deallocate()
    for row in rows + textRows + [sum, next] { row.deallocate() }
  }

  var hasTexts: Bool { !texts.isEmpty }

  /// Finds them for a window.
  func find(in window: ScoreWindow) {
    scorers.removeAll(keepingCapacity: true)
    missing.clear()
    for (number, scorer) in all.enumerated() {
      let row = rows[scorers.count]
      guard scorer.bound(window, row) else {
        places[number] = -1
        continue
      }
      places[number] = scorers.count
      scorers.append(number)
      missing.add(row)
    }
    texts.removeAll(keepingCapacity: true)
    lastPlaces.removeAll(keepingCapacity: true)
    for (number, (text, terms)) in allTexts.enumerated()
    where terms.allSatisfy({ places[$0] >= 0 }) {
      let row = textRows[texts.count]
      bound(number, row)
      missing.add(row)
      lastPlaces.append(places[terms.last ?? 0])
      texts.append(text)
    }
  }

  /// A text stands in a document no more often than each of its terms.
  private func bound(_ number: Int, _ row: StretchScores) {
    let (text, terms) = allTexts[number]
    row.setAll(.max)
    for (term, ratio) in zip(terms, ratios[number]) {
      row.lower(to: rows[places[term]], times: ratio, most: text.maxScore)
    }
  }

  /// How many of the scorers, from the first on and at least `count`, do not reach a score together, with
  /// the texts that count for them.
  func count(below score: Score, from count: Int) -> Int {
    let sum = sum
    if count == 0 { sum.clear() }
    var place = count
    while place < scorers.count {
      next.set(sum, plus: rows[place])
      for (number, last) in lastPlaces.enumerated() where last == place {
        next.add(textRows[number])
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
  func isScored(_ place: Int) { missing.subtract(rows[place]) }

  /// What texts can add is known by document.
  func areTextsBound() {
    for number in texts.indices { missing.subtract(textRows[number]) }
  }
}
