/// Both segmenters over the same folded text: how fast they are, and whether they agree.
package struct SegmentationTrial {
  /// The bytes of UTF-8 that the text came from.
  package private(set) var bytes = 0
  /// Pieces as they are segmented while indexing, one after the other.
  private var units: [UInt16] = []
  private var ends: [Int] = []
  private let icu: WordBreaker
  private let fast: FastWordBreaker
  private let normalizer: Normalizer
  private var repaired: [UInt8] = []

  /// Where the segmenters differ, in the text around it.
  package struct Difference: Equatable {
    package var icu: String
    package var fast: String
  }

  /// Without a text.
  ///
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` if there is no fast segmenter for the
  ///   running ICU.
  package init() throws(IndexError) {
    icu = try WordBreaker()
    guard let fast = try FastWordBreaker.checked() else {
      throw .unacceptable(
        document: "", reason: "the running ICU has no dictionary that the fast segmenter reads")
    }
    self.fast = fast
    normalizer = try Normalizer(.none)
  }

  /// Reads a text, or the texts of a `.jsonl` file.
  ///
  /// - Throws: what reading throws, and ``init()``.
  package init(path: String) throws(IndexError) {
    try self.init()
    let isJSON = SourceFile.format(ofName: path) == .jsonLines
    var reader = LineReader(try InputFile(path: path), limit: LineDocuments.maximumLength)
    var line = JSONLine()
    var text: [UInt8] = []
    func addText() {
      append(text)
      text.removeAll(keepingCapacity: true)
    }
    while let next = try reader.next() {
      guard case .line(let range) = next else { continue }
      if isJSON {
        let isGood = reader.buffer.withUnsafeBytes { all in
          do throws(JSONLine.Problem) {
            try line.parse(UnsafeRawBufferPointer(rebasing: all[range]))
            return true
          } catch {
            return false
          }
        }
        guard isGood else { continue }
        text += line.text
      } else {
        text += reader.buffer[range]
        text.append(0x0a)
        if text.count < 1 << 20 { continue }
      }
      addText()
    }
    addText()
  }

  /// Takes another text.
  package mutating func replaceText(_ text: [UInt8]) {
    bytes = 0
    units.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    append(text)
  }

  private mutating func append(_ text: [UInt8]) {
    let isBroken = text.withUnsafeBytes { UTF8Repair.repair($0, into: &repaired) } > 0
    let text = isBroken ? repaired : text
    bytes += text.count
    text.withUnsafeBytes { source in
      var start = 0
      while start < source.count {
        let end = TextPieces.end(of: source, from: start)
        var folded = NormalizedText()
        normalizer.append(
          UnsafeRawBufferPointer(rebasing: source[start..<end]), base: start, mapped: false,
          to: &folded)
        units += folded.units
        ends.append(units.count)
        start = end
      }
    }
  }

  /// Segments everything; returns the number of segments and the seconds that it took.
  package func run(_ segmenter: Segmenter) -> (segments: Int, seconds: Double) {
    var segments = 0
    let started = SystemCall.now()
    forEachPiece { piece, _ in
      if segmenter == .icu {
        icu.forEachSegment(of: piece) { _, _ in segments &+= 1 }
      } else {
        fast.forEachSegment(of: piece) { _, _ in segments &+= 1 }
      }
    }
    return (segments, SystemCall.now() - started)
  }

  /// Compares all segments: the number of borders that only one of the two has or that part words
  /// from what is none, and the first few.
  package func differences(limit: Int = 5) -> (count: Int, first: [Difference]) {
    var count = 0
    var first: [Difference] = []
    forEachPiece { piece, _ in
      var expected: [Int: Bool] = [:]
      icu.forEachSegment(of: piece) { range, status in
        expected[range.upperBound] = WordBreaker.isWord(status)
      }
      var found: [Int: Bool] = [:]
      fast.forEachSegment(of: piece) { range, isWord in found[range.upperBound] = isWord }
      guard expected != found else { return }
      let wrong = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }.sorted()
      count += wrong.count
      for border in wrong.prefix(limit - first.count) {
        first.append(
          Difference(
            icu: SegmentationTrial.excerpt(piece, around: border, expected),
            fast: SegmentationTrial.excerpt(piece, around: border, found)))
      }
    }
    return (count, first)
  }

  private static func excerpt(
    _ piece: UnsafeBufferPointer<UInt16>, around border: Int, _ borders: [Int: Bool]
  ) -> String {
    var parts: [String] = []
    var start = max(0, border - 12)
    for end in start + 1...min(piece.count, border + 12) where borders[end] != nil {
      parts.append(String(decoding: piece[start..<end], as: UTF16.self))
      start = end
    }
    return parts.joined(separator: "|")
  }

  private func forEachPiece(_ body: (UnsafeBufferPointer<UInt16>, Int) -> Void) {
    units.withUnsafeBufferPointer { all in
      var start = 0
      for end in ends {
        body(UnsafeBufferPointer(rebasing: all[start..<end]), start)
        start = end
      }
    }
  }
}
