/// Turns the tokens of documents into the entries of both lanes.
///
/// The grams of a run of characters are its pairs of neighbours, and its last character with what
/// stands behind it: `用燃气50立方。` gives 用燃 燃气 气∂ `50` ∂立 立方 方, where ∂ is a word, and a
/// character alone stands before a separator or the text's end. So every unit begins exactly one gram,
/// what is behind each unit is known from its gram, and a single character is found as the union of the
/// grams that begin with it. What stands right behind a word is told by one gram more.
struct IndexingSink: TokenSink {
  var words = WordsBuffer()
  var grams = GramsBuffer()
  /// The character that waits for its right neighbour; 0 for none.
  private var pending: UInt64 = 0
  private var pendingOrdinal: UInt32 = 0

  var wantsWords: Bool { true }

  /// Frees the memory; the sink must not be used any more.
  func deallocate() {
    words.deallocate()
    grams.deallocate()
  }

  mutating func beginPiece(_ text: borrowing NormalizedText) {}

  @inline(__always)
  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool
  ) {
    if !isInGrams { words.append(units) }
  }

  @inline(__always)
  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) {
    let character = UInt64(key)
    let ordinal = grams.nextOrdinal(of: key)
    if pending != 0 {
      grams.append(pending, pendingOrdinal, character, ordinal)
    } else if grams.hasOpenWord {
      grams.endWord(before: character, ordinal)
    }
    pending = character
    pendingOrdinal = ordinal
  }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    let ordinal = grams.nextWordOrdinal()
    endRun(before: Gram.word, ordinal)
    grams.append(word: units, ordinal)
  }

  @inline(__always)
  mutating func addGap() {
    endRun(before: Gram.separator, 0)
    grams.appendGap()
  }

  mutating func endText() {
    endRun(before: Gram.separator, 0)
    grams.endField()
  }

  mutating func endDocument() {
    words.endDocument()
    grams.endDocument()
  }

  @inline(__always)
  private mutating func endRun(before right: UInt64, _ ordinal: UInt32) {
    guard pending != 0 else { return }
    grams.append(pending, pendingOrdinal, right, ordinal)
    pending = 0
  }
}

/// What may stand right of a character in a gram beside another character.
enum Gram {
  /// A separator or the end of the text: the gram is the character alone.
  static let separator: UInt64 = 0
  /// A word of another script; no text holds this character, for it is a control.
  static let word: UInt64 = 2
}
