/// Tells where bytes of a document stand in its file, one after the other.
///
/// From one to the next behind it only what is between is read, so that the places of all lines, or of all matches,
/// take time linear in the document.
public struct OriginPlaces: Sendable {
  private let origin: DocumentOrigin
  private let title: String
  private let text: String
  private let titleLength: Int
  private let length: Int
  /// The piece that was read last, up to which byte, and the place of that.
  private var piece = 0
  private var offset = 0
  private var counter = LineCounter()
  /// Nothing has been read.
  private var isFresh = true

  /// The places of a document; nil if nothing is known of them.
  public init?(_ document: Document) {
    guard let origin = document.origin else { return nil }
    self.init(origin, title: document.title, text: document.text)
  }

  init(_ origin: DocumentOrigin, title: String, text: String) {
    self.origin = origin
    self.title = title
    self.text = text
    titleLength = title.utf8.count
    length = titleLength + text.utf8.count
  }

  /// The place of a byte of the title, or behind it of the text; nil if it has none.
  public mutating func place(ofByte byte: Int) -> DocumentOrigin.Place? {
    let pieces = origin.pieces
    guard let first = pieces.first, byte >= first.offset, byte <= length else { return nil }
    if isFresh || byte < offset || piece + 1 < pieces.count && pieces[piece + 1].offset <= byte {
      begin(OriginPlaces.last(pieces.count) { pieces[$0].offset <= byte })
    }
    if offset < titleLength {
      for byte in title.utf8.dropFirst(offset).prefix(min(byte, titleLength) - offset) {
        counter.pass(byte)
      }
    }
    if byte > titleLength {
      let start = max(offset, titleLength) - titleLength
      for byte in text.utf8.dropFirst(start).prefix(byte - titleLength - start) {
        counter.pass(byte)
      }
    }
    offset = byte
    let pages = origin.pages
    let page = OriginPlaces.last(pages.count) { pages[$0].offset <= byte }
    return DocumentOrigin.Place(
      line: counter.line, column: counter.column,
      byte: origin.isDecoded ? nil : pieces[piece].source + byte - pieces[piece].offset,
      page: page < 0 ? nil : pages[page].page)
  }

  private mutating func begin(_ piece: Int) {
    self.piece = piece
    let start = origin.pieces[piece]
    offset = start.offset
    counter = LineCounter(line: start.line, column: start.column)
    isFresh = false
  }

  /// The last of so many for which something holds that holds for those before it; -1 if it holds for none.
  private static func last(_ count: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (-1, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
