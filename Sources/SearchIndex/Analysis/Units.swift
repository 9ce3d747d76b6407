/// The units of a text: what positions count and literals are made of.
///
/// A unit is one character of a script without spaces (Han, Kana, Hangul, Thai, …, emoji too) or one
/// maximal run of letters and digits of other scripts. A run of separators between two units adds
/// one to the position, however long it is.
enum Units {
  /// Words longer than this many UTF-16 units are cut into units of this length.
  static let maximumLength = 128
}

/// Takes what ``Analyzer`` finds in a text.
protocol TokenSink {
  /// A word that ICU found: `range` in the units of the current piece.
  ///
  /// If it `isInGrams`, it is one gram, or units of a script with spaces.
  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool)
  /// A unit that is a single character: one UTF-16 unit, or two packed, lead first.
  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>)
  /// A unit that is a word of a script with spaces.
  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>)
  /// Separators stand between the units before and behind.
  mutating func addGap()
  /// The text has ended.
  mutating func endText()
  /// Before the tokens of a piece: its folded text.
  mutating func beginPiece(_ text: borrowing NormalizedText)
  /// A unit of UTF-16 that is some places ahead: what is known of it will be needed.
  func expect(_ unit: UInt16)
  /// Whether words are wanted, which cost most of the time.
  var wantsWords: Bool { get }
}

/// Cuts normalized text into units, piece by piece: its state reaches over the cuts.
struct UnitScanner {
  private var hasUnit = false
  private var gapPending = false
  private let table: CharacterTable
  private static let lookahead = 16

  init(table: CharacterTable) { self.table = table }

  @inline(__always)
  mutating func scan<Sink: TokenSink>(
    _ units: UnsafeBufferPointer<UInt16>, into sink: inout Sink
  ) {
    let count = units.count
    var index = 0
    while index < count {
      let unit = units[index]
      var width = 1
      let kind: CharacterClass
      if unit >= 0x4e00, unit <= 0x9fff {
        kind = .character
      } else {
        kind = classify(units, index, &width)
      }
      switch kind {
      case .character:
        beginUnit(&sink)
        let key =
          width == 1 ? UInt32(unit) : UInt32(unit) << 16 | UInt32(units[index &+ 1])
        sink.addCharacter(key, index..<index &+ width)
        let ahead = index &+ UnitScanner.lookahead
        if ahead < count { sink.expect(units[ahead]) }
        index &+= width
      case .word:
        let start = index
        index &+= width
        while index < count {
          let next = classify(units, index, &width)
          guard next == .word || next == .mark else { break }
          index &+= width
        }
        addRuns(units, start..<index, &sink)
      case .mark:
        // Behind a character or a separator a combining mark is left out, on both sides alike.
        index &+= width
      case .separator:
        if hasUnit, !gapPending {
          gapPending = true
          sink.addGap()
        }
        index &+= width
      }
    }
  }

  /// Forgets the text before: the next unit is a first one.
  mutating func reset() {
    hasUnit = false
    gapPending = false
  }

  @inline(__always)
  private func classify(
    _ units: UnsafeBufferPointer<UInt16>, _ index: Int, _ width: inout Int
  ) -> CharacterClass {
    let unit = units[index]
    width = 1
    guard UTF16Text.isSurrogate(unit) else { return table.characterClass(unit) }
    guard UTF16Text.isLead(unit), index &+ 1 < units.count, UTF16Text.isTrail(units[index &+ 1])
    else { return .separator }
    width = 2
    return table.characterClass(
      scalar: UTF16Text.scalar(lead: unit, trail: units[index &+ 1]))
  }

  @inline(__always)
  private mutating func beginUnit<Sink: TokenSink>(_ sink: inout Sink) {
    gapPending = false
    hasUnit = true
  }

  private mutating func addRuns<Sink: TokenSink>(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, _ sink: inout Sink
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = min(start + Units.maximumLength, range.upperBound)
      if end < range.upperBound, UTF16Text.isTrail(units[end]) { end -= 1 }
      beginUnit(&sink)
      sink.addRun(UnsafeBufferPointer(rebasing: units[start..<end]), start..<end)
      start = end
    }
  }
}

extension TokenSink {
  func expect(_ unit: UInt16) {}
}
