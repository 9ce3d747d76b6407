/// One line of JSON Lines: an object, of which the known keys are kept.
///
/// A parser of its own because it stands in the indexing loop: it makes no object of what it reads,
/// only fills buffers that are used again for the next line. The grammar is that of RFC 8259.
struct JSONLine {
  struct Problem: Error, Equatable {
    var reason: String

    init(_ reason: String) { self.reason = reason }
  }

  private(set) var id: [UInt8] = []
  private(set) var title: [UInt8] = []
  private(set) var text: [UInt8] = []
  private(set) var date: [UInt8] = []
  private(set) var hasText = false
  private var scanner = JSONScanner()

  /// Escapes of half a surrogate pair, which became U+FFFD.
  var brokenEscapes: Int { scanner.brokenEscapes }

  /// Reads a line and keeps its `id`, `title`, `text` and `date`.
  ///
  /// Of a key that comes twice the last value counts.
  mutating func parse(_ line: UnsafeRawBufferPointer) throws(Problem) {
    scanner = JSONScanner()
    id.removeAll(keepingCapacity: true)
    title.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    date.removeAll(keepingCapacity: true)
    hasText = false

    scanner.skipSpace(line)
    guard scanner.take(line, "{") else { throw Problem("not a JSON object") }
    scanner.skipSpace(line)
    if !scanner.take(line, "}") {
      var key: [UInt8] = []
      repeat {
        scanner.skipSpace(line)
        key.removeAll(keepingCapacity: true)
        try scanner.parseString(line, into: &key)
        scanner.skipSpace(line)
        guard scanner.take(line, ":") else { throw scanner.unexpected(line, "a colon") }
        scanner.skipSpace(line)
        try parseMember(line, key)
        scanner.skipSpace(line)
      } while scanner.take(line, ",")
      guard scanner.take(line, "}") else {
        throw scanner.unexpected(line, "a comma or the end of the object")
      }
    }
    scanner.skipSpace(line)
    guard scanner.index == line.count else { throw scanner.unexpected(line, "the end of the line") }
  }

  private mutating func parseMember(
    _ line: UnsafeRawBufferPointer, _ key: [UInt8]
  ) throws(Problem) {
    switch String(decoding: key, as: UTF8.self) {
    case "id":
      id.removeAll(keepingCapacity: true)
      let start = scanner.index
      if scanner.peek(line) == UInt8(ascii: "\"") {
        try scanner.parseString(line, into: &id)
      } else {
        try scanner.skipValue(line, depth: 1)
        let value = line[start..<scanner.index]
        guard let first = value.first, first == 0x2d || (0x30...0x39).contains(first) else {
          throw Problem("\"id\" is neither a string nor a number")
        }
        id.append(contentsOf: value)
      }
    case "title": try scanner.parseText(line, "title", into: &title)
    case "date": try scanner.parseText(line, "date", into: &date)
    case "text":
      try scanner.parseText(line, "text", into: &text)
      hasText = true
    default: try scanner.skipValue(line, depth: 1)
    }
  }
}
