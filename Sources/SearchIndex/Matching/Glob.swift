/// A string in which `*` stands for any bytes or none.
struct Glob: Equatable {
  /// What stands between the stars; one piece if there is none.
  private let pieces: [[UInt8]]

  init(_ pattern: [UInt8]) {
    pieces = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  init(_ pattern: String) { self.init(Array(pattern.utf8)) }

  /// What every match begins with.
  var prefix: [UInt8] { pieces[0] }

  var hasStars: Bool { pieces.count > 1 }

  var description: String {
    pieces.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "*")
  }

  /// True if the whole of the text is like the pattern.
  func matches(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let last = pieces.last, text.starts(with: pieces[0]) else { return false }
    guard hasStars else { return text.count == pieces[0].count }
    var start = pieces[0].count
    // Each piece as early as it can be; the last at the end.
    for piece in pieces.dropFirst().dropLast() {
      guard let found = Glob.find(piece, in: text, from: start) else { return false }
      start = found + piece.count
    }
    return text.count - start >= last.count && text.suffix(last.count).elementsEqual(last)
  }

  /// True if a path is like the pattern as a whole, or, without a star, has it somewhere in it.
  func isLike(path: UnsafeRawBufferPointer) -> Bool {
    hasStars ? matches(path) : Glob.find(prefix, in: path, from: 0) != nil
  }

  /// Where a piece stands first, at or behind a place.
  static func find(_ piece: [UInt8], in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard text.count - start >= piece.count else { return nil }
    return (start...text.count - piece.count).first { place in
      text[place..<place + piece.count].elementsEqual(piece)
    }
  }
}
