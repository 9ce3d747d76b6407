/// Reads the tokens of one line of JSON by the grammar of RFC 8259.
struct JSONScanner {
  private(set) var index = 0
  /// Escapes of half a surrogate pair, which became U+FFFD.
  private(set) var brokenEscapes = 0

  private static let maximumDepth = 128

  func peek(_ line: UnsafeRawBufferPointer) -> UInt8 {
    index < line.count ? line[index] : 0
  }

  mutating func take(
    _ line: UnsafeRawBufferPointer, _ character: Unicode.Scalar
  ) -> Bool {
    guard index < line.count, line[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func skipSpace(_ line: UnsafeRawBufferPointer) {
    while index < line.count {
      switch line[index] {
      case 0x20, 0x09, 0x0a, 0x0d: index += 1
      default: return
      }
    }
  }

  func unexpected(_ line: UnsafeRawBufferPointer, _ expected: String) -> JSONLine.Problem {
    index < line.count
      ? .init("invalid JSON at byte \(index + 1): expected \(expected)")
      : .init("invalid JSON: the line ends where \(expected) is expected")
  }

  mutating func parseString(
    _ line: UnsafeRawBufferPointer, into target: inout [UInt8]
  ) throws(JSONLine.Problem) {
    guard take(line, "\"") else { throw unexpected(line, "a string") }
    while true {
      let start = index
      while index < line.count, line[index] != 0x22, line[index] != 0x5c, line[index] >= 0x20 {
        index &+= 1
      }
      target.append(contentsOf: line[start..<index])
      guard index < line.count else { throw unexpected(line, "a closing quote") }
      let stop = line[index]
      index += 1
      if stop == 0x22 { return }
      guard stop == 0x5c, index < line.count else {
        index -= 1
        throw unexpected(line, "no control character in a string")
      }
      let escape = line[index]
      index += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): target.append(escape)
      case UInt8(ascii: "b"): target.append(0x08)
      case UInt8(ascii: "f"): target.append(0x0c)
      case UInt8(ascii: "n"): target.append(0x0a)
      case UInt8(ascii: "r"): target.append(0x0d)
      case UInt8(ascii: "t"): target.append(0x09)
      case UInt8(ascii: "u"): try parseEscape(line, into: &target)
      default:
        index -= 1
        throw unexpected(line, "an escape that JSON knows")
      }
    }
  }

  private mutating func parseEscape(
    _ line: UnsafeRawBufferPointer, into target: inout [UInt8]
  ) throws(JSONLine.Problem) {
    var value = UInt32(try parseHexadecimal(line))
    if UTF16Text.isLead(UInt16(value)), index + 6 <= line.count, line[index] == 0x5c,
      line[index + 1] == UInt8(ascii: "u")
    {
      let back = index
      index += 2
      let trail = try parseHexadecimal(line)
      if UTF16Text.isTrail(trail) {
        value = UTF16Text.scalar(lead: UInt16(value), trail: trail)
      } else {
        index = back
      }
    }
    guard let scalar = Unicode.Scalar(value) else {
      brokenEscapes += 1
      target.append(contentsOf: [0xef, 0xbf, 0xbd])
      return
    }
    target.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func parseHexadecimal(_ line: UnsafeRawBufferPointer) throws(JSONLine.Problem)
    -> UInt16
  {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(peek(line))).hexDigitValue else {
        throw unexpected(line, "four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      index += 1
    }
    return value
  }

  /// Passes over a string; what is broken in it is nobody's loss.
  mutating func skipString(_ line: UnsafeRawBufferPointer) throws(JSONLine.Problem) {
    let broken = brokenEscapes
    var ignored: [UInt8] = []
    try parseString(line, into: &ignored)
    brokenEscapes = broken
  }

  mutating func skipValue(
    _ line: UnsafeRawBufferPointer, depth: Int
  ) throws(JSONLine.Problem) {
    guard depth <= JSONScanner.maximumDepth else {
      throw JSONLine.Problem("JSON nested too deeply")
    }
    switch peek(line) {
    case UInt8(ascii: "\""):
      try skipString(line)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = peek(line) == UInt8(ascii: "{")
      let close: Unicode.Scalar = isObject ? "}" : "]"
      index += 1
      skipSpace(line)
      if take(line, close) { return }
      repeat {
        skipSpace(line)
        if isObject {
          try skipString(line)
          skipSpace(line)
          guard take(line, ":") else { throw unexpected(line, "a colon") }
          skipSpace(line)
        }
        try skipValue(line, depth: depth + 1)
        skipSpace(line)
      } while take(line, ",")
      guard take(line, close) else { throw unexpected(line, "a comma or \(close)") }
    default: try skipScalar(line)
    }
  }

  /// The string that is the value of `key`; null is empty.
  mutating func parseText(
    _ line: UnsafeRawBufferPointer, _ key: String, into target: inout [UInt8]
  ) throws(JSONLine.Problem) {
    target.removeAll(keepingCapacity: true)
    if peek(line) == UInt8(ascii: "\"") { return try parseString(line, into: &target) }
    let start = index
    try skipValue(line, depth: 1)
    guard line[start..<index].elementsEqual("null".utf8) else {
      throw JSONLine.Problem("\"\(key)\" is not a string")
    }
  }

  private mutating func skipScalar(_ line: UnsafeRawBufferPointer) throws(JSONLine.Problem) {
    for word in ["true", "false", "null"] where line[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return
    }
    let start = index
    if peek(line) == 0x2d { index += 1 }
    let digits = skipDigits(line)
    let hasLeadingZero = digits > 1 && line[index - digits] == 0x30
    guard digits > 0, !hasLeadingZero else {
      index = start
      throw unexpected(line, "a value")
    }
    if peek(line) == 0x2e {
      index += 1
      guard skipDigits(line) > 0 else { throw unexpected(line, "a digit") }
    }
    if peek(line) | 0x20 == UInt8(ascii: "e") {
      index += 1
      if peek(line) == 0x2b || peek(line) == 0x2d { index += 1 }
      guard skipDigits(line) > 0 else { throw unexpected(line, "a digit") }
    }
  }

  private mutating func skipDigits(_ line: UnsafeRawBufferPointer) -> Int {
    let start = index
    while (0x30...0x39).contains(peek(line)) { index += 1 }
    return index - start
  }
}
