/// How a text is cut in each lane, for people to look at.
public struct TextAnalysis: Equatable, Sendable {
  /// A piece that was cut out.
  public struct Token: Equatable, Sendable {
    /// The piece, folded.
    public let text: String
    /// Its place among the units, for what has one.
    public let position: Int?
    /// Where it begins in the source, in Unicode scalars.
    public let start: Int
    /// How many scalars of the source it covers.
    public let length: Int
  }

  /// The source.
  public let text: String
  /// The text as it is compared: NFKC, case folded.
  public let folded: String
  /// ICU's words, by which documents are ranked.
  public let words: [Token]
  /// Characters and words of other scripts, of which literals are made.
  public let units: [Token]
  /// Neighbouring characters, and words of other scripts: the terms of the grams lane.
  public let grams: [Token]

  /// Analyzes a text as indexing does, by default with the folding that is an index's default.
  ///
  /// - Throws: ``IndexError/icu(function:status:)`` if ICU cannot be set up.
  public init(_ text: String, folding: Folding = .hans) throws(IndexError) {
    let analyzed = AnalyzedText(text, by: try Analyzer(folding: folding.forms()))
    self.text = text
    folded = analyzed.string(0..<analyzed.folded.count)

    // Offsets only grow, so they are counted once, along the way.
    var scalars: [Int] = []
    var count = 0
    for byte in text.utf8 {
      if byte & 0xc0 != 0x80 { count += 1 }
      scalars.append(count - 1)
    }
    scalars.append(count)
    func token(_ range: Range<Int>, _ position: Int?, text: [UInt8]? = nil) -> Token {
      let source = analyzed.source(range)
      let start = scalars[source.lowerBound]
      return Token(
        text: text.map { String(decoding: $0, as: UTF8.self) } ?? analyzed.string(range),
        position: position, start: start,
        length: scalars[source.upperBound] - start)
    }
    words = analyzed.words.map { token($0, nil) }
    units = analyzed.units.map { token($0.range, $0.position) }
    var grams: [Token] = []
    for run in QueryPlan.runs(analyzed.units) {
      let first = analyzed.units[run.lowerBound]
      if run.count == 1 {
        grams.append(token(first.range, first.position))
      }
      for index in run.dropLast() {
        let unit = analyzed.units[index]
        let pair = unit.range.lowerBound..<analyzed.units[index + 1].range.upperBound
        grams.append(token(pair, unit.position, text: analyzed.gram(index)))
      }
    }
    self.grams = grams
  }
}
