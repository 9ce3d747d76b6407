/// Where the title and the text of a document stand in their file.
///
/// Both are made of pieces of the file, in which only line breaks, indents and what stands between the
/// parts of an article were left out. Offsets within the document count the bytes of the title and,
/// behind them, those of the text.
public struct DocumentOrigin: Equatable, Sendable {
  /// A part of the document that stands in the file as it is.
  struct Piece: Equatable {
    /// The first byte in the document.
    var offset: Int
    /// The first byte in the file.
    var source: Int
    /// Its line, from 1 up.
    var line: Int
    /// Its place in the line, in Unicode scalars from 1 up.
    var column: Int
  }

  /// A place in a file.
  public struct Place: Equatable, Sendable {
    /// The line, from 1 up: line feeds, carriage returns and pairs of both end lines.
    public var line: Int
    /// The Unicode scalar in the line, from 1 up.
    public var column: Int
    /// The byte in the file from 0 up, nil if the file was not read as it is, but decoded.
    public var byte: Int?
    /// The page, from 1 up, nil if the file is not divided into pages.
    public var page: Int?
  }

  /// Where a page begins in the document.
  struct PageStart: Equatable {
    var offset: Int
    var page: Int
  }

  private(set) var pieces: [Piece] = []
  private(set) var pages: [PageStart] = []
  /// True if the text was decoded, so that bytes of the file are not those of the text.
  var isDecoded = false

  init() {}

  /// True if nothing is known.
  package var isEmpty: Bool { pieces.isEmpty && pages.isEmpty }

  /// Forgets all pieces and pages.
  mutating func removeAll() {
    pieces.removeAll(keepingCapacity: true)
    pages.removeAll(keepingCapacity: true)
  }

  /// Makes room for so many pieces.
  mutating func reserve(_ count: Int) { pieces.reserveCapacity(count) }

  /// Notes that the document goes on with another part of the file.
  mutating func add(_ piece: Piece) { pieces.append(piece) }

  /// Notes which page the document goes on with.
  mutating func note(page: Int, at offset: Int) {
    if pages.last?.page != page { pages.append(PageStart(offset: offset, page: page)) }
  }

  // MARK: As it is stored

  /// ```
  /// origin = (pieces * 2 + isDecoded):varint piece… page…
  /// piece  = offset:varint source:zigzag line:zigzag column:varint
  /// page   = offset:varint page:zigzag
  /// ```
  ///
  /// Offset, source, line and page are differences from the piece or page before; of the source, from where
  /// that piece would go on. There are pages to the end, none if the file has none.
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    encode(to: &writer)
    return writer.bytes
  }

  func encode(to writer: inout ByteWriter) {
    // Most take one byte but for a source of two.
    writer.reserve(pieces.count * 6 + pages.count * 4 + 2)
    writer.append(varint: pieces.count * 2 + (isDecoded ? 1 : 0))
    var last = Piece(offset: 0, source: 0, line: 1, column: 1)
    for piece in pieces {
      let step = piece.offset - last.offset
      writer.append(varint: step)
      writer.append(varint: DocumentOrigin.zigzag(piece.source - last.source - step))
      writer.append(varint: DocumentOrigin.zigzag(piece.line - last.line))
      writer.append(varint: piece.column)
      last = piece
    }
    var before = PageStart(offset: 0, page: 0)
    for page in pages {
      writer.append(varint: page.offset - before.offset)
      writer.append(varint: DocumentOrigin.zigzag(page.page - before.page))
      before = page
    }
  }

  /// Nil if there is nothing, or what is there is no origin.
  package init?(encoded: [UInt8]) {
    guard !encoded.isEmpty else { return nil }
    let isSound: Bool = encoded.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      let head = reader.count()
      isDecoded = head & 1 == 1
      var last = Piece(offset: 0, source: 0, line: 1, column: 1)
      // A piece takes four bytes or more.
      guard head / 2 <= bytes.count / 4 else { return false }
      for _ in 0..<(head / 2) {
        let step = reader.count()
        let source = DocumentOrigin.unzigzag(reader.varint())
        let line = DocumentOrigin.unzigzag(reader.varint())
        let column = reader.count()
        guard !reader.overrun, step < 1 << 40, source.magnitude < 1 << 40,
          line.magnitude < 1 << 40
        else {
          return false
        }
        last = Piece(
          offset: last.offset + step, source: last.source + step + source, line: last.line + line,
          column: column)
        pieces.append(last)
      }
      var page = PageStart(offset: 0, page: 0)
      while !reader.isAtEnd {
        let step = reader.count()
        let difference = DocumentOrigin.unzigzag(reader.varint())
        guard !reader.overrun, step < 1 << 40, difference.magnitude < 1 << 40 else { return false }
        page = PageStart(offset: page.offset + step, page: page.page + difference)
        guard page.offset < 1 << 40, page.page.magnitude < 1 << 40 else { return false }
        pages.append(page)
      }
      return !reader.overrun
    }
    guard isSound else { return nil }
  }

  private static func zigzag(_ value: Int) -> Int { value << 1 ^ value >> 63 }
  private static func unzigzag(_ value: UInt64) -> Int {
    Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
  }

  // MARK: Places

  /// The place of the first byte that has one: a title may be none of the file's.
  func start(title: String, text: String) -> Place? {
    pieces.first.flatMap { place(ofByte: $0.offset, title: title, text: text) }
  }

  /// The place of a byte of a document's title, or behind it of its text.
  ///
  /// Takes time linear in the length of the piece that it is in; ``OriginPlaces`` tells the places of several.
  public func place(ofByte offset: Int, title: String, text: String) -> Place? {
    var places = OriginPlaces(self, title: title, text: text)
    return places.place(ofByte: offset)
  }
}
