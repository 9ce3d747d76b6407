import TestSupport
import Testing

@testable import SearchIndex

@Suite struct UTF8RepairTests {
  /// What Swift's own decoder makes of bytes, and how many broken sequences it meets.
  private func expected(_ bytes: [UInt8]) -> (bytes: [UInt8], broken: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var broken = 0
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: continue
      case .error: broken += 1
      case .emptyInput: break decoding
      }
    }
    return (Array(String(decoding: bytes, as: UTF8.self).utf8), broken)
  }

  private func check(_ bytes: [UInt8], _ comment: String) {
    let expected = expected(bytes)
    var repaired: [UInt8] = [1, 2, 3]
    let count = bytes.withUnsafeBytes { UTF8Repair.repair($0, into: &repaired) }
    #expect(count == expected.broken, "\(comment) \(bytes)")
    #expect(repaired == (count == 0 ? [1, 2, 3] : expected.bytes), "\(comment) \(bytes)")
    let first = bytes.withUnsafeBytes { UTF8Repair.firstBroken($0, from: 0) }
    #expect((first == bytes.count) == (count == 0), "\(comment) \(bytes)")
  }

  @Test("Random bytes become what Swift's decoder makes of them", arguments: Seeds.count(50))
  func random(seed: Int) {
    var random = SeededRandom(seed: seed)
    // Bytes at the borders of what is well-formed, so that near misses are common.
    let borders: [UInt8] = [
      0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
      0xec,
      0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
    ]
    for _ in 0..<200 {
      let bytes = (0..<random.below(40)).map { _ in
        random.chance(3) ? UInt8(random.below(256)) : random.pick(borders)
      }
      check(bytes, "seed \(seed)")
    }
  }

  @Test("Texts with a few bytes damaged", arguments: Seeds.count(50))
  func damagedTexts(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<30 {
      var bytes = Array(RandomText(rarity: 3).text(30, &random).utf8)
      check(bytes, "seed \(seed)")
      for _ in 0..<random.below(4) where !bytes.isEmpty {
        switch random.below(3) {
        case 0: bytes[random.below(bytes.count)] = UInt8(random.below(256))
        case 1: bytes.remove(at: random.below(bytes.count))
        default: bytes.removeLast(random.below(bytes.count))
        }
      }
      check(bytes, "seed \(seed)")
    }
  }

  @Test("All pairs of bytes, and each beginning of a sequence at the end")
  func pairs() {
    for first in UInt8.min...UInt8.max {
      for second in stride(from: 0, through: 255, by: 5) {
        check([first, UInt8(second)], "pair")
        check([first, UInt8(second), 0x80], "triple")
      }
    }
    for text in ["é", "燃", "𠮷"] {
      for length in 0...text.utf8.count {
        let beginning = Array(text.utf8.prefix(length))
        check(beginning, "beginning")
        check(Array("1234567".utf8) + beginning + Array("12345678".utf8), "beginning")
      }
    }
  }

  @Test("All pairs of bytes at each place of a block, in a text of all kinds of characters")
  func pairsInText() {
    let kinds = ["a", "é", "燃", "ힰ", "ࠀ", "𠮷"]
    for (place, first) in (UInt8(0x78)...0xff).enumerated() {
      for second in stride(from: 0, through: 255, by: 9) {
        // Behind the first block, of which each character is looked at.
        var before = (0..<4).flatMap { _ in Array("燃气安全·检查，a户".utf8.prefix(24)) }
        before += Array(kinds[place % kinds.count].utf8)
        let text = before + [UInt8](repeating: 0x61, count: place % 16)
        let rest = Array("全市燃气安全检查全市春耕".utf8) + Array(kinds[second % kinds.count].utf8)
        check(text + [first, UInt8(second)] + rest + rest, "\(place)")
        check(text + rest + [first, UInt8(second), 0x80] + rest + rest, "\(place)")
      }
    }
  }

  @Test("Sequences count as the Unicode Standard's table 3-8 says")
  func table() {
    let bytes: [UInt8] = [
      0x61, 0xf1, 0x80, 0x80, 0xe1, 0x80, 0xc2, 0x62, 0x80, 0x63, 0x80, 0xbf, 0x64,
    ]
    var repaired: [UInt8] = []
    let count = bytes.withUnsafeBytes { UTF8Repair.repair($0, into: &repaired) }
    #expect(count == 6)
    #expect(repaired == Array("a\u{FFFD}\u{FFFD}\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}d".utf8))
  }
}
