/// Finds where the texts that a parser of markup tells of stand in its source.
///
/// The parser tells about where it is when it tells of a text: behind it, or before its last character. From
/// there the text is compared with the source backwards, so that no place is told that does not hold it.
struct MarkupLocator {
  /// A part of a text that stands in the source as it is, or one character that a reference stands for.
  struct Run: Equatable {
    var range: Range<Int>
    /// The first byte in the source.
    var source: Int
  }

  /// No name of a character is longer.
  private static let maximumReference = 40
  private let source: [UInt8]
  /// What the texts so far were found before.
  private var start = 0

  init(_ source: [UInt8]) { self.source = source }

  /// Passes over a text that is not wanted.
  mutating func skip(to end: Int) { start = max(start, min(end, source.count)) }

  /// The parts of a text that has no start by itself, and ends about where the parser is.
  ///
  /// What cannot be found is one part that begins where the parser is, or behind the text before.
  mutating func runs(of text: UnsafeRawBufferPointer, endingNear place: Int) -> [Run] {
    guard !text.isEmpty else { return [] }
    let ends = ends(of: text, near: place)
    for end in [ends.0, ends.1] {
      if let runs = compared(text, endingAt: end) { return runs }
    }
    let place = min(max(place, start), source.count)
    return [Run(range: 0..<text.count, source: min(place, max(start, place - text.count)))]
  }

  /// Where the next text begins, if all of it stands there or it is what a reference stands for; nil if it
  /// has several parts.
  mutating func start(of text: UnsafeRawBufferPointer, endingNear place: Int) -> Int? {
    guard !text.isEmpty else { return nil }
    let last = MarkupLocator.lastLength(of: text)
    if last == text.count,
      let begin = beginning(
        ofReferenceTo: text, endingAt: min(max(place, start), source.count))
    {
      // Of a name that is none the parser tells the mark by itself.
      start = begin + 1
      return begin
    }
    let ends = ends(of: text, near: place)
    if let begin = verbatim(text, endingAt: ends.0) { return begin }
    return verbatim(text, endingAt: ends.1)
  }

  /// Where a text may end.
  private func ends(of text: UnsafeRawBufferPointer, near place: Int) -> (Int, Int) {
    let place = min(max(place, start), source.count)
    let behind = place + MarkupLocator.lastLength(of: text)
    // Before its last character the parser is at the end of a part of a long text, or of the document.
    return behind == source.count ? (behind, place) : (place, behind)
  }

  /// Where the text stands as it is.
  private mutating func verbatim(_ text: UnsafeRawBufferPointer, endingAt end: Int) -> Int? {
    let begin = end - text.count
    guard begin >= start, end <= source.count else { return nil }
    var index = 0
    while index < text.count, source[begin + index] == text[index] { index += 1 }
    guard index == text.count else { return nil }
    start = end
    return begin
  }

  /// Where a reference begins that ends at a place and may stand for a character.
  private func beginning(
    ofReferenceTo character: UnsafeRawBufferPointer, endingAt end: Int
  ) -> Int? {
    // What is no name stands for its mark, and comes behind it; such names are longer and not only Latin.
    let isMark = character.elementsEqual([UInt8(ascii: "&")])
    var index = end
    if index > start, source[index - 1] == UInt8(ascii: ";") { index -= 1 }
    let nameEnd = index
    let least = isMark ? start : max(start, nameEnd - MarkupLocator.maximumReference)
    while index > least,
      MarkupLocator.isNamePart(source[index - 1])
        || isMark && MarkupLocator.isOtherNamePart(source[index - 1])
    { index -= 1 }
    guard index > start, source[index - 1] == UInt8(ascii: "&") else { return nil }
    if isMark { return index - 1 }
    let name = source[index..<nameEnd]
    guard name.first == UInt8(ascii: "#") else {
      // No name stands for a letter or a digit of ASCII.
      let isWord = character.count == 1 && MarkupLocator.isNamePart(character[0])
      return isWord ? nil : index - 1
    }
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, let scalar = Unicode.Scalar(value) else { return nil }
    // Some numbers stand for what Windows had there.
    let isSame = (0x80..<0xa0).contains(value) || character.elementsEqual(String(scalar).utf8)
    return isSame ? index - 1 : nil
  }

  /// Compares a text with the source from its end, where references and what is no character of markup may
  /// stand between.
  private mutating func compared(
    _ text: UnsafeRawBufferPointer, endingAt end: Int
  ) -> [Run]? {
    guard end <= source.count else { return nil }
    var runs: [Run] = []
    // Whether the last run is text, before which there may be more.
    var isText = false
    var place = end
    var rest = text.count
    while rest > 0 {
      guard place > start else { return nil }
      if source[place - 1] == text[rest - 1] {
        place -= 1
        rest -= 1
        if isText, let next = runs.popLast() {
          runs.append(Run(range: rest..<next.range.upperBound, source: place))
        } else {
          runs.append(Run(range: rest..<rest + 1, source: place))
        }
        isText = true
        continue
      }
      isText = false
      let length = MarkupLocator.lastLength(of: UnsafeRawBufferPointer(rebasing: text[..<rest]))
      let character = UnsafeRawBufferPointer(rebasing: text[rest - length..<rest])
      if let begin = beginning(ofReferenceTo: character, endingAt: place) {
        rest -= length
        place = begin
        runs.append(Run(range: rest..<rest + length, source: begin))
      } else if let left = leftOut(endingAt: place) {
        place -= left
      } else {
        return nil
      }
    }
    start = end
    return runs.reversed()
  }

  /// The length of what ends there, if parsers leave it out: control characters, U+FFFE and U+FFFF.
  private func leftOut(endingAt end: Int) -> Int? {
    if source[end - 1] < 0x20 || source[end - 1] == 0x7f { return 1 }
    guard end >= 3, source[end - 3] == 0xef, source[end - 2] == 0xbf, source[end - 1] >= 0xbe
    else { return nil }
    return 3
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "#"): true
    default: false
    }
  }

  private static func isOtherNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || [0x2d, 0x2e, 0x3a, 0x5f].contains(byte)
  }

  /// The length of the last character.
  private static func lastLength(of text: UnsafeRawBufferPointer) -> Int {
    var start = text.count - 1
    while start > 0, text[start] & 0xc0 == 0x80 { start -= 1 }
    return text.count - start
  }
}
