/// Cuts the surroundings of a keyword to the columns that they may take.
enum KeywordContext {
  /// The end of a text, as long as there is room for.
  static func left(_ text: Substring, columns: Int) -> String {
    // A character takes two columns at most, but white space may become one, and marks take none.
    let flat = flat(text.suffix(reach(columns)))
    var start = flat.endIndex
    var room = columns
    while start > flat.startIndex {
      let before = flat.index(before: start)
      room -= Columns.width(flat[before])
      guard room >= 0 else { break }
      start = before
    }
    return String(flat[start...])
  }

  /// The beginning of a text, as long as there is room for.
  static func right(_ text: Substring, columns: Int) -> String {
    let flat = flat(text.prefix(reach(columns)))
    var end = flat.startIndex
    var room = columns
    while end < flat.endIndex {
      room -= Columns.width(flat[end])
      guard room >= 0 else { break }
      end = flat.index(after: end)
    }
    return String(flat[..<end])
  }

  /// A text with one space for each line break and the white space around it.
  static func flat(_ text: Substring) -> String {
    guard text.contains(where: { $0.isNewline || $0 == "\t" }) else { return String(text) }
    var result = ""
    var space = ""
    for character in text {
      if character.isWhitespace {
        space.append(character)
      } else {
        result += spaced(space)
        space = ""
        result.append(character)
      }
    }
    return result + spaced(space)
  }

  private static func spaced(_ space: String) -> String {
    space.contains { $0.isNewline || $0 == "\t" } ? " " : space
  }

  private static func reach(_ columns: Int) -> Int { columns * 2 + 64 }
}
