import TestSupport
import Testing

@testable import SearchIndex

@Suite struct IdentifierFilterTests {
  private func hash(_ id: String) -> UInt64 { Array(id.utf8).withUnsafeBytes { Checksum.of($0) } }

  @Test(
    "What was inserted is never denied; little else is let through", arguments: [1, 100, 20_000])
  func membership(count: Int) {
    var filter = IdentifierFilter(count: count)
    for number in 0..<count {
      Array("in-\(number)".utf8).withUnsafeBytes { filter.insert($0) }
    }
    #expect((0..<count).allSatisfy { filter.mayHold(hash("in-\($0)")) })
    let passed = (0..<10_000).count { filter.mayHold(hash("out-\($0)")) }
    #expect(passed < 500, "\(passed) of 10,000")
  }

  @Test("An empty filter holds nothing")
  func empty() {
    let filter = IdentifierFilter(count: 0)
    #expect(!(0..<1000).contains { filter.mayHold(hash("\($0)")) })
  }
}
