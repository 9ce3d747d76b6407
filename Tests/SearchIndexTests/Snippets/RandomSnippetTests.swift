import TestSupport
import Testing

@testable import SearchIndex

@Suite struct RandomSnippetTests {
  private let maker: SnippetMaker
  init() throws { maker = try SnippetMaker() }

  /// A piece of a text, of up to `most` scalars.
  private func piece(_ text: String, _ most: Int, _ random: inout SeededRandom) -> String {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty else { return "" }
    let start = random.below(scalars.count)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<min(scalars.count, start + 1 + random.below(most))])
    return String(view)
  }

  @Test("Random texts, queries and lengths", arguments: Seeds.count(40))
  func anything(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let text = RandomText(rarity: random.pick([2, 4, 20])).text(random.below(200), &random)
      var parts: [Query.Part] = []
      for _ in 0..<1 + random.below(3) {
        let string = piece(text, 5, &random)
        parts.append(random.chance(2) ? .literal(string) : .text(string))
      }
      let (length, limit) = (1 + random.below(60), 1 + random.below(3))
      let comment = "seed \(seed), \(parts), \(length) of \(text.debugDescription)"
      let snippets = maker.snippets(text, Query(parts), length: length, limit: limit)
      #expect((1...limit).contains(snippets.count))
      for snippet in snippets { snippet.check(of: text, comment) }
      let isFound = parts.contains { part in
        guard case .literal(let string) = part else { return false }
        return NaiveText(text).occurrences(of: NaiveText(string)) > 0
      }
      if isFound { #expect(snippets.contains { !$0.highlights.isEmpty }, "\(comment)") }
    }
  }

  @Test("Every mark of a literal holds the literal", arguments: Seeds.count(40))
  func literals(seed: Int) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let text = RandomText(rarity: random.pick([3, 6, 20])).text(1 + random.below(150), &random)
      let literal = piece(text, 6, &random)
      let wanted = NaiveText(literal)
      let comment = "seed \(seed), \(literal.debugDescription) of \(text.debugDescription)"
      let length = 1 + random.below(60)
      let snippet = maker.snippets(text, Query([.literal(literal)]), length: length)[0]
      snippet.check(of: text, comment)
      let isFound = NaiveText(text).occurrences(of: wanted) > 0
      #expect(snippet.highlights.isEmpty != isFound, "\(comment)")
      for marked in snippet.marked {
        #expect(
          NaiveText(marked).occurrences(of: wanted) > 0,
          "\(marked.debugDescription) is marked: \(comment)")
      }
    }
  }

  @Test(
    "All that holds the literal is marked in a text that is shown whole", arguments: Seeds.count(40)
  )
  func allMarked(seed: Int) {
    var random = SeededRandom(seed: seed)
    let text = String((0..<200).map { _ in random.pick(Array("燃气安全，")) })
    let literal = String((0..<1 + random.below(3)).map { _ in random.pick(Array("燃气安全")) })
    let snippet = maker.snippets(text, Query([.literal(literal)]), length: 1000)[0]
    var expected = text
    var places = Set<Int>()
    let characters = Array(text)
    for start in characters.indices where characters[start...].starts(with: Array(literal)) {
      places.formUnion(start..<start + literal.count)
    }
    expected = ""
    for (index, character) in characters.enumerated() {
      if places.contains(index), !places.contains(index - 1) { expected += "【" }
      expected.append(character)
      if places.contains(index), !places.contains(index + 1) { expected += "】" }
    }
    #expect(snippet.bracketed == expected, "seed \(seed)")
  }
}
