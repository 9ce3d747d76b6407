/// Cuts a long text where words and folding cannot reach across.
///
/// ICU gets texts in pieces, so that memory stays bounded and its answers depend on nothing but the
/// piece. The cuts depend on the text alone: behind a line's end if there is one within reach, else
/// before a Chinese character behind a full stop, else before any Chinese character, space or
/// ASCII punctuation. Units are not affected by the cuts, only words across a cut of the last sort.
enum TextPieces {
  static let length = 16 << 10

  /// The end of the piece that begins at `start`.
  static func end(of text: UnsafeRawBufferPointer, from start: Int) -> Int {
    let count = text.count
    if count - start <= length { return count }
    let earliest = start + length / 2
    let latest = start + length
    if let line = lastIndex(in: text, earliest..<latest, where: { text[$0] == 0x0a }) {
      return line + 1
    }
    let isHan = { (index: Int) in index < count && text[index] >= 0xe4 && text[index] <= 0xe9 }
    let stop = lastIndex(in: text, earliest..<latest) { index in
      text[index] == 0xe3 && text[index + 1] == 0x80 && text[index + 2] == 0x82 && isHan(index + 3)
    }
    if let stop { return stop + 3 }
    var index = latest
    while index < count {
      let byte = text[index]
      if isHan(index) || byte <= 0x2f || (byte >= 0x3a && byte <= 0x40) { return index }
      index += 1
    }
    return count
  }

  private static func lastIndex(
    in text: UnsafeRawBufferPointer, _ range: Range<Int>, where predicate: (Int) -> Bool
  ) -> Int? {
    var index = min(range.upperBound, text.count - 3) - 1
    while index >= range.lowerBound {
      if predicate(index) { return index }
      index -= 1
    }
    return nil
  }
}
