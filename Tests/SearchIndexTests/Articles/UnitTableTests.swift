import TestSupport
import Testing

@testable import SearchIndex

@Suite struct UnitTableTests {
  @Test("Each unit has its number, however many blocks differ", arguments: Seeds.count(10))
  func numbers(seed: Int) {
    var random = SeededRandom(seed: seed)
    var all = [UInt16](repeating: 0, count: 0x10000)
    for _ in 0..<random.below(seed % 2 == 0 ? 20 : 5000) {
      all[random.below(all.count)] = UInt16(random.below(0x10000))
    }
    let table = UnitTable(all)
    for unit in UInt16.min...UInt16.max where table[unit] != all[Int(unit)] {
      Issue.record("seed \(seed): \(unit)")
    }
    #expect(table.numbers.count <= all.count)
  }
}
