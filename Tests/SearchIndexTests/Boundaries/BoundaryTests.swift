import TestSupport
import Testing

@testable import SearchIndex

@Suite struct BoundaryTests {
  @Test("A model has the weights that were written")
  func model() {
    let weights = SignWeights<BoundarySign>(
      "bias -1.5\nkind 3 0.5\nunit 启 0.25 告 -1\ncohesion 0 2 9 -3\nheadlineBelow 1 1")
    let model = BoundaryModel(weights)
    #expect(weights.bias == -1.5)
    #expect(weights[.kind, 3] == 0.5)
    #expect(weights[.kind, 4] == 0)
    #expect(weights[.unit, unit: Array("告".utf16)[0]] == -1)
    #expect(weights[.lastUnit, unit: Array("告".utf16)[0]] == 0)
    #expect(weights[.unit, unit: Array("天".utf16)[0]] == 0)
    #expect(weights.range(of: .headlineBelow) == 0...1)
    #expect(model.cohesionRange(.long) == -3...2)
    #expect(model.cohesionRange(.short) == -3...3)
  }

  @Test(
    "Texts that are not compared would not decide, and signs have the values that they may",
    arguments: Seeds.count(40))
  func comparing(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let bytes = Array(MadeUpIssue.text(&random).utf8)
    try bytes.withUnsafeBytes { bytes in
      let signs = ArticleSplitter(IssueLayout.repaired(bytes)).signs
      #expect(BoundaryFinder.starts(signs) == BoundaryFinder.starts(signs, comparesAll: true))
      var copy = signs
      for index in signs.paragraphs.indices {
        var list = SignList<BoundarySign>()
        copy.collect(index, into: &list)
        copy.collectCohesion(index, into: &list)
        try list.check()
      }
    }
  }

  @Test("Shared pairs are those that sets have", arguments: Seeds.count(40))
  func cohesion(seed: Int) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("天地人和日月风云，a。")
    func text() -> String {
      String(
        (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
          alphabet.randomElement(using: &random)
        })
    }
    func pairs(_ text: String) -> [String] {
      let characters = Array(text)
      return characters.indices.dropLast().map { String(characters[$0...$0 + 1]) }
        .filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x4e00 && $0.value < 0xa000 } }
    }
    var cohesion = Cohesion()
    for _ in 0..<8 {
      let (above, own, below) = (text(), text(), text())
      let bytes = Array((above + own + below).utf8)
      let (first, second) = (above.utf8.count, above.utf8.count + own.utf8.count)
      let shares = bytes.withUnsafeBytes {
        cohesion.shares(
          before: [0..<first], own: own.isEmpty ? [] : [first..<second],
          after: [second..<bytes.count], in: $0)
      }
      let (higher, lower) = (Set(pairs(above)), Set(pairs(below)))
      #expect(
        shares.texts == Float(higher.intersection(lower).count)
          / Float(1 + min(higher.count, lower.count)))
      let all = pairs(own)
      #expect(
        shares.below == Float(all.count { lower.contains($0) }) / Float(1 + all.count)
          || own.isEmpty)
      #expect(
        shares.above == Float(all.count { higher.contains($0) }) / Float(1 + all.count)
          || own.isEmpty)
    }
  }

  @Test("Others of a look are those that counting finds", arguments: Seeds.count(20))
  func looks(seed: Int) {
    var random = SeededRandom(seed: seed)
    var tally = LooksTally()
    let rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      (
        look: Int?.some(Int.random(in: 0...3, using: &random)), isNews: Bool.random(using: &random),
        isBehindEnd: Bool.random(using: &random)
      )
    }.map { $0.look == 3 ? (look: nil, isNews: $0.isNews, isBehindEnd: $0.isBehindEnd) : $0 }
    for row in rows { tally.add(row.look, isNews: row.isNews, isBehindEnd: row.isBehindEnd) }
    for index in rows.indices {
      let others = tally.others(of: index)
      guard let look = rows[index].look else {
        #expect(others == nil)
        continue
      }
      let alike = rows.indices.filter { $0 != index && rows[$0].look == look }
      #expect(others?.count == alike.count)
      #expect(others?.news == alike.count { rows[$0].isNews })
      #expect(others?.ends == alike.count { rows[$0].isBehindEnd })
    }
    #expect([0, 1, 2, 3, 4].map { LooksTally.share($0, of: 4) } == [1, 2, 3, 4, 4])
    #expect(LooksTally.share(0, of: 0) == 0)
  }
}
