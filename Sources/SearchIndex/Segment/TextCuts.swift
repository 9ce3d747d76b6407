/// A stretch of a text, cut into the longest strings of a ``TextMatcher`` from left to right.
struct TextCuts {
  /// Which of the texts that are cut.
  let text: Int
  /// Where the text begins.
  let bytes: UnsafePointer<UInt8>
  /// Where the stretch begins in the text.
  let start: Int
  /// One for each string, and one for each unit that begins none: `index + 1:24 units:8`, 0 for none.
  let cuts: UnsafeBufferPointer<UInt32>
  /// By unit of the stretch: where it ends, counted from the stretch's start.
  let ends: UnsafePointer<UInt16>
  /// Where the stretch ends in the text.
  let end: Int

  /// Calls `body` with each string's index and where in the text it begins and ends; units that begin none are
  /// left out.
  @inline(__always)
  func forEach(_ body: (_ index: UInt32, _ start: Int, _ end: Int) -> Void) {
    var unit = 0
    var begin = start
    for cut in cuts {
      unit &+= Int(cut &>> 24)
      let end = start &+ Int(ends[unit &- 1])
      let index = cut & 0xff_ffff
      if index != 0 { body(index &- 1, begin, end) }
      begin = end
    }
  }
}
