import Testing

@testable import SearchIndex

@Suite struct HanFoldingTests {
  @Test("Each character has the form that ICU gives it alone, or that of its form")
  func formsOfSingleCharacters() throws {
    let folding = try HanFolding.simplified()
    let forms = Dictionary(uniqueKeysWithValues: zip(folding.sources, folding.targets))
    let transliterator = try Transliterator("Traditional-Simplified")
    #expect(forms["門".utf16.first!] == "门".utf16.first!)
    for character in HanFolding.range {
      var form = character
      for _ in 0..<8 {
        let next = transliterator.transliterate([form])
        guard next.count == 1, HanFolding.range.contains(next[0]) else { break }
        form = next[0]
      }
      // Two that stand for each other are left alone.
      let expected = transliterator.transliterate([form]) == [form] ? form : character
      #expect(forms[character] ?? character == expected, "U+\(String(character, radix: 16))")
    }
  }
}
