import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// How alike two texts are.
@Suite struct ShinglesTests {
  private func analyzer(_ folding: Folding = .hans) throws -> Analyzer {
    try Analyzer(folding: folding == .hans ? .simplified() : .none)
  }

  @Test("The similarity is that of the sets of rows", arguments: Seeds.count(20))
  func definition(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let analyzer = try analyzer()
    for _ in 0..<20 {
      let left = RandomText(rarity: 4).text(random.below(60), &random)
      let right =
        random.chance(3)
        ? RandomText(rarity: 4).text(random.below(60), &random)
        : ReprintTexts.edited(left, share: 0.1, &random)
      func rows(_ text: String) -> Set<[NaiveText.Token]> {
        let units = NaiveText(text).tokens.filter { $0 != .gap }
        if units.isEmpty { return [] }
        if units.count < 3 { return [units] }
        return Set((0...units.count - 3).map { Array(units[$0..<$0 + 3]) })
      }
      let (first, second) = (rows(left), rows(right))
      let all = first.union(second).count
      let expected = all > 0 ? Double(first.intersection(second).count) / Double(all) : 0
      let found = Shingles(left, by: analyzer).similarity(to: Shingles(right, by: analyzer))
      #expect(found == expected, "seed \(seed)")
    }
  }

  @Test("Line breaks, punctuation and forms of characters make no difference")
  func forms() throws {
    var random = SeededRandom(seed: 1)
    let analyzer = try analyzer()
    let text = ReprintTexts.article(500, &random)
    let reset = ReprintTexts.reset(text)
    #expect(text != reset)
    #expect(Shingles(text, by: analyzer).similarity(to: Shingles(reset, by: analyzer)) == 1)
  }

  @Test("Signatures estimate the similarity", arguments: Seeds.count(10))
  func signatures(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let analyzer = try analyzer()
    for share in [0, 0.02, 0.05, 0.1, 0.2, 1] {
      let text = ReprintTexts.article(800, &random)
      let sets = [text, ReprintTexts.edited(text, share: share, &random)].map {
        Shingles($0, by: analyzer)
      }
      let signatures = sets.map { set in
        var bytes: [UInt8] = []
        Signature.append(set.hashes, to: &bytes)
        return bytes[...]
      }
      let estimate = Signature.similarity(signatures[0], signatures[1])
      // Four standard deviations.
      #expect(abs(estimate - sets[0].similarity(to: sets[1])) < 0.18, "seed \(seed), \(share)")
    }
  }
}
