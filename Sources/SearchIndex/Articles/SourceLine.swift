/// One line of a text: where it lies, and what its looks tell.
///
/// Widths are in halves of an ideograph, which is how columns are cut.
struct SourceLine {
  /// How a line ends, closing brackets and quotes behind the mark apart.
  enum End: UInt8 {
    /// With a letter or an ideograph.
    case open
    /// With a comma, a colon, a semicolon, a dash.
    case clause
    /// With a bracket or quote that closes behind no such mark.
    case bracket
    /// With what ends a sentence.
    case sentence
  }

  /// The whole line with its line end.
  var range: Range<Int>
  /// The line without the white space around it.
  var content: Range<Int>
  /// The width of the white space before the content.
  var indent = 0
  /// The width of the content.
  var width = 0
  /// The first scalar of the content.
  var first: UInt32 = 0
  /// The last scalar of the content.
  var last: UInt32 = 0
  /// Letters, digits and ideographs.
  var units = 0
  /// Commas, enumeration commas, semicolons and colons.
  var clauses = 0
  /// Ends of sentences.
  var sentences = 0
  /// Places within the content with wide white space.
  var gaps = 0
  /// Brackets and quotes opened and not closed.
  var depth = 0
  var end = End.open
  /// True if a page begins behind the line.
  var endsPage = false

  var isBlank: Bool { content.isEmpty }
  /// The width with the indent: what fills a column.
  @inline(__always) var extent: Int { indent + width }
  /// True for what is written in sentences or clauses, the last mark apart.
  var isPunctuated: Bool { clauses + sentences > (end == .open || end == .bracket ? 0 : 1) }
}

/// Cuts a text into its lines, in one pass over the bytes.
///
/// A line ends at a line feed, a carriage return with or without one, or a form feed.
struct LineScanner {
  static func lines(of bytes: UnsafeRawBufferPointer) -> [SourceLine] {
    var result: [SourceLine] = []
    result.reserveCapacity(bytes.count / 90 + 8)
    var start = 0
    while start < bytes.count {
      let line = scan(bytes, from: start)
      start = line.range.upperBound
      result.append(line)
    }
    return result
  }

  /// What a scalar is to the looks of a line.
  private enum Kind { case unit, space, sentence, clause, opening, closing, other }

  @inline(__always)
  private static func kind(ascii byte: UInt8) -> Kind {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: .unit
    case 0x20, 0x09, 0x0b: .space
    case 0x21, 0x2e, 0x3f: .sentence
    case 0x2c, 0x3a, 0x3b: .clause
    case 0x28, 0x5b: .opening
    case 0x29, 0x5d: .closing
    default: .other
    }
  }

  private static func kind(scalar: UInt32) -> Kind {
    switch scalar {
    case 0x3000, 0xa0, 0x2002...0x200a, 0xfeff: .space
    case 0x3002, 0xff01, 0xff1f, 0x2026, 0xff0e, 0xff61: .sentence
    case 0xff0c, 0x3001, 0xff1a, 0xff1b, 0x2014, 0x2015: .clause
    case 0x201c, 0x2018, 0x300c, 0x300e, 0x300a, 0x3008, 0x3010, 0x3014, 0xff08, 0xff3b: .opening
    case 0x201d, 0x2019, 0x300d, 0x300f, 0x300b, 0x3009, 0x3011, 0x3015, 0xff09, 0xff3d: .closing
    case 0x3005...0x3007, 0xff10...0xff19, 0xff21...0xff3a, 0xff41...0xff5a: .unit
    case 0x80...0xbf, 0x2000...0x2bff, 0x3008...0x3020, 0x3030, 0xfe10...0xfe6f, 0xff00...0xff65:
      .other
    default: .unit
    }
  }

  /// True for white space, ends of lines included.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0a, 0x0c, 0x0d: true
    case 0..<0x80: kind(ascii: UInt8(scalar)) == .space
    default: kind(scalar: scalar) == .space
    }
  }

  private static func scan(_ bytes: UnsafeRawBufferPointer, from start: Int) -> SourceLine {
    var line = SourceLine(range: start..<start, content: start..<start)
    let count = bytes.count
    var index = start
    var contentEnd = start
    var pending = 0
    var hasContent = false
    scanning: while index < count {
      let byte = bytes[index]
      var length = 1
      var width = 1
      var scalar = UInt32(byte)
      let kind: Kind
      if byte < 0x80 {
        switch byte {
        case 0x0a:
          index &+= 1
          break scanning
        case 0x0d:
          index &+= index &+ 1 < count && bytes[index &+ 1] == 0x0a ? 2 : 1
          break scanning
        case 0x0c:
          index &+= 1
          line.endsPage = true
          break scanning
        // The point of a number ends nothing.
        case 0x2e where line.last >= 0x30 && line.last <= 0x39: kind = .other
        default: kind = LineScanner.kind(ascii: byte)
        }
      } else if byte < 0xe0 {
        length = 2
        scalar = UInt32(byte & 0x1f) &<< 6 | UInt32(bytes[min(index &+ 1, count &- 1)] & 0x3f)
        kind = LineScanner.kind(scalar: scalar)
      } else if byte < 0xf0 {
        length = 3
        width = 2
        let second = UInt32(bytes[min(index &+ 1, count &- 1)] & 0x3f)
        let third = UInt32(bytes[min(index &+ 2, count &- 1)] & 0x3f)
        scalar = UInt32(byte & 0xf) &<< 12 | second &<< 6 | third
        if byte >= 0xe4 && byte <= 0xe9 {
          kind = .unit
        } else if scalar == 0xff0e, line.last >= 0xff10, line.last <= 0xff19 {
          kind = .other
        } else {
          kind = LineScanner.kind(scalar: scalar)
        }
      } else {
        length = 4
        width = 2
        kind = .unit
      }
      index = min(index &+ length, count)
      if kind == .space {
        pending &+= byte == 0x09 ? 4 : width
        continue
      }
      if !hasContent {
        hasContent = true
        line.indent = pending
        line.content = (index &- length)..<index
        line.first = scalar
      } else if pending > 0 {
        line.width &+= pending
        if pending > 1 { line.gaps &+= 1 }
      }
      pending = 0
      line.width &+= width
      line.last = scalar
      contentEnd = index
      switch kind {
      case .unit:
        line.units &+= 1
        line.end = .open
      case .sentence:
        line.sentences &+= 1
        line.end = .sentence
      case .clause:
        line.clauses &+= 1
        line.end = .clause
      case .opening:
        line.depth &+= 1
        line.end = .open
      case .closing:
        if line.depth > 0 { line.depth &-= 1 }
        if line.end != .sentence { line.end = .bracket }
      case .other, .space: line.end = .open
      }
    }
    line.range = start..<index
    line.content = hasContent ? line.content.lowerBound..<contentEnd : start..<start
    return line
  }
}
