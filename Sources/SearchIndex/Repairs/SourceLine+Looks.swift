/// What a line by itself looks like.
extension SourceLine {
  /// True for a row of a table: wide gaps, no more than the colon of a score.
  @inline(__always)
  var isRow: Bool {
    gaps > 0 && sentences == 0 && clauses <= 1 && end != .clause && width <= 64
  }

  /// True for a line with the looks of a headline, whatever it is.
  @inline(__always)
  func hasHeadlineLooks(in bytes: UnsafeRawBufferPointer) -> Bool {
    width <= 64 && units >= 2 && clauses <= 2 && end != .clause && depth == 0
      && (sentences == 0 || sentences == 1 && end == .sentence && !endsFlat(in: bytes))
  }

  /// True for a line that ends with a full stop, which headlines never do, or with one and a quote.
  @inline(__always)
  func endsFlat(in bytes: UnsafeRawBufferPointer) -> Bool {
    switch last {
    case 0x3002, 0xff61: return true
    // ”’」』
    case 0x201d, 0x2019, 0x300d, 0x300f:
      let place = content.upperBound - 6
      return place >= content.lowerBound
        && LineText.scalar(bytes, place, place + 3).scalar == 0x3002
    default: return false
    }
  }
}
