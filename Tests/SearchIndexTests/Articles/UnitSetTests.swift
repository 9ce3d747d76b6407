import TestSupport
import Testing

@testable import SearchIndex

@Suite struct UnitSetTests {
  @Test("A set has what it was made of, in order", arguments: Seeds.count(10))
  func units(seed: Int) {
    var random = SeededRandom(seed: seed)
    let units = Set((0..<random.below(200)).map { _ in UInt16(random.below(0x10000)) })
    let set = UnitSet(units)
    #expect(set.units == units.sorted())
    #expect((0...0xffff).allSatisfy { set.contains($0) == units.contains($0) })
  }

  @Test("All spellings of a character are in a set or none", arguments: Seeds.count(10))
  func spellings(seed: Int) {
    var random = SeededRandom(seed: seed)
    let sets = (0..<random.below(3)).map { _ in
      UnitSet((0..<100).map { _ in UInt16(random.below(0x80) + random.pick([0, 0xff00, 0x3000])) })
    }
    let all = UnitSet(spellingsOf: sets)
    for unit in 0...UInt16.max {
      let plain = LineText.plain(unit)
      #expect(all.contains(unit) == sets.contains { $0.contains(plain) }, "\(unit)")
    }
  }

  @Test func digitsOfBothScripts() {
    let digits = Set("0123456789〇○零一二三四五六七八九十百千廿卅".utf16)
    #expect((0...UInt16.max).filter { LineText.isDigit($0) } == digits.sorted())
  }

  @Test("A label is passed over by no filter", arguments: Seeds.count(10))
  func pairs(seed: Int) {
    var random = SeededRandom(seed: seed)
    let words = (0..<100).map { _ in (0..<2).map { _ in UInt16(random.below(0x10000)) } }
    let filter = PairFilter(words)
    for word in words {
      #expect(filter.mayBegin(word[0]) && filter.mayHold(word[0], word[1]))
    }
    let firsts = Set(words.map { $0[0] })
    #expect((0...UInt16.max).allSatisfy { filter.mayBegin($0) == firsts.contains($0) })
  }
}
