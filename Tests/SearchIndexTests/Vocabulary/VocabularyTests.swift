import Glibc
import SearchIndex
import TestSupport
import Testing

@testable import SearchIndex

/// Words counted, compared with ICU's iterator over each text as a whole.
@Suite struct VocabularyTests {
  private struct Count: Equatable {
    var documents = 0
    var occurrences = 0
  }

  /// Words by the definitions.
  private func scan(
    _ documents: [Document], _ options: Vocabulary.Options, _ folding: Folding
  ) -> [String: Count] {
    var counts: [String: Count] = [:]
    for document in documents {
      let words = [document.title, document.text].flatMap {
        NaiveText($0, folding: folding).words
      }.filter { word in
        let isNumber = word.unicodeScalars.allSatisfy {
          "0123456789,.:;'".unicodeScalars.contains($0)
        }
        return word.unicodeScalars.count >= options.minimumLength
          && (options.includesNumbers || !isNumber)
      }
      for word in words { counts[word, default: Count()].occurrences += 1 }
      for word in Set(words) { counts[word, default: Count()].documents += 1 }
    }
    return counts
  }

  private func counts(_ vocabulary: Vocabulary) -> [String: Count] {
    Dictionary(
      uniqueKeysWithValues: vocabulary.words.map {
        ($0.text, Count(documents: $0.documents, occurrences: $0.occurrences))
      })
  }

  @Test("Words of what a query finds equal ICU's", arguments: Seeds.count(6))
  func random(seed: Int) throws {
    let index = try RandomIndex(seed: seed, documents: 60, commits: 5)
    let searcher = try index.searcher()
    var random = SeededRandom(seed: seed &+ 80)
    for _ in 0..<4 {
      var options = Vocabulary.Options()
      options.limit = 1_000_000
      options.minimumLength = 1 + random.below(3)
      options.includesNumbers = random.chance(2)
      options.threads = 1 + random.below(3)
      let query = random.chance(4) ? Query([]) : index.query(&random)
      let ids = query.parts.isEmpty ? Set(index.naive.ids) : Set(index.naive.scores(query).keys)
      let documents = index.naive.documents.filter { ids.contains($0.id) }
      let expected = scan(documents, options, index.folding)

      let found = try searcher.vocabularies(query, options: options)
      #expect(found.count == 1 && found[0].period == nil && found[0].documents == ids.count)
      #expect(counts(found[0]) == expected, "seed \(seed)")
      #expect(found[0].occurrences == expected.values.reduce(0) { $0 + $1.occurrences })
      let order = found[0].words.map { [$0.occurrences, $0.documents] }
      #expect(zip(order, order.dropFirst()).allSatisfy { !$0.lexicographicallyPrecedes($1) })
      options.limit = 3
      let best = try searcher.vocabularies(query, options: options)
      #expect(best[0].words == Array(found[0].words.prefix(3)))

      options.limit = 1_000_000
      let years = try searcher.vocabularies(query, by: .year, options: options)
      for year in years {
        let own = documents.filter { $0.date.hasPrefix(year.period ?? "?") }
        #expect(counts(year) == scan(own, options, index.folding), "seed \(seed)")
      }
      #expect(
        years.reduce(0) { $0 + $1.documents }
          == documents.count { $0.date.first?.isNumber ?? false })

      options.isDistinctive = true
      let typical = try searcher.vocabularies(query, options: options)[0]
      let whole = scan(index.naive.documents, options, index.folding)
      let size = Double(expected.values.reduce(0) { $0 + $1.occurrences })
      let rest = Double(whole.values.reduce(0) { $0 + $1.occurrences }) - size
      let frequent = expected.filter { word, count in
        let others = Double((whole[word]?.occurrences ?? 0) - count.occurrences)
        return rest > 0 && Double(count.occurrences) / size > others / rest
      }
      #expect(counts(typical) == frequent, "seed \(seed)")
      #expect(typical.words.allSatisfy { $0.distinctiveness ?? 0 > 0 })
    }
  }

  @Test("The log-likelihood ratio, from the four cells of the table")
  func logLikelihood() {
    /// Sums over the cells of what was seen and what would be expected.
    func ratio(_ a: Double, _ c: Double, _ b: Double, _ d: Double) -> Double {
      let share = (a + b) / (c + d)
      return 2 * (a * log(a / (c * share)) + (b > 0 ? b * log(b / (d * share)) : 0))
    }
    for (a, c, b, d) in [(10.0, 100.0, 5.0, 1000.0), (1, 10, 0, 10), (700, 10_000, 700, 90_000)] {
      #expect(abs(WordTally.logLikelihood(a, of: c, and: b, of: d) - ratio(a, c, b, d)) < 1e-9)
    }
    #expect(WordTally.logLikelihood(1, of: 100, and: 10, of: 1000) == 0)
    #expect(WordTally.logLikelihood(1, of: 100, and: 0, of: 0) == 0)
    #expect(abs(WordTally.logLikelihood(100, of: 10_000, and: 10, of: 10_000) - 85.47) < 0.01)
  }
}
