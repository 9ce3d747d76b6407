import TestSupport
import Testing

@testable import SearchIndex

/// The search through pairs against all strings, one by one.
@Suite struct CharacterLatticeTests {
  private static let han = Array("的燃气安全平城区市检查")

  /// Some characters for each place, with changes.
  private func choices(_ random: inout SeededRandom) -> [[Character: Int]] {
    (0..<2 + random.below(3)).map { _ in
      var place: [Character: Int] = [:]
      for _ in 0...random.below(5) {
        place[random.pick(CharacterLatticeTests.han)] = random.below(2)
      }
      return place
    }
  }

  private func lattice(_ choices: [[Character: Int]]) -> CharacterLattice {
    CharacterLattice(
      places: choices.map { place in
        .some(
          Dictionary(uniqueKeysWithValues: place.map { (String($0.key).characters[0], $0.value) }))
      })
  }

  private func changes(_ string: String, _ choices: [[Character: Int]]) -> Int {
    zip(string, choices).reduce(0) { $0 + ($1.1[$1.0] ?? 0) }
  }

  @Test("Paths are the strings whose pairs all occur", arguments: Seeds.count(12))
  func paths(seed: Int) throws {
    let index = try RandomIndex(
      seed: seed, documents: 40, commits: 1 + seed % 4, replaces: false)
    let pairs = PairTable(try index.searcher().segments)
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let choices = choices(&random)
      var expected: [String: CharacterLattice.Path] = [:]
      for string in NaiveSuggestions.strings(choices.map { $0.keys.sorted() }) {
        let characters = Array(string)
        let documents = zip(characters, characters.dropFirst())
          .map { index.naive.holding(String([$0, $1])).count }
        guard let least = documents.min(), least > 0 else { continue }
        expected[string] = CharacterLattice.Path(
          characters: string.characters, documents: least, changes: changes(string, choices))
      }
      let paths = lattice(choices).paths(through: pairs, width: .max)
      #expect(paths.count == expected.count)
      for path in paths { #expect(path == expected[String(characters: path.characters)]) }
      #expect(paths.map(\.value) == paths.map(\.value).sorted(by: >))
      #expect(lattice(choices).paths(through: pairs, width: 1).count <= 1)
    }
  }

  @Test("Strings are those that occur, the best first", arguments: Seeds.count(8))
  func strings(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 40, commits: 3, mergeFactor: 100)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let choices = choices(&random)
      var expected: [String: Int] = [:]
      for string in NaiveSuggestions.strings(choices.map { $0.keys.sorted() }) {
        let documents = index.naive.holding(string).count
        if documents > 0 { expected[string] = documents }
      }
      let pairs = PairTable(searcher.segments)
      let all = searcher.strings(of: lattice(choices), through: pairs, limit: 1000, tries: 1000)
      #expect(Dictionary(uniqueKeysWithValues: all.map { ($0.text, $0.documents) }) == expected)
      #expect(all.map(\.value) == all.map(\.value).sorted(by: >))
      #expect(all.allSatisfy { $0.changes == changes($0.text, choices) })
      // The search ends early, but never before the best are found.
      for limit in [1, 3, 10] {
        let best = searcher.strings(
          of: lattice(choices), through: pairs, limit: limit, tries: 1000)
        #expect(best.map(\.value) == all.prefix(limit).map(\.value))
      }
    }
  }

  @Test("Characters that follow, and all that occur", arguments: Seeds.count(5))
  func pairs(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 40, commits: 4, replaces: false)
    let pairs = PairTable(try index.searcher().segments)
    for character in CharacterLatticeTests.han {
      for other in CharacterLatticeTests.han {
        let found = pairs.followers(of: String(character).characters[0])
          .first { $0.character == String(other).characters[0] }
        let expected = index.naive.holding(String([character, other])).count
        #expect(found?.documents ?? 0 == expected)
      }
    }
    var characters: Set<UInt32> = []
    for document in index.naive.documents {
      let fields = [document.title, document.text].map { NaiveText($0, folding: index.folding) }
      for token in fields.flatMap(\.tokens) {
        if case .character(let string) = token { characters.formUnion(string.characters) }
      }
    }
    #expect(pairs.hanCharacters() == characters.filter { 0x3400...0x9fff ~= $0 }.sorted())
  }
}
