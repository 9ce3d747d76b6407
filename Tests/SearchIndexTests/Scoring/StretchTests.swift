import TestSupport
import Testing

@testable import SearchIndex

@Suite struct StretchTests {
  @Test("A product is not less than it is, nor more than the most", arguments: Seeds.count(50))
  func products(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<100 {
      let (numerator, denominator) = (
        Score(1) << Score(random.below(30)) + Score(random.below(1000)),
        Score(1) << Score(random.below(30)) + Score(random.below(1000))
      )
      let most = numerator + 1
      let factor = StretchFactor(numerator, over: denominator, most: most)
      #expect(factor.product(0) == 0)
      for _ in 0..<20 {
        let score = 1 + Score(random.below(random.pick([10, 1000, 1 << 20, 1 << 31 - 1])))
        let exact = Double(score) * Double(numerator) / Double(denominator)
        let product = factor.product(score)
        #expect(Double(product) >= min(exact + 1, Double(most)), "seed \(seed)")
        #expect(product <= most)
        // It is of some use: no more than a ten thousandth off where the factor is not tiny.
        if numerator >= denominator, product < most {
          #expect(Double(product) <= exact * 1.0001 + 3, "seed \(seed)")
        }
      }
    }
  }

  @Test("The stretches of a group are those of its windows, one after the other")
  func groups() {
    for length: DocID in [1, 7, 63, 64, 130, 700, 4096] {
      for (from, count): (DocID, DocID) in [(0, 1), (5, 900), (899, 900), (70_000, 300_000)] {
        let group = WindowGroup(from: from, windowLength: length, documentCount: count)
        let window = ScoreWindow(length: length)
        #expect(group.start <= from && from < group.end && group.end <= count)
        #expect(group.start % length == 0)
        #expect((1...WindowGroup.windowCount).contains(group.windowCount))
        for doc in group.start..<min(group.end, group.start + 5000) {
          let number = Int((doc - group.start) / length)
          window.move(to: group.start(ofWindow: number), documentCount: count)
          #expect((window.start..<window.end).contains(doc) && number < group.windowCount)
          let stretch = ScoreWindow.stretch(of: doc - window.start)
          #expect(group.place(of: doc) == number * StretchScores.count + stretch)
          #expect(window.stretches >> UInt64(stretch) & 1 == 1)
          #expect(
            WindowGroup.windows(group.place(of: doc), through: group.place(of: doc))
              == 1 << UInt32(number))
        }
      }
    }
  }

  @Test("What a list can add in a stretch, its documents do not pass", arguments: Seeds.count(12))
  func bounds(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    let characters = Array("安全检查燃")
    for number in 0..<700 {
      let text = (0..<random.below(30)).map { _ in
        characters[min(random.below(5), random.below(5))]
      }
      try writer.add(Document(id: "d\(number)", text: String(text)))
    }
    try writer.commit()
    let segment = try #require(try Searcher(path: directory.file("index")).segments.first)
    let length = random.pick([DocID(63), 64, 130, 700, ScoreWindow.defaultLength])
    let documentCount = DocID(segment.documentCount)
    var search = SegmentSearch(segment: segment, saturation: Saturation(averageLength: 12))
    // All lists, or those of one block.
    search.rarity = random.pick([1, 1000])
    let window = ScoreWindow(length: length)
    let row = StretchScores(windows: WindowGroup.windowCount)
    defer { row.deallocate() }
    let terms = TermCursor(segment.grams)
    while terms.advance() {
      let term = SegmentSearch.WeightedTerm(lane: .grams, info: terms.info, weight: 100_000)
      let scorer = try #require(
        try search.scorers(.init(terms: [term]), skips: true).scorers.first)
      var found = 0
      var next: DocID = 0
      while next < documentCount {
        let group = WindowGroup(from: next, windowLength: length, documentCount: documentCount)
        next = group.end
        // What was there before does not show.
        row.setAll(.max)
        let windows = scorer.bound(group, row.first(windows: group.windowCount))
        for sweep in 0..<2 {
          if sweep > 0 { scorer.rewind() }
          for number in 0..<group.windowCount where sweep == 1 || !random.chance(3) {
            window.move(to: group.start(ofWindow: number), documentCount: documentCount)
            scorer.score(window, in: .max)
            let isThere = windows >> UInt64(number) & 1 == 1
            for doc in window.start..<window.end where window.score(of: doc) > 0 {
              found += sweep
              let bound = isThere ? row[group.place(of: doc)] : 0
              #expect(window.score(of: doc) <= bound && bound <= scorer.maxScore, "seed \(seed)")
            }
          }
        }
      }
      #expect(found == scorer.documentFrequency)
    }
  }

  @Test("Vectors tell what is reached, as one by one does", arguments: Seeds.count(50))
  func vectors(seed: Int) {
    var random = SeededRandom(seed: seed)
    let scores = StretchScores(windows: 2)
    defer { scores.deallocate() }
    for _ in 0..<100 {
      let most = random.pick([2, 10, 1 << 20, 1 << 31 - 1])
      scores.clear()
      for stretch in 0..<128 where random.chance(3) {
        scores[stretch] = Score(random.below(most + 1))
      }
      let bar = 1 + Score(random.below(most))
      for window in 0..<2 {
        var expected: UInt64 = 0
        for stretch in 0..<64 where scores[window * 64 + stretch] >= bar {
          expected |= 1 << UInt64(stretch)
        }
        #expect(scores.window(window).stretches(atLeast: bar) == expected, "seed \(seed)")
        #expect(scores.window(window).reaches(bar) == (expected != 0))
      }
      let all = scores.window(0).reaches(bar) || scores.window(1).reaches(bar)
      #expect(scores.reaches(bar) == all)
    }
  }
}
