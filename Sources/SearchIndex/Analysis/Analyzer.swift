/// Text to tokens: fold, cut into words by ICU, cut into units.
///
/// One analyzer a thread: ICU's iterator and the tables are its own.
final class Analyzer {
  let normalizer: Normalizer
  private let wordBreaker: WordBreaker
  private var text = NormalizedText()

  /// ICU's rule status from which on a segment is a word and not punctuation or space
  /// (`UBRK_WORD_NONE_LIMIT`).
  private static let firstWordStatus: Int32 = 100
  /// Longer words are cut to this many UTF-16 units: words only rank.
  private static let maximumWordLength = 64

  init() throws(IndexError) {
    normalizer = try Normalizer()
    wordBreaker = try WordBreaker()
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
    wordBreaker.forEachSegment(of: units) { range, status in
      guard status >= Analyzer.firstWordStatus else { return }
      var end = min(range.upperBound, range.lowerBound + Analyzer.maximumWordLength)
      if end < range.upperBound, UTF16Text.isTrail(units[end]) { end -= 1 }
      let word = range.lowerBound..<end
      sink.addWord(UnsafeBufferPointer(rebasing: units[word]), word)
    }
  }
}
