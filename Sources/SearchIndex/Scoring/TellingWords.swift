/// The words of a document that tell most of it: frequent here, rare elsewhere.
///
/// Words are those that ICU cuts, each in the lane that has its documents: words of two characters and
/// of scripts with spaces are grams.
struct TellingWords {
  /// How many words make a query: more add little and cost as much.
  static let maximumCount = 30
  /// The words of long documents are counted in this many bytes from the beginning.
  static let maximumLength = 1 << 20

  struct Word {
    var lane: Lane
    var term: [UInt8]
    /// How much of its full weight the word has by its frequency in the document: 0 to 1, as BM25
    /// has it.
    var saturation: Float
    /// Its worth: the saturation times the idf.
    var worth: Float
  }

  /// The most telling first.
  let words: [Word]

  /// - Parameters:
  ///   - document: what is told of.
  ///   - norm: what its length adds to frequencies, by ``Saturation/norms``.
  ///   - segments: those of the whole index.
  ///   - analyzer: cuts the document again.
  init(
    _ document: StoredDocument, norm: Float, _ segments: [SegmentReader], _ analyzer: Analyzer
  ) {
    var counts = WordCounts(table: analyzer.normalizer.table)
    for text in [document.title, document.text] {
      var text = text
      text.withUTF8 { bytes in
        var end = min(bytes.count, TellingWords.maximumLength)
        while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end -= 1 }
        let bytes = UnsafeBufferPointer(rebasing: bytes[..<end])
        analyzer.analyze(UnsafeRawBufferPointer(bytes), into: &counts)
      }
    }
    let documents = segments.reduce(0) { $0 + $1.documentCount }
    var words: [Word] = []
    for (key, count) in counts.counts {
      let term = Array(String(decoding: key.units, as: UTF16.self).utf8)
      let frequency = segments.reduce(0) { sum, segment in
        sum + Int(segment.dictionary(key.lane).lookup(term)?.documentFrequency ?? 0)
      }
      // What stands in one document only, this one, finds no other.
      guard frequency > 1 else { continue }
      let saturation = Float(count) / (Float(count) + norm)
      words.append(
        Word(
          lane: key.lane, term: term, saturation: saturation,
          worth: saturation * BM25.inverseDocumentFrequency(frequency, of: documents)))
    }
    words.sort { left, right in
      left.worth != right.worth
        ? left.worth > right.worth : left.term.lexicographicallyPrecedes(right.term)
    }
    self.words = Array(words.prefix(TellingWords.maximumCount))
  }
}

/// Counts the words of a text.
private struct WordCounts: TokenSink {
  struct Key: Hashable {
    var lane: Lane
    var units: [UInt16]
  }

  let table: CharacterTable
  private(set) var counts: [Key: Int] = [:]

  init(table: CharacterTable) { self.table = table }

  var wantsWords: Bool { true }

  mutating func addWord(
    _ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>, isInGrams: Bool
  ) {
    // Words of scripts with spaces come again as units.
    guard table.characterClass(units[0]) != .word else { return }
    counts[Key(lane: isInGrams ? .grams : .words, units: Array(units)), default: 0] += 1
  }

  mutating func addRun(_ units: UnsafeBufferPointer<UInt16>, _ range: Range<Int>) {
    counts[Key(lane: .grams, units: Array(units)), default: 0] += 1
  }

  mutating func addCharacter(_ key: UInt32, _ range: Range<Int>) {}
  mutating func addGap() {}
  mutating func endText() {}
  mutating func beginPiece(_ text: borrowing NormalizedText) {}
}
