/// Turns the tokens of documents into the entries of both lanes.
///
/// The grams are the pairs of neighbouring characters, also of those with a separator between, and
/// characters with a word behind them: `用燃气50立方。好` gives 用燃 燃气 气∂ `50` ∂立 立方 方|好 好, where ∂
/// is a word and | a separator, and a character alone stands at the text's end. So every unit begins
/// exactly one gram, what is behind each unit is known from its gram, and a single character is found as
/// the union of the grams that begin with it. What stands behind a word is told by one gram more.
struct IndexingSink: TokenSink {
  var words = WordsBuffer()
  var grams = GramsBuffer()
  /// The character that waits for its right neighbour; 0 for none.
  private var pending: UInt64 = 0
  private var pendingOrdinal: UInt32 = 0
  /// Whether a separator stands behind it.
  private var pendingHasGap = false

  var wantsWords: Bool { true }

  /// Frees the memory; the sink must not be used any more.
  func deallocate() {
    words.deallocate()
    grams.deallocate()
  }

  mutating func beginPiece(_ text: borrowing NormalizedText) {}

  @inline(__always)
  func expect(_ unit: UInt16) { grams.expect(unit) }

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
    grams.append(
      character, ordinal, behind: pending, pendingOrdinal, isAcrossGap: pendingHasGap)
    pending = character
    pendingOrdinal = ordinal
    pendingHasGap = false
  }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    let ordinal = grams.nextWordOrdinal()
    endRun(before: pendingHasGap ? Gram.wordBehindGap : Gram.word, ordinal)
    grams.append(word: units, ordinal)
  }

  @inline(__always)
  mutating func addGap() {
    pendingHasGap = true
    grams.appendGap()
  }

  mutating func endText() {
    endRun(before: Gram.end, 0)
    grams.endField()
  }

  mutating func endDocument() {
    words.endDocument()
    grams.endDocument()
  }

  @inline(__always)
  private mutating func endRun(before right: UInt64, _ ordinal: UInt32) {
    guard pending != 0 else { return }
    grams.append(mark: right, ordinal, behind: pending, pendingOrdinal)
    pending = 0
  }
}
