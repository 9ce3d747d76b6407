/// What a literal asks of the grams lane: which terms, and how they hang together.
///
/// The terms are those of its units in order. Two neighbours share a unit, or stand behind each other, which
/// their ordinals tell: so a row of them is found exactly. Behind a separator before a character the
/// row breaks, for no term tells of both: then the text has to be asked.
struct LiteralPattern: Equatable {
  struct Atom: Equatable {
    var term: [UInt8]
    /// Whether the ordinals on the right rise: not those of words, nor before separators.
    var areRising = false
    /// What must stand behind a word; nil for whatever does, and for what is no word.
    var end: WordEnd?
    /// How the next atom hangs on to it.
    var link = Link.none
  }

  /// Which ordinal of an atom the next one begins with.
  enum Link: Equatable {
    /// The one on the right.
    case right
    /// The same.
    case same
    /// The next one: of a word behind a word.
    case following
    /// Unknown.
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

  /// The terms alone do not tell where the literal stands: a row of them breaks.
  var needsText: Bool { atoms.dropLast().contains { $0.link == .none } || endsBehindBreak }

  /// The last character stands behind a separator, so no atom tells of it.
  private var endsBehindBreak = false

  /// The terms that every place of the literal holds.
  ///
  /// The gram of a unit tells what stands behind it: a character, a word or a separator. Of the last
  /// unit nothing behind it matters.
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
      if unit.isCharacter {
        append(
          isBeforeGap ? nil : next.isCharacter ? text.term(next.range) : [UInt8(Gram.word)],
          behind: text.term(unit.range))
      } else if isBeforeGap, next.isCharacter {
        atoms.append(Atom(term: text.term(unit.range), end: .other))
      } else if next.isCharacter {
        atoms.append(Atom(term: text.term(unit.range), end: .character, link: .same))
        append(text.term(next.range), behind: [UInt8(Gram.word)])
      } else {
        let end = isBeforeGap ? WordEnd.gapAndWord : .word
        atoms.append(Atom(term: text.term(unit.range), end: end, link: .following))
      }
    }
    guard let last = all.last else { return }
    if !last.isCharacter {
      atoms.append(Atom(term: text.term(last.range)))
    } else {
      // Right behind another unit, the gram of both has told of it.
      endsBehindBreak = all[all.count - 2].position + 1 < last.position
    }
  }

  /// Adds the gram of two neighbours; nil on the right for a separator.
  private mutating func append(_ right: [UInt8]?, behind left: [UInt8]) {
    atoms.append(
      Atom(
        term: left + (right ?? []), areRising: right != nil, link: right == nil ? .none : .right))
  }
}
