/// The automaton of the words that differ from one by so many edits at most, run letter by letter.
///
/// A state is a row of the table of Levenshtein (1965): how many edits lead from each prefix of the word to
/// what has been read. Rows are kept, so that reading can go back to any prefix.
struct EditDistance {
  private let word: [Unicode.Scalar]
  private let limit: Int
  private var rows: [[Int]]

  init(_ word: [Unicode.Scalar], limit: Int) {
    self.word = word
    self.limit = limit
    rows = [Array(0...word.count)]
  }

  /// Reads a letter; false, and nothing is read, if no match begins with what has been read then.
  mutating func push(_ letter: Unicode.Scalar) -> Bool {
    let last = rows[rows.count - 1]
    var row = [last[0] + 1]
    var least = row[0]
    for index in word.indices {
      let cost = word[index] == letter ? 0 : 1
      let edits = min(last[index] + cost, last[index + 1] + 1, row[index] + 1)
      row.append(edits)
      least = min(least, edits)
    }
    guard least <= limit else { return false }
    rows.append(row)
    return true
  }

  /// Goes back to the first so many letters that were read.
  mutating func pop(to count: Int) { rows.removeLast(max(0, rows.count - 1 - count)) }

  /// How many edits lead to what has been read.
  var distance: Int { rows[rows.count - 1][word.count] }

  /// True if what has been read is near enough.
  var isMatch: Bool { distance <= limit }
}
