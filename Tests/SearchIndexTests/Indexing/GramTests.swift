import Testing

@testable import SearchIndex

/// What tells the right character in the list of rare pairs.
@Suite struct GramTests {
  @Test("Each character that such a list tells of has a code of its own, which 15 bits hold")
  func codes() {
    var seen = Set<UInt32>()
    for character: UInt32 in 0...0x10ffff {
      guard let code = Gram.code(ofRare: character) else { continue }
      #expect(code < 1 << Gram.rareShift)
      #expect(seen.insert(code).inserted)
    }
    #expect(Gram.code(ofRare: 0x4e00) != nil)
    #expect(Gram.code(ofRare: 0x61) == nil)
  }
}
