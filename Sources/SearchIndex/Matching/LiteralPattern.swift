/// What a literal asks of the grams lane: which terms, and how they hang together.
///
/// The terms are those of its units in order. Two neighbours share a unit, or stand behind each other, which
/// their ordinals tell: so a row of them is found exactly.
struct LiteralPattern: Equatable {
  struct Atom: Equatable {
    var term: [UInt8]
    /// Where else its occurrences may be: a pair across a separator is rare in some segments.
    var rare: Rare?
    /// Whether the ordinals on the right rise: not those of words.
    var areRising = false
    /// What must stand behind a word; nil for whatever does, and for what is no word.
    var end: WordEnd?
    /// How the next atom hangs on to it.
    var link = Link.none
  }

  /// The gram that tells of rare pairs of a character, and the right character among them.
  struct Rare: Equatable {
    var term: [UInt8]
    var code: UInt32
  }

  /// Which ordinal of an atom the next one begins with.
  enum Link: Equatable {
    /// The one on the right.
    case right
    /// The same.
    case same
    /// The next one: of a word behind a word.
    case following
    /// It is the last.
    case none
  }

  /// A unit as a text is searched for it.
  struct Unit: Equatable {
    /// See ``AnalyzedText/Unit/key``.
    var key: UInt64
    /// Counted from the literal's first unit.
    var offset: UInt32
  }

  private(set) var atoms: [Atom] = []
  private(set) var units: [Unit] = []
  /// The literal is this one character: all grams that begin with it, and no atoms.
  private(set) var character: [UInt8]?
  /// The units, put together again; a blank for each separator.
  private(set) var description = ""

  /// Without units: nothing to look for.
  var isEmpty: Bool { units.isEmpty }

  /// How many positions the literal covers.
  var length: UInt32 { units.last.map { $0.offset + 1 } ?? 0 }

  /// The terms that every place of the literal holds.
  ///
  /// The gram of a unit tells what stands behind it: a character or a word, and whether a separator stands
  /// between. Of the last unit nothing behind it matters.
  init(_ text: AnalyzedText) { self.init(text, units: text.units[...]) }

  /// The pattern of a part of a text.
  init(_ text: AnalyzedText, units slice: ArraySlice<AnalyzedText.Unit>) {
    let all = Array(slice)
    guard let first = all.first else { return }
    for unit in all {
      let offset = UInt32(unit.position - first.position)
      if offset > length { description += " " }
      units.append(Unit(key: unit.key, offset: offset))
      description += text.string(unit.range)
    }
    if all.count == 1, first.isCharacter {
      character = text.term(first.range)
      return
    }
    for (unit, next) in zip(all, all.dropFirst()) {
      let isBeforeGap = next.position > unit.position + 1
      let mark = [UInt8(isBeforeGap ? Gram.wordBehindGap : Gram.word)]
      if unit.isCharacter {
        let right = next.isCharacter ? text.term(next.range) : mark
        let gap = isBeforeGap && next.isCharacter ? [UInt8(Gram.gap)] : []
        append(text.term(unit.range) + gap + right)
        if !gap.isEmpty, unit.key <= 0xffff, next.key <= 0xffff {
          atoms[atoms.count - 1].rare = Gram.code(ofRare: UInt32(next.key)).map {
            Rare(term: text.term(unit.range) + [UInt8(Gram.rare)], code: $0)
          }
        }
      } else if next.isCharacter {
        atoms.append(
          Atom(
            term: text.term(unit.range), end: isBeforeGap ? .other : .character, link: .same))
        append(mark + text.term(next.range))
      } else {
        let end = isBeforeGap ? WordEnd.gapAndWord : .word
        atoms.append(Atom(term: text.term(unit.range), end: end, link: .following))
      }
    }
    // Of a last character the gram of both has told.
    if let last = all.last, !last.isCharacter { atoms.append(Atom(term: text.term(last.range))) }
    if !atoms.isEmpty { atoms[atoms.count - 1].link = .none }
  }

  /// Adds the gram of two neighbours.
  private mutating func append(_ term: [UInt8]) {
    atoms.append(Atom(term: term, areRising: true, link: .right))
  }
}
