/// Ways to read typed letters as pinyin: whole syllables, their beginnings, or mere initials.
///
/// `ranqi` is ran·qi, `rqaq` four initials, `ranqia` ends with a syllable begun. An apostrophe is a
/// border: `xi'an` is not xian.
struct PinyinSpelling: Equatable {
  struct Piece: Equatable {
    var letters: String
    /// False if only the beginning of a syllable was typed.
    var isWhole: Bool
  }

  var pieces: [Piece] = []
  /// How many pieces are no whole syllables.
  var incomplete: Int { pieces.count { !$0.isWhole } }

  /// How many ways are followed.
  private static let maximum = 8
  private static let longestSyllable = 6
  /// More letters than this are not typed for one string.
  private static let maximumLength = 48

  /// The likely ways to read `letters`, best first: those with the fewest incomplete syllables, then
  /// with the fewest syllables.
  ///
  /// None if there is no way, or a character that is neither a letter of a to z, nor ü, nor an
  /// apostrophe.
  static func all(of letters: String, _ pinyin: Pinyin) -> [PinyinSpelling] {
    guard let (letters, borders) = typed(letters) else { return [] }
    let syllables = Set(pinyin.allSyllables)
    var prefixes: Set<String> = []
    for syllable in syllables {
      for length in 1...syllable.utf8.count { prefixes.insert(String(syllable.prefix(length))) }
    }
    // By place in the letters: the best ways to get there.
    var ways = [[PinyinSpelling]](repeating: [], count: letters.count + 1)
    ways[0] = [PinyinSpelling()]
    for end in 1...letters.count {
      for start in max(0, end - longestSyllable)..<end where !ways[start].isEmpty {
        guard !borders.contains(where: { start < $0 && $0 < end }) else { continue }
        let piece = String(decoding: letters[start..<end], as: UTF8.self)
        let isInitial = end - start == 1 || ["zh", "ch", "sh"].contains(piece)
        if syllables.contains(piece) {
          ways[end] += ways[start].map { $0.adding(piece, isWhole: true) }
        }
        if prefixes.contains(piece), isInitial || end == letters.count {
          ways[end] += ways[start].map { $0.adding(piece, isWhole: false) }
        }
      }
      ways[end].sort { $0.precedes($1) }
      ways[end] = Array(ways[end].prefix(maximum))
    }
    return ways[letters.count]
  }

  /// False if the string cannot be pinyin, whatever the syllables.
  static func isPossible(_ string: String) -> Bool { typed(string) != nil }

  /// Letters without the apostrophes, and where these stood.
  private static func typed(_ string: String) -> (letters: [UInt8], borders: Set<Int>)? {
    var letters: [UInt8] = []
    var borders: Set<Int> = []
    for scalar in string.unicodeScalars {
      switch scalar {
      case "a"..."z": letters.append(UInt8(scalar.value))
      case "ü": letters.append(UInt8(ascii: "v"))
      case "'", "’", "‘": borders.insert(letters.count)
      default: return nil
      }
    }
    return 1...maximumLength ~= letters.count ? (letters, borders) : nil
  }

  private func adding(_ letters: String, isWhole: Bool) -> PinyinSpelling {
    PinyinSpelling(pieces: pieces + [Piece(letters: letters, isWhole: isWhole)])
  }

  private func precedes(_ other: PinyinSpelling) -> Bool {
    if incomplete != other.incomplete { return incomplete < other.incomplete }
    if pieces.count != other.pieces.count { return pieces.count < other.pieces.count }
    return pieces.lexicographicallyPrecedes(other.pieces) { $0.letters > $1.letters }
  }

  /// What each syllable may be written with.
  func places(_ pinyin: Pinyin) -> [CharacterLattice.Place] {
    pieces.map { piece in
      let characters =
        piece.isWhole
        ? pinyin.characters(of: piece.letters) : pinyin.characters(withPrefix: piece.letters)
      return .some(Dictionary(characters.map { ($0, 0) }, uniquingKeysWith: { first, _ in first }))
    }
  }
}
