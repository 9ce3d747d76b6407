/// What a literal asks of the grams lane: which terms, and how far from each other.
struct LiteralPattern: Equatable {
  struct Atom: Equatable {
    var term: [UInt8]
    /// Where the term stands, counted from the literal's first unit.
    var offset: UInt32
    /// A word, whose positions tell too whether a separator stands behind it.
    var isWord = false
    /// A word that must stand before a separator.
    var precedesSeparator = false
    /// Any gram that begins with the term, which is a character: nothing is said of what is behind.
    var isPrefix = false
  }

  var atoms: [Atom] = []
  /// How many positions the literal covers.
  private(set) var length: UInt32 = 0
  /// The literal is this one character: all grams that begin with it, and no atoms.
  var character: [UInt8]?

  /// Without units: nothing to look for.
  var isEmpty: Bool { atoms.isEmpty && character == nil }

  /// The terms that every place of the literal holds.
  ///
  /// The gram of a unit tells what stands behind it: a character, a word or a separator. Distances
  /// alone would not do: `改革、开放` and `改革5开放` put the same distance between the two runs. Of the
  /// last unit nothing behind it matters.
  init(_ text: AnalyzedText) { self.init(text, units: text.units[...]) }

  /// The pattern of a part of a text.
  init(_ text: AnalyzedText, units slice: ArraySlice<AnalyzedText.Unit>) {
    let units = Array(slice)
    guard let first = units.first, let last = units.last else { return }
    length = UInt32(last.position - first.position + 1)
    if units.count == 1, first.isCharacter {
      character = text.term(first.range)
      return
    }
    for (index, unit) in units.enumerated() {
      let term = text.term(unit.range)
      let offset = UInt32(unit.position - first.position)
      let next = index + 1 < units.count ? units[index + 1] : nil
      let isBeforeGap = next.map { $0.position > unit.position + 1 } ?? false
      if !unit.isCharacter {
        atoms.append(
          Atom(term: term, offset: offset, isWord: true, precedesSeparator: isBeforeGap))
      } else if let next {
        let right = isBeforeGap ? [] : next.isCharacter ? text.term(next.range) : [UInt8(Gram.word)]
        atoms.append(Atom(term: term + right, offset: offset))
      } else if !units[index - 1].isCharacter || units[index - 1].position + 1 < unit.position {
        // Behind a character right before it, the pair of the two has told of the last one.
        atoms.append(Atom(term: term, offset: offset, isPrefix: true))
      }
    }
  }

  /// Without a last character that is looked for among all grams which begin with it, if there are
  /// two other terms: good enough, and faster, where nothing is promised.
  var withoutLastOfMany: LiteralPattern {
    guard atoms.count > 2, atoms.last?.isPrefix == true else { return self }
    var pattern = self
    pattern.atoms.removeLast()
    return pattern
  }
}
