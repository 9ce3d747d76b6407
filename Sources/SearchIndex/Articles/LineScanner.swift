/// Cuts a text into its lines, in one pass over the bytes.
///
/// A line ends at a line feed, a carriage return with or without one, or a form feed.
struct LineScanner {
  private let bytes: UnsafeRawBufferPointer
  private let characters: LineCharacters.Table

  static func lines(of bytes: UnsafeRawBufferPointer) -> [SourceLine] {
    var result: [SourceLine] = []
    // Of columns: those of whole paragraphs take less.
    result.reserveCapacity(bytes.count / 32 + 8)
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
  private func line(from start: Int) -> SourceLine {
    var line = SourceLine(range: start..<start, content: start..<start)
    var index = start
    // Where the content begins, and its last character.
    var (contentStart, lastStart) = (-1, start)
    var marks: UInt16 = 0
    var (width, pending, gaps) = (0, 0, 0)
    var (count, clauses, sentences, others, depth) = (0, 0, 0, 0, 0)
    var end = SourceLine.End.open
    while index < bytes.count {
      let runStart = index
      // U+4000 to U+9FFF, nearly all of a text, are letters, taken by runs.
      while index &+ 4 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
        guard word & 0xff &- 0xe4 < 6 else { break }
        if characters.mayBeMarked(word) {
          marks |= characters.entry(of: LineText.ofThree(bytes, index)).marks
        }
        index &+= 3
      }
      if index > runStart {
        let run = (index &- runStart) / 3
        width &+= 2 &* run
        count &+= run
        end = .open
        lastStart = index &- 3
      } else {
        if bytes[index] == 0x0a {
          index &+= 1
          break
        }
        let (scalar, length) = LineText.scalar(bytes, index, bytes.count)
        let entry = characters.entry(of: scalar)
        var kind = entry.kind
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
        marks |= entry.marks
        if kind == .point {
          kind = contentStart >= 0 && isWithin(lastStart, scalar, index) ? .other : .sentence
        }
        lastStart = runStart
        width &+= length > 2 ? 2 : 1
        count &+= 1
        switch kind {
        case .unit: end = .open
        case .sentence:
          sentences &+= 1
          end = .sentence
        case .clause:
          clauses &+= 1
          end = .clause
        case .opening:
          depth &+= 1
          others &+= 1
          end = .open
        case .closing:
          if depth > 0 { depth &-= 1 }
          others &+= 1
          if end != .sentence { end = .bracket }
        default:
          others &+= 1
          end = .open
        }
      }
      if contentStart < 0 {
        contentStart = runStart
        line.indent = pending
      } else {
        width &+= pending
        if pending > 1 { gaps &+= 1 }
      }
      pending = 0
    }
    line.range = start..<index
    guard contentStart >= 0 else { return line }
    let (last, length) = LineText.scalar(bytes, lastStart, bytes.count)
    line.content = contentStart..<lastStart &+ length
    line.width = width
    line.first = LineText.scalar(bytes, contentStart, bytes.count).scalar
    line.last = last
    line.count = count
    line.units = count &- clauses &- sentences &- others
    line.sentences = sentences
    line.clauses = clauses
    line.gaps = gaps
    line.depth = depth
    line.end = end
    line.marks = LineCharacters.Marks(rawValue: marks)
    return line
  }

  /// True for the point of a number, and one between letters, as addresses have: they end nothing.
  private func isWithin(_ before: Int, _ point: UInt32, _ behind: Int) -> Bool {
    let left = LineText.scalar(bytes, before, bytes.count).scalar
    let offset: UInt32 = point == 0x2e ? 0 : 0xfee0
    if left >= 0x30 + offset, left <= 0x39 + offset { return true }
    guard isLetter(left, offset), behind < bytes.count else { return false }
    return isLetter(LineText.scalar(bytes, behind, bytes.count).scalar, offset)
  }

  private func isLetter(_ scalar: UInt32, _ offset: UInt32) -> Bool {
    let plain = scalar &- offset
    return plain >= 0x41 && plain <= 0x5a || plain >= 0x61 && plain <= 0x7a
  }
}
