/// Text to tokens: fold, cut into words by ICU, cut into units.
///
/// One analyzer a thread: ICU's iterator and the tables are its own.
final class Analyzer {
  let normalizer: Normalizer
  private let wordBreaker: WordBreaker
  private let fastWordBreaker: FastWordBreaker?
  private var text = NormalizedText()

  /// Longer words are cut to this many UTF-16 units: words only rank.
  private static let maximumWordLength = 64

  /// An analyzer whose words are found by `segmenter`.
  ///
  /// The plain iterator starts at once; the fast one reads the dictionary first, which is for more
  /// text than a query.
  init(segmenter: Segmenter = .icu, folding: HanFolding = .none) throws(IndexError) {
    normalizer = try Normalizer(folding)
    wordBreaker = try WordBreaker()
    fastWordBreaker = segmenter == .fast ? try FastWordBreaker.checked() : nil
  }

  /// Gives the tokens of `source`, well-formed UTF-8, to `sink`: of each piece first the words,
  /// then the units.
  ///
  /// The sink is told the map to the source if `mapped`.
  func analyze<Sink: TokenSink>(
    _ source: UnsafeRawBufferPointer, mapped: Bool = false, into sink: inout Sink
  ) {
    var scanner = UnitScanner(table: normalizer.table)
    var start = 0
    while start < source.count {
      let end = TextPieces.end(of: source, from: start)
      text.removeAll()
      normalizer.append(
        UnsafeRawBufferPointer(rebasing: source[start..<end]), base: start, mapped: mapped,
        to: &text)
      sink.beginPiece(text)
      text.units.withUnsafeBufferPointer { units in
        if sink.wantsWords { addWords(units, &sink) }
        scanner.scan(units, into: &sink)
      }
      start = end
    }
    sink.endText()
  }

  private func addWords<Sink: TokenSink>(
    _ units: UnsafeBufferPointer<UInt16>, _ sink: inout Sink
  ) {
    let table = normalizer.table
    if let fastWordBreaker {
      fastWordBreaker.forEachSegment(of: units) { range, isWord in
        if isWord { add(range, units, table, &sink) }
      }
    } else {
      wordBreaker.forEachSegment(of: units) { range, status in
        if WordBreaker.isWord(status) { add(range, units, table, &sink) }
      }
    }
  }

  @inline(__always)
  private func add<Sink: TokenSink>(
    _ range: Range<Int>, _ units: UnsafeBufferPointer<UInt16>, _ table: CharacterTable,
    _ sink: inout Sink
  ) {
    var end = min(range.upperBound, range.lowerBound &+ Analyzer.maximumWordLength)
    if end < range.upperBound, UTF16Text.isTrail(units[end]) { end &-= 1 }
    let word = range.lowerBound..<end
    let characters = UnsafeBufferPointer(rebasing: units[word])
    sink.addWord(characters, word, isInGrams: isInGrams(characters, table))
  }

  /// True if the grams lane has the word's occurrences anyway, so that no list of its own is needed:
  /// two characters are a gram, and words of scripts with spaces are units.
  @inline(__always)
  private func isInGrams(
    _ word: UnsafeBufferPointer<UInt16>, _ table: CharacterTable
  ) -> Bool {
    switch table.characterClass(word[0]) {
    case .word: return true
    case .character: return word.count == 2 && table.characterClass(word[1]) == .character
    case .mark, .separator: return false
    }
  }
}

/// How words are found; the words are the same.
public enum Segmenter: String, CaseIterable, Sendable {
  /// By ICU's word iterator alone.
  case icu
  /// Chinese by a reimplementation over ICU's dictionary, the rest by ICU.
  case fast
}
