/// Chooses the passages of a text that show best why it is a hit.
///
/// A passage is worth the weights of the different units of the query that it holds, and a little
/// for each repetition. It grows to its length around its matches, from the beginning of a sentence
/// and to the end of one where that fits; graphemes are not cut.
struct SnippetBuilder {
  /// How long a passage should be, in characters (Unicode scalars).
  let length: Int

  /// What a repeated match adds, as a share of its weight.
  private static let repetition: Float = 0.1

  /// Up to `limit` passages, at least one, in the order of the text.
  ///
  /// Each after the first shows a part of the query that those before do not.
  func snippets(of text: String, _ highlighter: Highlighter, limit: Int) -> [Snippet] {
    var text = text
    text.makeContiguousUTF8()
    let matches = highlighter.matches(in: text)
    let highlights = Highlighter.joined(matches)
    var weights = highlighter.weights
    var passages: [Range<Int>] = []
    text.withUTF8 { buffer in
      let bytes = UnsafeRawBufferPointer(buffer)
      repeat {
        guard let chosen = bestGroup(matches, weights, passages, bytes) else { break }
        for match in matches[chosen] {
          for unit in match.units { weights[unit] = 0 }
        }
        let first = matches[chosen.lowerBound].range.lowerBound
        let last = matches[chosen].map(\.range.upperBound).max() ?? first
        passages.append(passage(around: first..<last, bytes))
      } while passages.count < limit
      if passages.isEmpty { passages = [passage(around: 0..<0, bytes)] }
    }
    return passages.sorted { $0.lowerBound < $1.lowerBound }.map { range in
      Snippet(
        source: text, range: SnippetBuilder.wholeGraphemes(range, highlights, of: text),
        highlights: highlights)
    }
  }

  /// The neighbouring matches that are worth most and fit into one passage.
  private func bestGroup(
    _ matches: [Highlighter.Match], _ weights: [Float], _ taken: [Range<Int>],
    _ text: UnsafeRawBufferPointer
  ) -> Range<Int>? {
    var best: Range<Int>?
    var bestWorth: Float = 0
    var seen = [Int](repeating: -1, count: weights.count)
    // No character has more than four bytes: what is longer than this is too long for sure.
    for first in matches.indices {
      var worth: Float = 0
      var end = first
      let start = matches[first].range.lowerBound
      while end < matches.count {
        let stop = matches[end].range.upperBound
        let isTooLong =
          stop - start > length * 4
          || (stop - start > length && SnippetBuilder.scalars(text, start..<stop) > length)
        if isTooLong, end > first { break }
        for unit in matches[end].units {
          worth += weights[unit] * (seen[unit] == first ? SnippetBuilder.repetition : 1)
          seen[unit] = first
        }
        end += 1
      }
      let range = start..<max(start, matches[end - 1].range.upperBound)
      if worth > bestWorth, !taken.contains(where: { $0.overlaps(range) }) {
        best = first..<end
        bestWorth = worth
      }
    }
    return best
  }

  /// The passage around a range that it must hold.
  private func passage(around core: Range<Int>, _ text: UnsafeRawBufferPointer) -> Range<Int> {
    let room = max(0, length - SnippetBuilder.scalars(text, core))
    // Back to the beginning of the sentence if it is near, else a third of the room.
    var start = core.lowerBound
    var steps = 0
    var sentence: Int?
    var third = start
    while start > 0, steps < room {
      if SnippetBuilder.isSentenceBorder(text, start) {
        sentence = start
        break
      }
      start = SnippetBuilder.before(text, start)
      steps += 1
      if steps == room / 3 { third = start }
    }
    if start == 0 { sentence = 0 }
    if let sentence {
      start = sentence
    } else {
      start = third
    }
    start = SnippetBuilder.skipSpace(text, start, core.lowerBound)

    var left = max(0, length - SnippetBuilder.scalars(text, start..<core.upperBound))
    var end = core.upperBound
    var lastSentence: Int?
    while end < text.count, left > 0 {
      end = SnippetBuilder.after(text, end)
      left -= 1
      if SnippetBuilder.isSentenceBorder(text, end) { lastSentence = end }
    }
    // Stop at the last full stop if that leaves most of the passage.
    if end < text.count, let lastSentence, (lastSentence - start) * 2 > end - start {
      end = lastSentence
    }
    while end > core.upperBound {
      let last = SnippetBuilder.before(text, end)
      guard SnippetBuilder.isSpace(text, last) else { break }
      end = last
    }
    return start..<max(end, core.upperBound)
  }

  /// True if a sentence or line ends right before `index`.
  ///
  /// Quotes and brackets that close behind a full stop belong to the sentence.
  private static func isSentenceBorder(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    guard index > 0, index <= text.count else { return index == 0 }
    if index < text.count, isClosing(scalar(text, index)) { return false }
    var index = index
    while index > 0 {
      let start = before(text, index)
      switch scalar(text, start) {
      case "\n", "!", "?", "。", "！", "？": return true
      case let last where isClosing(last): index = start
      default: return false
      }
    }
    return false
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "”", "’", "」", "』", "）", "》", ")", "\"": true
    default: false
    }
  }

  /// The scalar that begins at `index`, in well-formed UTF-8.
  private static func scalar(_ text: UnsafeRawBufferPointer, _ index: Int) -> Unicode.Scalar {
    var bytes = UnsafeRawBufferPointer(rebasing: text[index...]).makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return "\u{fffd}" }
    return scalar
  }

  /// True for white space as paragraphs begin and end with, the ideographic space included.
  private static func isSpace(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    switch scalar(text, index) {
    case " ", "\n", "\r", "\t", "\u{3000}": true
    default: false
    }
  }

  private static func skipSpace(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int
  ) -> Int {
    var start = start
    while start < limit, isSpace(text, start) { start = after(text, start) }
    return start
  }

  private static func scalars(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where text[index] & 0xc0 != 0x80 { count += 1 }
    return count
  }

  private static func before(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int {
    var index = index - 1
    while index > 0, text[index] & 0xc0 == 0x80 { index -= 1 }
    return index
  }

  private static func after(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int {
    var index = index + 1
    while index < text.count, text[index] & 0xc0 == 0x80 { index += 1 }
    return index
  }

  /// Moves the ends of a passage outward to where graphemes and matches end.
  private static func wholeGraphemes(
    _ range: Range<Int>, _ highlights: [Range<Int>], of text: String
  ) -> Range<Int> {
    var range = range
    // A grapheme may reach into the next match, and that into the next grapheme.
    while true {
      var lower = range.lowerBound
      var upper = range.upperBound
      for highlight in highlights where highlight.overlaps(range) {
        lower = min(lower, highlight.lowerBound)
        upper = max(upper, highlight.upperBound)
      }
      let utf8 = text.utf8
      let from = text.characterStart(utf8.index(utf8.startIndex, offsetBy: lower))
      var to = utf8.index(utf8.startIndex, offsetBy: upper)
      let start = text.characterStart(to)
      if start < to { to = text.index(after: start) }
      let whole =
        utf8.distance(
          from: utf8.startIndex, to: from)..<utf8.distance(from: utf8.startIndex, to: to)
      if whole == range { return range }
      range = whole
    }
  }
}

extension String {
  /// The beginning of the character (grapheme) that holds an index.
  fileprivate func characterStart(_ index: Index) -> Index {
    guard index > startIndex, index < endIndex else { return index }
    return self.index(before: self.index(after: index))
  }
}
