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
    line.indent = skipSpaces(&index)
    let contentStart = index
    // The last white space within the content.
    var gap = index..<index
    var (ideographs, width, gaps) = (0, 0, 0)
    var (marks, end, depth) = (0 as UInt16, 0 as UInt32, 0 as Int32)
    var counts = SIMD4<UInt32>()
    while index < bytes.count {
      // U+4000 to U+9FFF, nearly all of a text, are letters, taken by runs.
      let runStart = index
      while index &+ 4 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
        guard word & 0xff &- 0xe4 < 6 else { break }
        marks |= characters.entry(ofIdeograph: word).marks
        index &+= 3
      }
      if index > runStart {
        ideographs &+= (index &- runStart) / 3
        end = 0
        if index == bytes.count { break }
      }
      let (scalar, length) = LineText.scalar(bytes, index, bytes.count)
      let entry = characters.entry(of: scalar)
      var kind = entry.kind
      if !kind.isPlain {
        if kind == .lineEnd { break }
        if kind == .space {
          let gapStart = index
          let gapWidth = skipSpaces(&index)
          gap = gapStart..<index
          // Behind the content they are no part of it.
          if index < bytes.count, !isLineEnd(bytes[index]) {
            width &+= gapWidth
            if gapWidth > 1 { gaps &+= 1 }
          }
          continue
        }
        let before = index == gap.upperBound ? gap.lowerBound : index
        kind =
          before > contentStart && isWithin(scalarBefore(before), scalar, index &+ length)
          ? .other : .sentence
      }
      let effect = characters.effect(of: kind)
      index &+= length
      width &+= length > 2 ? 2 : 1
      marks |= entry.marks
      counts &+= effect.counts
      end = effect.end(behind: end)
      depth = max(0, depth &+ effect.depth)
    }
    let contentEnd = index == gap.upperBound ? gap.lowerBound : index
    if index < bytes.count {
      line.endsPage = bytes[index] == 0x0c
      let isReturn = bytes[index] == 0x0d
      index &+= 1
      if isReturn, index < bytes.count, bytes[index] == 0x0a { index &+= 1 }
    }
    line.range = start..<index
    guard contentEnd > contentStart else {
      line.indent = 0
      return line
    }
    let units = Int(counts[3])
    line.content = contentStart..<contentEnd
    line.width = width &+ 2 &* ideographs
    line.first = LineText.scalar(bytes, contentStart, bytes.count).scalar
    line.last = scalarBefore(contentEnd)
    line.units = ideographs &+ units
    line.clauses = Int(counts[0])
    line.sentences = Int(counts[1])
    line.count = line.units &+ Int(counts[0] &+ counts[1] &+ counts[2])
    line.gaps = gaps
    line.depth = Int(depth)
    line.end = SourceLine.End(rawValue: UInt8(truncatingIfNeeded: end)) ?? .open
    line.marks = LineCharacters.Marks(rawValue: marks)
    return line
  }

  /// The scalar that ends at a place.
  @inline(__always)
  private func scalarBefore(_ end: Int) -> UInt32 {
    var start = end &- 1
    while bytes[start] & 0xc0 == 0x80 { start &-= 1 }
    return LineText.scalar(bytes, start, end).scalar
  }

  /// Passes over white space; returns how wide it is.
  @inline(__always)
  private func skipSpaces(_ index: inout Int) -> Int {
    var width = 0
    while index < bytes.count {
      // Most lines have none, and begin with an ideograph.
      if bytes[index] &- 0xe4 < 6 { break }
      let (scalar, length) = LineText.scalar(bytes, index, bytes.count)
      guard characters.entry(of: scalar).kind == .space else { break }
      index &+= length
      width &+= scalar == 0x09 ? 4 : length > 2 ? 2 : 1
    }
    return width
  }

  @inline(__always)
  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0c || byte == 0x0d }

  /// True for the point of a number, and one between letters, as addresses have: they end nothing.
  private func isWithin(_ left: UInt32, _ point: UInt32, _ behind: Int) -> Bool {
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
