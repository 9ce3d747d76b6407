private import SearchIndex

/// Oracles of what is suggested.
public enum NaiveSuggestions {
  /// How many letters must be added, removed or replaced to make one word of the other, or 1 if two
  /// neighbours must be exchanged: the whole table, from the definition.
  public static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    if left != right {
      for place in left.indices.dropLast() {
        var exchanged = left
        exchanged.swapAt(place, place + 1)
        if exchanged == right { return 1 }
      }
    }
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        if row == 0 || column == 0 {
          table[row][column] = row + column
        } else {
          let replaced = table[row - 1][column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
          table[row][column] = min(
            replaced, table[row - 1][column] + 1, table[row][column - 1] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }

  /// All strings that have one of the characters of each place.
  public static func strings(_ places: [[Character]]) -> [String] {
    places.reduce([""]) { strings, characters in
      strings.flatMap { string in characters.map { string + String($0) } }
    }
  }
}

extension NaiveIndex {
  /// How many documents hold each word of a script with spaces.
  public var wordDocuments: [String: Int] {
    var documents: [String: Int] = [:]
    for document in self.documents {
      var words: Set<String> = []
      for token in NaiveText(document.title).tokens + NaiveText(document.text).tokens {
        if case .run(let word) = token { words.insert(word) }
      }
      for word in words { documents[word, default: 0] += 1 }
    }
    return documents
  }
}
