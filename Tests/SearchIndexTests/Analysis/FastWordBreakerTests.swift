import TestSupport
import Testing

@testable import SearchIndex

/// The fast word breaker against ICU's own iterator.
@Suite struct FastWordBreakerTests {
  private let breaker: FastWordBreaker

  init() throws { breaker = try #require(try FastWordBreaker.checked()) }

  /// Blocks of which random texts are mixed: what the rules treat in ways of their own.
  private static let blocks: [(name: String, scalars: [ClosedRange<UInt32>])] = [
    ("Han", [0x4e00...0x9fff]),
    ("frequent Han", [0x4e00...0x4eff, 0x5927...0x5929, 0x4e2d...0x4e2d, 0x56fd...0x56fd]),
    ("ASCII", [0x20...0x7e]),
    ("ASCII words", [0x61...0x7a, 0x30...0x39, 0x2c...0x2e, 0x27...0x27, 0x3a...0x3b]),
    ("CJK punctuation", [0x3000...0x303f, 0xff00...0xff0f, 0xff1a...0xff20]),
    ("general punctuation", [0x2000...0x206f, 0x00a0...0x00bf]),
    ("Kana", [0x3040...0x30ff, 0x31f0...0x31ff, 0xff66...0xff9f]),
    ("marks of iteration", [0x3005...0x3007, 0x303b...0x303b, 0x30fc...0x30fe]),
    ("Hangul", [0xac00...0xd7a3, 0x1100...0x11ff, 0x3131...0x318e]),
    ("extension A", [0x3400...0x4dbf]), ("extension B", [0x20000...0x2a6df]),
    ("compatibility", [0xf900...0xfaff, 0x2f800...0x2fa1d, 0x2e80...0x2fdf]),
    ("Bopomofo, Yi", [0x3105...0x312f, 0xa000...0xa4cf]),
    ("Thai and the like", [0x0e00...0x0eff, 0x1000...0x109f, 0x1780...0x17ff]),
    ("marks", [0x300...0x36f, 0xfe00...0xfe0f, 0x20d0...0x20ff, 0xe0100...0xe0110]),
    ("joiners", [0x200b...0x200f, 0x2060...0x2064, 0xfeff...0xfeff, 0xad...0xad]),
    ("emoji", [0x1f300...0x1f64f, 0x1f1e6...0x1f1ff, 0x1f3fb...0x1f3ff, 0x2600...0x27bf]),
    ("Latin", [0xc0...0x24f]), ("Greek and Cyrillic", [0x370...0x4ff]),
    ("Hebrew and Arabic", [0x590...0x6ff]), ("Indic", [0x900...0xdff]),
    ("digits", [0xff10...0xff19, 0x660...0x669, 0x966...0x96f, 0x2460...0x24ff]),
    ("ends of lines", [0xa...0xd, 0x85...0x85, 0x2028...0x2029]),
    ("controls", [0x0...0x1f, 0x7f...0x9f]), ("surrogates", [0xd800...0xdfff]),
    ("private", [0xe000...0xf8ff]), ("anything", [0x0...0x10ffff]),
  ]

  private func scalar(_ block: Int, _ random: inout SeededRandom) -> UInt32 {
    let ranges = FastWordBreakerTests.blocks[block].scalars
    let range = random.pick(ranges)
    return UInt32(random.below(Int(range.upperBound - range.lowerBound) + 1)) + range.lowerBound
  }

  private func text(_ blocks: [Int], _ length: Int, _ random: inout SeededRandom) -> [UInt16] {
    var units: [UInt16] = []
    var block = blocks[0]
    for _ in 0..<length {
      if random.chance(3) { block = random.pick(blocks) }
      UTF16Text.append(scalar(block, &random), to: &units)
    }
    return units
  }

  private func hex(_ units: [UInt16]) -> String {
    units.map { String($0, radix: 16) }.joined(separator: " ")
  }

  @Test("Segments are ICU's for every block beside Chinese", arguments: 0..<27)
  func blocks(block: Int) {
    var random = SeededRandom(seed: block)
    for _ in 0..<300 * Seeds.count(1).count {
      let units = text([0, 1, block, block], 1 + random.below(40), &random)
      #expect(breaker.agrees(on: units), "\(hex(units))")
    }
  }

  @Test("Segments are ICU's for any mixture", arguments: Seeds.count(20))
  func mixtures(seed: Int) {
    var random = SeededRandom(seed: seed)
    let count = FastWordBreakerTests.blocks.count
    for _ in 0..<200 {
      let blocks = (0..<1 + random.below(5)).map { _ in random.below(count) }
      let units = text(blocks, 1 + random.below(60), &random)
      #expect(breaker.agrees(on: units), "\(hex(units))")
    }
  }

  @Test("Words of the dictionary side by side are cut as ICU cuts them", arguments: Seeds.count(10))
  func dictionaryWords(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let words = try #require(RandomWords.some(seed: seed, count: 300))
    #expect(words.contains { $0.count > 2 })
    for round in 0..<203 {
      var units: [UInt16] = []
      // The last are longer than what is looked up at once.
      for _ in 0..<(round < 200 ? 1 + random.below(30) : 1000) {
        let word = random.pick(words)
        units += word[..<(random.chance(4) ? 1 + random.below(word.count) : word.count)]
      }
      #expect(breaker.agrees(on: units), "\(hex(units))")
    }
  }

  @Test(
    "Long runs without any border",
    arguments: [1, 19, 20, 21, 255, 256, 5000, 20_000, 65_536, 65_537])
  func longRuns(length: Int) {
    var random = SeededRandom(seed: length)
    #expect(breaker.agrees(on: text([0], length, &random)))
    #expect(breaker.agrees(on: text([1], length, &random)))
    #expect(breaker.agrees(on: [UInt16](repeating: 0x4e00, count: length)))
  }

  @Test("Both segmenters give an analyzer the same words", arguments: Seeds.count(20))
  func analyzers(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let source = RandomText(rarity: 1 + seed % 5).text(400, &random)
    let icu = AnalyzedText(source, by: try Analyzer(segmenter: .icu))
    let fast = AnalyzedText(source, by: try Analyzer(segmenter: .fast))
    #expect(icu.words == fast.words && icu.units.count == fast.units.count, "\(source)")
  }

  @Test("Bytes that are no dictionary are refused, or read to some end")
  func foreignDictionary() {
    #expect(CJKDictionary(UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
    for seed in Seeds.count(30) {
      var random = SeededRandom(seed: seed)
      var indexes = [UInt32](repeating: 0, count: 8 + 200)
      for index in 8..<indexes.count { indexes[index] = UInt32(truncatingIfNeeded: random.next()) }
      (indexes[0], indexes[3], indexes[4]) = (32, 832, 9)
      indexes.withUnsafeBytes { bytes in
        guard let dictionary = CJKDictionary(bytes) else { return }
        var children = dictionary.children(of: dictionary.root)
        for _ in 0..<20 {
          guard let child = children.randomElement(using: &random) else { break }
          children = dictionary.children(of: child)
        }
      }
    }
  }
}

/// Words of ICU's dictionary, found by random walks.
private enum RandomWords {
  static func some(seed: Int, count: Int) -> [[UInt16]]? {
    ICU.withDictionary { dictionary in
      var random = SeededRandom(seed: seed)
      var words: [[UInt16]] = []
      while words.count < count {
        var word: [UInt16] = []
        var children = dictionary.children(of: dictionary.root).filter { WordTrie.isHan($0.unit) }
        while let child = children.randomElement(using: &random) {
          word.append(child.unit)
          if child.value != nil, random.chance(2) { break }
          children = dictionary.children(of: child).filter { WordTrie.isHan($0.unit) }
        }
        words.append(word)
      }
      return words
    }
  }
}
