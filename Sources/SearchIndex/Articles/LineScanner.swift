/// Cuts a text into its lines, in one pass over the bytes.
///
/// A line ends at a line feed, a carriage return with or without one, or a form feed.
struct LineScanner {
  private let bytes: UnsafeRawBufferPointer
  private let characters: LineCharacters.Table

  static func lines(of bytes: UnsafeRawBufferPointer) -> [SourceLine] {
    var result: [SourceLine] = []
    result.reserveCapacity(bytes.count / 50 + 8)
    LineCharacters.withTable { characters in
      let scanner = LineScanner(bytes: bytes, characters: characters)
      var start = 0
      while start < bytes.count {
        let line = scanner.line(from: start)
        start = line.range.upperBound
        result.append(line)
      }
    }
    return result
  }

  @inline(__always)
  private func ideograph(_ index: Int) -> UInt32 {
    UInt32(bytes[index] & 0xf) &<< 12 | UInt32(bytes[index &+ 1] & 0x3f) &<< 6
      | UInt32(bytes[index &+ 2] & 0x3f)
  }

  private func line(from start: Int) -> SourceLine {
    var line = SourceLine(range: start..<start, content: start..<start)
    var index = start
    var contentStart = -1
    var contentEnd = start
    var first: UInt32 = 0
    var last: UInt32 = 0
    var marks: UInt16 = 0
    var (width, pending, gaps) = (0, 0, 0)
    var (count, units, clauses, sentences, depth) = (0, 0, 0, 0, 0)
    var end = SourceLine.End.open
    while index < bytes.count {
      let runStart = index
      var (scalar, length) = (UInt32(0), 0)
      var kind = LineCharacters.Kind.unit
      // U+4000 to U+9FFF, nearly all of a text, are letters, taken by runs.
      while index &+ 4 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
        guard word & 0xff &- 0xe4 < 6 else { break }
        if characters.isMarked(word) { marks |= characters.entry(of: ideograph(index)).marks }
        index &+= 3
      }
      if index == runStart {
        (scalar, length) = LineText.scalar(bytes, index, bytes.count)
        let entry = characters.entry(of: scalar)
        kind = entry.kind
        marks |= entry.marks
        index &+= length
        if kind == .space {
          pending &+= scalar == 0x09 ? 4 : length > 2 ? 2 : 1
          continue
        }
        if kind == .lineEnd {
          if scalar == 0x0d, index < bytes.count, bytes[index] == 0x0a { index &+= 1 }
          line.endsPage = scalar == 0x0c
          break
        }
        // The point of a number ends nothing.
        if kind == .point { kind = LineScanner.isDigit(last, as: scalar) ? .other : .sentence }
      }
      if contentStart < 0 {
        contentStart = runStart
        first = length == 0 ? ideograph(runStart) : scalar
        line.indent = pending
      } else {
        width &+= pending
        if pending > 1 { gaps &+= 1 }
      }
      pending = 0
      contentEnd = index
      if length == 0 {
        let run = (index &- runStart) / 3
        width &+= 2 &* run
        count &+= run
        units &+= run
        end = .open
      } else {
        width &+= length > 2 ? 2 : 1
        count &+= 1
        switch kind {
        case .unit:
          units &+= 1
          end = .open
        case .sentence:
          sentences &+= 1
          end = .sentence
        case .clause:
          clauses &+= 1
          end = .clause
        case .opening:
          depth &+= 1
          end = .open
        case .closing:
          if depth > 0 { depth &-= 1 }
          if end != .sentence { end = .bracket }
        default: end = .open
        }
      }
      last = length == 0 ? ideograph(index &- 3) : scalar
    }
    line.range = start..<index
    guard contentStart >= 0 else { return line }
    line.content = contentStart..<contentEnd
    line.width = width
    line.first = first
    line.last = last
    line.count = count
    line.units = units
    line.sentences = sentences
    line.clauses = clauses
    line.gaps = gaps
    line.depth = depth
    line.end = end
    line.marks = LineCharacters.Marks(rawValue: marks)
    return line
  }

  /// True for a digit of the width of a point.
  private static func isDigit(_ scalar: UInt32, as point: UInt32) -> Bool {
    point == 0x2e ? scalar >= 0x30 && scalar <= 0x39 : scalar >= 0xff10 && scalar <= 0xff19
  }
}
