/// Patterns as a person would type them: what is left of them after folding.
extension MatchPattern: CustomStringConvertible {
  var description: String {
    switch kind {
    case .literal(let forms): forms.map(\.description).joined(separator: "|")
    case .near(let patterns, let distance, let ordered):
      patterns.map(\.description).joined(separator: " \(ordered ? "PRE" : "NEAR")/\(distance) ")
    case .words(let matcher): matcher.description
    }
  }
}

extension LiteralPattern: CustomStringConvertible {
  /// The units, put together again from the terms; a blank for each separator, and `…` for a last unit
  /// that is not asked for.
  var description: String {
    if let character { return String(decoding: character, as: UTF8.self) }
    var units = [String](repeating: " ", count: Int(length))
    for atom in atoms {
      let text = String(decoding: atom.term, as: UTF8.self)
      let place = Int(atom.offset)
      if atom.isWord {
        units[place] = text
        continue
      }
      // A character, and what stands behind it: a character too, a mark for a word, or nothing.
      for (offset, scalar) in text.unicodeScalars.prefix(2).enumerated()
      where scalar.value != UInt32(Gram.word) {
        units[place + offset] = String(scalar)
      }
    }
    if units.last == " " { units[units.count - 1] = "…" }
    return units.joined()
  }
}
