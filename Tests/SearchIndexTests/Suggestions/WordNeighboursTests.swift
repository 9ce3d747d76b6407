import TestSupport
import Testing

@testable import SearchIndex

/// The walk over the dictionary against the distance to each word.
@Suite struct WordNeighboursTests {
  private func word(_ random: inout SeededRandom) -> String {
    let letters = random.chance(4) ? ["a", "b", "é", "д", "ß", "z", "9"] : ["a", "b", "c"]
    return (0...random.below(7)).map { _ in random.pick(letters) }.joined()
  }

  @Test("Near words and words with a prefix equal a scan's", arguments: Seeds.count(30))
  func random(seed: Int) throws {
    var random = SeededRandom(seed: seed)
    var naive = NaiveIndex()
    let directory = TemporaryDirectory()
    let writer = try IndexWriter(path: directory.file("index"))
    for number in 0..<60 {
      var text = ""
      for _ in 0..<random.below(8) {
        text += word(&random) + random.pick([" ", "燃气", "。", "한국", "の", " ไทย ", "😀", "𠮷"])
      }
      let document = Document(id: "\(number)", text: text)
      naive.add(document)
      try writer.add(document)
      if random.chance(25) { try writer.commit() }
    }
    try writer.commit()
    let searcher = try Searcher(path: directory.file("index"))
    let neighbours = WordNeighbours(segments: searcher.segments, analyzer: searcher.analyzer)
    let words = naive.wordDocuments
    #expect(!words.isEmpty)
    for _ in 0..<20 {
      let wanted = NaiveText(word(&random)).folded
      let query = String(decoding: wanted, as: UTF16.self)
      let limit = random.below(3)
      var expected: [WordNeighbours.Word] = []
      var completed: [WordNeighbours.Word] = []
      for (text, documents) in words {
        let distance = NaiveSuggestions.distance(query, text)
        if distance <= limit {
          expected.append(.init(text: text, distance: distance, documents: documents))
        }
        if text.unicodeScalars.starts(with: query.unicodeScalars) {
          completed.append(.init(text: text, distance: 0, documents: documents))
        }
      }
      let near = neighbours.words(near: query, limit: limit)
      #expect(Set(near.map(\.text)) == Set(expected.map(\.text)), "\(query)")
      #expect(near.allSatisfy(expected.contains))
      #expect(near.map(\.distance) == near.map(\.distance).sorted())
      let found = neighbours.words(withPrefix: query)
      #expect(found.count == completed.count && found.allSatisfy(completed.contains))
      #expect(found.map(\.documents) == found.map(\.documents).sorted(by: >))
    }
  }
}
