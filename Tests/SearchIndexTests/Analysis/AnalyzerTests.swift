import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

@Suite struct AnalyzerTests {
  @Test("Folding, units and words equal those of the oracle", arguments: Seeds.count(300))
  func equalsOracle(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let analyzer = try Analyzer(folding: .simplified())
    for _ in 0..<5 {
      let text = RandomText(rarity: random.pick([1, 2, 5])).text(random.below(60), &random)
      let analyzed = AnalyzedText(text, by: analyzer)
      let naive = NaiveText(text)
      #expect(analyzed.folded == naive.folded, "seed \(seed): \(text.debugDescription)")
      #expect(tokens(analyzed) == naive.tokens, "seed \(seed): \(text.debugDescription)")
      #expect(analyzed.words.map { analyzed.string($0) } == naive.words)
    }
  }

  private func tokens(_ text: AnalyzedText) -> [NaiveText.Token] {
    var tokens: [NaiveText.Token] = []
    var next = 0
    for unit in text.units {
      if unit.position > next, !tokens.isEmpty { tokens.append(.gap) }
      #expect(unit.position == next || unit.position == next + 1)
      let string = text.string(unit.range)
      tokens.append(unit.isCharacter ? .character(string) : .run(string))
      next = unit.position + 1
    }
    return tokens
  }

  @Test("Every scalar of the BMP folds and classifies as ICU says")
  func everyScalar() throws {
    let analyzer = try Analyzer(folding: .simplified())
    for start in stride(from: UInt32(1), to: 0x1_0000, by: 16) {
      var text = ""
      for value in start..<start + 16 {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars += [scalar, "中", scalar, "a"] }
      }
      let analyzed = AnalyzedText(text, wantsWords: false, by: analyzer)
      let naive = NaiveText(text)
      #expect(analyzed.folded == naive.folded, "U+\(String(start, radix: 16))")
      #expect(tokens(analyzed) == naive.tokens, "U+\(String(start, radix: 16))")
    }
  }

  @Test("The map leads back to the characters of the source", arguments: Seeds.count(100))
  func sourceMap(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let text = RandomText(rarity: 2).text(40, &random)
    let analyzed = AnalyzedText(text, by: try Analyzer(folding: .simplified()))
    let utf8 = Array(text.utf8)
    var last = 0
    for unit in analyzed.units {
      let source = analyzed.source(unit.range)
      #expect(source.lowerBound >= last || !unit.isCharacter || source.count > 3)
      last = source.lowerBound
      // What the unit came from, folded by itself, holds the unit.
      let piece = String(decoding: utf8[source], as: UTF8.self)
      #expect(
        !piece.unicodeScalars.contains("\u{FFFD}") || text.unicodeScalars.contains("\u{FFFD}"))
      let folded = String(decoding: NaiveText(piece).folded, as: UTF16.self)
      #expect(folded.unicodeScalars.count >= 1)
      #expect(folded.contains(analyzed.string(unit.range)) || source.count > 3)
    }
  }

  @Test("Long texts: the cuts of pieces change no unit", arguments: Seeds.count(6))
  func pieces(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let rarity = random.pick([2, 30, 1_000_000])
    let text = RandomText(rarity: rarity).text(30_000, &random)
    let analyzed = AnalyzedText(text, by: try Analyzer(folding: .simplified()))
    let naive = NaiveText(text)
    let isEqual = analyzed.folded == naive.folded
    #expect(isEqual, "seed \(seed)")
    #expect(tokens(analyzed) == naive.tokens)
    #expect(Double(analyzed.words.count) > Double(naive.words.count) * 0.99)
  }

  @Test("Words longer than the limit are cut, not lost")
  func longWords() throws {
    let text = String(repeating: "a", count: 1000) + " " + String(repeating: "𐐨", count: 129)
    let analyzed = AnalyzedText(text, by: try Analyzer(folding: .simplified()))
    #expect(tokens(analyzed) == NaiveText(text).tokens)
    #expect(analyzed.units.allSatisfy { $0.range.count <= Units.maximumLength })
  }

  @Test("What search analyze prints")
  func analysis() throws {
    let analysis = try TextAnalysis("青溪Ｇ５燃气, 3.14")
    #expect(analysis.folded == "青溪g5燃气, 3.14")
    #expect(analysis.units.map(\.text) == ["青", "溪", "g5", "燃", "气", "3", "14"])
    #expect(analysis.units.map(\.position) == [0, 1, 2, 3, 4, 6, 8])
    #expect(analysis.units.map(\.start) == [0, 1, 2, 4, 5, 8, 10])
    #expect(analysis.units.map(\.length) == [1, 1, 2, 1, 1, 1, 2])
    #expect(analysis.grams.map(\.text) == ["青溪", "g5", "燃气", "3", "14"])
    #expect(analysis.words.last?.text == "3.14")
  }
}
