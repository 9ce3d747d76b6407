/// Turns the tokens of documents into the entries of both lanes.
///
/// Grams are the pairs of neighbouring characters of each run of characters, the run's two ends
/// included: `用燃气50立方` gives ⊥用 用燃 燃气 气∂ `50` ∂立 立方 方⊥, where ⊥ is a separator or the text's
/// end and ∂ a word. So every character begins exactly one gram, a literal that continues beside a
/// run finds the run's end there, and a single character is found as the union of the grams that
/// begin with it.
struct IndexingSink: TokenSink {
  var words = PostingsBuffer(lane: .words)
  var grams = PostingsBuffer(lane: .grams)
  /// Lengths of the current document: words, and units.
  private(set) var wordCount: UInt32 = 0
  private(set) var unitCount: UInt32 = 0
  /// The character that waits for its right neighbour; 0 for none.
  private var pending: UInt64 = 0
  /// What stands left of the next character if none is pending.
  private var left = Gram.separator

  var wantsWords: Bool { true }

  mutating func beginPiece(_ text: borrowing NormalizedText) {}

  @inline(__always)
  mutating func addWord(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    words.append(words.terms.insert(units))
    wordCount &+= 1
  }

  @inline(__always)
  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) {
    let character = UInt64(key)
    if pending != 0 {
      grams.append(grams.terms.insert(key: Gram.key(pending, character)))
    } else {
      grams.append(staying: grams.terms.insert(key: Gram.key(left, character)))
    }
    pending = character
    unitCount &+= 1
  }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    let isAdjacent = pending != 0 || left == Gram.word
    endRun(Gram.word)
    let ordinal = grams.terms.insert(units)
    if isAdjacent { grams.append(adjacent: ordinal) } else { grams.append(word: ordinal) }
    unitCount &+= 1
  }

  @inline(__always)
  mutating func addGap() {
    endRun(Gram.separator)
    grams.appendGap()
  }

  mutating func endText() {
    endRun(Gram.separator)
    grams.appendFieldGap()
  }

  mutating func endDocument() {
    words.endDocument()
    grams.endDocument()
    wordCount = 0
    unitCount = 0
  }

  @inline(__always)
  private mutating func endRun(_ right: UInt64) {
    left = right
    guard pending != 0 else { return }
    grams.append(grams.terms.insert(key: Gram.ending(pending, right)))
    pending = 0
  }
}

/// The terms of the grams lane that are made of characters.
enum Gram {
  /// Stand for what is beside a run of characters; no text holds them, for they are controls.
  static let separator: UInt64 = 1
  static let word: UInt64 = 2

  /// The key of two neighbours as ``TermTable`` packs it.
  @inline(__always)
  static func key(_ left: UInt64, _ right: UInt64) -> UInt64 {
    left << (right > 0xffff ? 32 : 16) | right
  }

  /// The key of a run's last character: alone before a separator, so that the commonest is short.
  @inline(__always)
  static func ending(_ last: UInt64, _ right: UInt64) -> UInt64 {
    right == separator ? last : key(last, right)
  }
}
