/// What a literal asks of the grams lane: which terms, and how far from each other.
struct LiteralPattern: Equatable {
  struct Atom: Equatable {
    var term: [UInt8]
    /// Where the term stands, counted from the literal's first unit.
    var offset: UInt32
    /// A word, whose positions tell too whether a separator stands before it.
    var isWord = false
    /// A word that must stand behind a separator.
    var followsSeparator = false
  }

  var atoms: [Atom] = []
  /// The literal is this one character: all grams that begin with it, and no atoms.
  var character: [UInt8]?

  /// Without units: nothing to look for.
  var isEmpty: Bool { atoms.isEmpty && character == nil }

  /// The terms that every place of the literal holds.
  ///
  /// A run of characters gives its pairs; where it begins behind, or ends before, another unit of the
  /// literal, also the gram of that end: it tells what is beside the run. Distances alone would not
  /// do: `改革、开放` and `改革5开放` put the same distance between the two runs.
  init(_ text: AnalyzedText) { self.init(text, units: text.units[...]) }

  /// The pattern of a part of a text.
  init(_ text: AnalyzedText, units slice: ArraySlice<AnalyzedText.Unit>) {
    let units = Array(slice)
    guard let first = units.first else { return }
    if units.count == 1, first.isCharacter {
      character = text.term(first.range)
      return
    }
    for (index, unit) in units.enumerated() {
      let offset = UInt32(unit.position - first.position)
      let term = text.term(unit.range)
      let previous = index > 0 ? units[index - 1] : nil
      let next = index + 1 < units.count ? units[index + 1] : nil
      guard unit.isCharacter else {
        let isBehindGap = previous.map { $0.position + 1 < unit.position } ?? false
        atoms.append(
          Atom(term: term, offset: offset, isWord: true, followsSeparator: isBehindGap))
        continue
      }
      if let previous, previous.position + 1 < unit.position || !previous.isCharacter {
        let isGap = previous.position + 1 < unit.position
        atoms.append(Atom(term: [isGap ? 1 : 2] + term, offset: offset))
      }
      guard let next else { continue }
      if next.position > unit.position + 1 {
        atoms.append(Atom(term: term, offset: offset))
      } else if next.isCharacter {
        atoms.append(Atom(term: term + text.term(next.range), offset: offset))
      } else {
        atoms.append(Atom(term: term + [2], offset: offset))
      }
    }
  }
}
