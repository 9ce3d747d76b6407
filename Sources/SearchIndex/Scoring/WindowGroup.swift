/// Windows in a row, of which bounds are found at one go.
///
/// To ask each scorer window by window takes longer than what it does then.
struct WindowGroup {
  /// How many windows a group has at most.
  static let windowCount = UInt64.bitWidth

  /// The first document.
  let start: DocID
  /// Behind the last.
  let end: DocID
  /// How many windows there are; the last may be cut short.
  let windowCount: Int
  private let windowLength: DocID
  private let isOfDefaultLength: Bool

  /// The windows from that of a document on.
  init(from doc: DocID, windowLength: DocID, documentCount: DocID) {
    self.windowLength = windowLength
    isOfDefaultLength = windowLength == ScoreWindow.defaultLength
    start = doc / windowLength * windowLength
    let length = min(DocID(WindowGroup.windowCount) * windowLength, documentCount - start)
    end = start + length
    windowCount = Int((length - 1) / windowLength) + 1
  }

  /// The first document of a window.
  func start(ofWindow number: Int) -> DocID { start + DocID(number) * windowLength }

  /// The place of the stretch of a document among those of all windows.
  @inline(__always)
  func place(of doc: DocID) -> Int {
    let offset = doc &- start
    if isOfDefaultLength { return ScoreWindow.stretch(of: offset) }
    let (window, rest) = offset.quotientAndRemainder(dividingBy: windowLength)
    return Int(window) &* StretchScores.count &+ ScoreWindow.stretch(of: rest)
  }

  /// A bit for the window that has a place.
  @inline(__always)
  static func window(of place: Int) -> UInt64 { 1 &<< UInt64(place / StretchScores.count) }

  /// A bit for each window that has some of the places.
  @inline(__always)
  static func windows(_ first: Int, through last: Int) -> UInt64 {
    let (first, last) = (first / StretchScores.count, last / StretchScores.count)
    return UInt64.max &<< UInt64(first) & UInt64.max &>> UInt64(63 &- last)
  }
}
