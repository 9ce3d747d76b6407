/// A text with all that analysis finds in it, kept: for queries, highlights and `search analyze`.
struct AnalyzedText: TokenSink {
  struct Unit {
    /// Where the unit stands in ``folded``.
    var range: Range<Int>
    var position: Int
    var isCharacter: Bool
    /// Equal for equal units: the character, or a hash of the word with the top bit set.
    var key: UInt64
  }

  /// The folded text as UTF-16, with its way back to the bytes of the source.
  private(set) var folded: [UInt16] = []
  private var sourceStarts: [UInt32] = []
  private var sourceEnds: [UInt32] = []
  private(set) var units: [Unit] = []
  /// ICU's words: where each stands in ``folded``.
  private(set) var words: [Range<Int>] = []
  /// Those that have lists in the words lane; the grams lane tells of the others.
  private(set) var listedWords: [Range<Int>] = []

  let wantsWords: Bool
  private var base = 0
  private var nextPosition = 0

  init(wantsWords: Bool) { self.wantsWords = wantsWords }

  /// Analyzes a string.
  init(_ string: String, wantsWords: Bool = true, by analyzer: Analyzer) {
    self.init(wantsWords: wantsWords)
    var string = string
    string.withUTF8 {
      analyzer.analyze(UnsafeRawBufferPointer($0), mapped: true, into: &self)
    }
  }

  /// The bytes of the source that became this part of the folded text.
  func source(_ range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return 0..<0 }
    return Int(sourceStarts[range.lowerBound])..<Int(sourceEnds[last])
  }

  /// A part of the folded text as a string.
  func string(_ range: Range<Int>) -> String { String(decoding: folded[range], as: UTF16.self) }

  /// A part of the folded text as the bytes of a term.
  func term(_ range: Range<Int>) -> [UInt8] { Array(string(range).utf8) }

  /// The term of the pair of characters that begins with a unit: without the marks between them.
  func gram(_ unit: Int) -> [UInt8] { term(units[unit].range) + term(units[unit + 1].range) }

  /// Whether a word of a script with spaces stands right behind a unit.
  func isBeforeWord(_ unit: Int) -> Bool {
    unit + 1 < units.count && !units[unit + 1].isCharacter
      && units[unit].position + 1 == units[unit + 1].position
  }

  /// Whether a word of a script with spaces stands right before a unit.
  func isBehindWord(_ unit: Int) -> Bool {
    unit > 0 && !units[unit - 1].isCharacter && units[unit - 1].position + 1 == units[unit].position
  }

  mutating func beginPiece(_ text: borrowing NormalizedText) {
    base = folded.count
    folded.append(contentsOf: text.units)
    sourceStarts.append(contentsOf: text.sourceStarts)
    sourceEnds.append(contentsOf: text.sourceEnds)
  }

  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool
  ) {
    let word = base + range.lowerBound..<base + range.upperBound
    words.append(word)
    if !isInGrams { listedWords.append(word) }
  }

  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) {
    add(range, isCharacter: true, key: UInt64(key))
  }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    add(range, isCharacter: false, key: AnalyzedText.key(ofWord: units))
  }

  /// The ``Unit/key`` of a word.
  static func key(ofWord units: UnsafeBufferPointer<UInt16>) -> UInt64 {
    Checksum.of(UnsafeRawBufferPointer(units)) | 1 << 63
  }

  mutating func addGap() { nextPosition += 1 }

  mutating func endText() {}

  private mutating func add(_ range: Range<Int>, isCharacter: Bool, key: UInt64) {
    units.append(
      Unit(
        range: base + range.lowerBound..<base + range.upperBound, position: nextPosition,
        isCharacter: isCharacter, key: key))
    nextPosition += 1
  }
}
