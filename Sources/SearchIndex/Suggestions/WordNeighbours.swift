/// Words of the grams lane that begin with letters, or are few changes away from a word.
///
/// A change is a letter more, less, or another, as of ``WordPattern/fuzzy(_:distance:)``. Two
/// neighbours exchanged, and nothing else, are one change too: it is what fingers do most.
struct WordNeighbours {
  let segments: [SegmentReader]
  let analyzer: Analyzer

  struct Word: Equatable {
    var text: String
    var distance: Int
    /// Documents that hold it, deleted ones included until they are merged away.
    var documents: Int
  }

  /// The most changes that a word of so many letters is looked for with.
  static func maximumDistance(_ length: Int) -> Int { length >= 5 ? 2 : length >= 3 ? 1 : 0 }

  /// Words that begin with `prefix`, which begins with a letter or digit; most documents first.
  ///
  /// - Complexity: O(words with the prefix).
  func words(withPrefix prefix: String) -> [Word] {
    words(.wildcard(prefix + "*")) { _ in 0 }
  }

  /// Words at most `limit` changes away, nearest first, then those in most documents.
  ///
  /// - Complexity: O(words with a beginning that is near one of the word · length).
  func words(near word: String, limit: Int) -> [Word] {
    let wanted = Array(word.unicodeScalars)
    // An exchange is two changes to the automaton.
    let most = limit == 0 ? 0 : max(limit, 2)
    return words(.fuzzy(word, distance: most)) { text in
      let letters = Array(text.unicodeScalars)
      if WordNeighbours.isExchange(wanted, letters) { return 1 }
      var automaton = EditDistance(wanted, limit: most)
      for letter in letters { _ = automaton.push(letter) }
      return automaton.distance
    }.filter { $0.distance <= limit }
  }

  /// True if two neighbours are exchanged, and all else is equal.
  private static func isExchange(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Bool {
    guard left.count == right.count else { return false }
    let places = left.indices.filter { left[$0] != right[$0] }
    return places.count == 2 && places[0] + 1 == places[1]
      && left[places[0]] == right[places[1]] && left[places[1]] == right[places[0]]
  }

  private func words(_ pattern: WordPattern, distance: (String) -> Int) -> [Word] {
    guard let matcher = WordMatcher(pattern, by: analyzer) else { return [] }
    var documents: [String: Int] = [:]
    for segment in segments {
      matcher.forEachWord(of: segment, analyzer.normalizer.table) { term, info in
        documents[String(decoding: term, as: UTF8.self), default: 0] += Int(info.documentFrequency)
      }
    }
    let words = documents.map {
      Word(text: $0.key, distance: distance($0.key), documents: $0.value)
    }
    return words.sorted {
      if $0.distance != $1.distance { return $0.distance < $1.distance }
      return $0.documents != $1.documents ? $0.documents > $1.documents : $0.text < $1.text
    }
  }
}
