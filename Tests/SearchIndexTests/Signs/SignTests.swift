import Testing

@testable import SearchIndex

@Suite struct SignTests {
  @Test("Every weight is of a sign and a value that there is")
  func weights() throws {
    let joins = lines(JoinWeights.text)
    #expect(joins.count > JoinSign.allCases.count / 2)
    for line in joins where line[0] != "bias" { try check(JoinSign.self, line[...]) }
    let boundaries = lines(BoundaryWeights.text)
    #expect(boundaries.count > BoundarySign.allCases.count)
    for line in boundaries {
      #expect(ArticlePart.byName[line[0]] != nil)
      if line[1] == "follows" {
        for index in stride(from: 2, to: line.count, by: 2) {
          #expect(ArticlePart.byName[line[index]] != nil && Float(line[index + 1]) != nil)
        }
      } else {
        try check(BoundarySign.self, line.dropFirst())
      }
    }
  }

  private func lines(_ text: String) -> [[Substring]] {
    text.split(separator: "\n").map { $0.split(separator: " ") }
  }

  private func check<Kind: Sign>(_ kind: Kind.Type, _ words: ArraySlice<Substring>) throws {
    let line = Array(words)
    let sign = try #require(Kind.byName[line[0]], "\(line[0])")
    #expect(line.count % 2 == 1)
    for index in stride(from: 1, to: line.count, by: 2) {
      #expect(Float(line[index + 1]) != nil)
      if sign.count == 0 {
        #expect(line[index].utf16.count == 1)
      } else {
        #expect(try (0..<sign.count).contains(#require(Int(line[index]))))
      }
    }
  }

  @Test("Sums are those of the weights that were written")
  func sums() {
    let weights = SignWeights<JoinSign>("bias -1.5\nfirst 3 0.5 4 2\ngain 0 -3 1 0.25")
    var sum = SignSum(weights)
    #expect(sum.value == -1.5)
    sum.add(.first, 3)
    sum.add(.first, 5)
    sum.add(.gain, 1)
    sum.add(.depth, 0)
    #expect(sum.value == -0.75)
    #expect(weights.range(of: .gain) == -3...0.25)
    #expect(weights.range(of: .depth) == 0...0)
  }
}
