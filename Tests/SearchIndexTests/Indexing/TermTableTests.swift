import TestSupport
import Testing

@testable import SearchIndex

@Suite struct TermTableTests {
  private func term(_ random: inout SeededRandom) -> String {
    RandomText(rarity: random.pick([1, 2, 8])).text(1 + random.below(6), &random)
  }

  @Test("Equal terms get one number, others different ones", arguments: Seeds.count(10))
  func ordinals(seed: Int) {
    var random = SeededRandom(seed: seed)
    var table = TermTable(capacity: 4)
    defer { table.deallocate() }
    var known: [[UInt16]: UInt32] = [:]
    for _ in 0..<2000 {
      let units = Array(term(&random).utf16).filter { $0 != 0 }
      guard !units.isEmpty else { continue }
      let ordinal = units.withUnsafeBufferPointer { table.insert($0) }
      #expect(known[units] ?? UInt32(known.count) == ordinal)
      known[units] = ordinal
    }
    #expect(table.count == known.count)
    for (units, ordinal) in known {
      var writer = ByteWriter()
      table.appendTerm(ordinal, to: &writer)
      #expect(writer.bytes == Array(String(decoding: units, as: UTF16.self).utf8))
    }
  }

  @Test("Terms are sorted by the bytes of their UTF-8", arguments: Seeds.count(10))
  func order(seed: Int) {
    var random = SeededRandom(seed: seed)
    var table = TermTable()
    defer { table.deallocate() }
    for _ in 0..<1000 {
      let units = Array(term(&random).utf16).filter { $0 != 0 }
      guard !units.isEmpty else { continue }
      _ = units.withUnsafeBufferPointer { table.insert($0) }
    }
    let terms = table.sorted().map { ordinal in
      var writer = ByteWriter()
      table.appendTerm(ordinal, to: &writer)
      return writer.bytes
    }
    #expect(terms == terms.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(terms.count == table.count)
  }
}
