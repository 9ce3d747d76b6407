/// Words of the grams lane that begin with letters, or are few changes away from a word.
///
/// A change is a letter more, less, or another, or two neighbours exchanged (Damerau, 1964; no letter
/// is changed twice). The dictionary is walked in order with one row of the table of distances for
/// each letter of the current word, so what words share is computed once; a beginning from which no
/// word can be near is skipped with all its words.
struct WordNeighbours {
  let segments: [SegmentReader]
  let table: CharacterTable

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
    let bytes = Array(prefix.utf8)
    var documents: [String: Int] = [:]
    for segment in segments {
      let terms = TermCursor(segment.grams)
      var found = bytes.withUnsafeBytes { terms.seek(to: $0) }
      while found, terms.term.starts(with: bytes) {
        let word = String(decoding: terms.term, as: UTF8.self)
        documents[word, default: 0] += Int(terms.info.documentFrequency)
        found = terms.advance()
      }
    }
    return documents.map { Word(text: $0.key, distance: 0, documents: $0.value) }.sorted {
      $0.documents != $1.documents ? $0.documents > $1.documents : $0.text < $1.text
    }
  }

  /// Words at most `limit` changes away, nearest first, then those in most documents.
  ///
  /// - Complexity: O(words with a beginning that is near one of the word · length).
  func words(near word: String, limit: Int) -> [Word] {
    var found: [String: Word] = [:]
    for segment in segments {
      walk(segment, word.characters, limit) { text, distance, documents in
        found[text, default: Word(text: text, distance: distance, documents: 0)].documents +=
          documents
      }
    }
    return found.values.sorted {
      if $0.distance != $1.distance { return $0.distance < $1.distance }
      return $0.documents != $1.documents ? $0.documents > $1.documents : $0.text < $1.text
    }
  }

  private func walk(
    _ segment: SegmentReader, _ word: [UInt32], _ limit: Int,
    _ body: (_ text: String, _ distance: Int, _ documents: Int) -> Void
  ) {
    let terms = TermCursor(segment.grams)
    var rows = [Array(0...word.count)]
    var current: [UInt32] = []
    var hasTerm = terms.advance()
    while hasTerm {
      let text = String(decoding: terms.term, as: UTF8.self)
      let letters = text.characters
      var depth = 0
      while depth < min(current.count, letters.count), current[depth] == letters[depth] {
        depth += 1
      }
      rows.removeLast(rows.count - 1 - depth)
      current = Array(letters[..<depth])
      var dead: Int?
      while depth < letters.count, dead == nil {
        let isCharacter = depth == 0 && table.characterClass(scalar: letters[0]) == .character
        current.append(letters[depth])
        rows.append(WordNeighbours.row(after: rows, current, word))
        depth += 1
        // Each number is at least the least of the row before, and an exchange adds one to a number of
        // the row before that, which is less by one at most.
        if isCharacter || rows[depth].allSatisfy({ $0 > limit }) { dead = depth }
      }
      if let dead {
        guard let next = WordNeighbours.successor(of: letters[..<dead]) else { return }
        hasTerm = next.withUnsafeBytes { terms.seek(to: $0) }
      } else {
        let distance = rows[depth][word.count]
        if distance <= limit { body(text, distance, Int(terms.info.documentFrequency)) }
        hasTerm = terms.advance()
      }
    }
  }

  /// The row of the last of `letters`, behind those of the letters before.
  private static func row(
    after rows: [[Int]], _ letters: [UInt32], _ word: [UInt32]
  ) -> [Int] {
    let depth = letters.count
    let row = rows[depth - 1]
    var next = [depth]
    next.reserveCapacity(row.count)
    for (index, other) in word.enumerated() {
      let replaced = row[index] + (letters[depth - 1] == other ? 0 : 1)
      var least = min(replaced, row[index + 1] + 1, next[index] + 1)
      if depth > 1, index > 0, letters[depth - 2] == other, letters[depth - 1] == word[index - 1] {
        least = min(least, rows[depth - 2][index - 1] + 1)
      }
      next.append(least)
    }
    return next
  }

  /// The least string behind all that begin with `prefix`; nil if there is none.
  ///
  /// All ideographs are passed at once, and so are all Hangul: no word begins with one.
  private static func successor(of prefix: ArraySlice<UInt32>) -> [UInt8]? {
    guard var last = prefix.last else { return nil }
    switch last {
    case 0x3400...0x9fff where prefix.count == 1: last = 0x9fff
    case 0xac00...0xd7a3 where prefix.count == 1: last = 0xd7a3
    case 0xd7ff: last = 0xdfff
    default: break
    }
    guard last < 0x10ffff else { return nil }
    return Array(String(characters: prefix.dropLast() + [last + 1]).utf8)
  }
}
