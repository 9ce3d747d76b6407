/// What is read in short lines.
extension BoundarySigns {
  /// The characters of a short line, and the mark before it.
  @inline(__always)
  func addCharacters(
    _ index: Int, _ own: Int, _ sink: inout some SignSink<BoundarySign>
  ) {
    let paragraph = paragraphs[index]
    let line = repair.lines[paragraph.first]
    let mark = bullets[index]
    if mark > 0 {
      let place = mark <= 3 ? Int(mark) : 3 + BoundarySigns.bullets.place(of: UInt32(mark))
      sink.add(.bullet, place * ParagraphKind.count + own)
    }
    guard kinds[index].isShort || paragraph.count == 1 && line.width <= 40 else { return }
    text.read(repair.bytes, line.content, limit: 40)
    var seen: UInt64 = 0
    for place in 0..<text.count {
      let unit = BoundarySigns.plain(text.at(place))
      if place == 0 { sink.add(.firstUnit, unit: unit) }
      if place == text.count - 1 { sink.add(.lastUnit, unit: unit) }
      // Each character once.
      let bit: UInt64 = 1 << UInt64(unit & 63)
      if seen & bit != 0, (0..<place).contains(where: { BoundarySigns.plain(text.at($0)) == unit })
      {
        continue
      }
      seen |= bit
      sink.add(.unit, unit: unit)
    }
  }

  /// The words of all lines that are short.
  static func words(
    of paragraphs: [Paragraph], _ kinds: [ParagraphKind], _ repair: LineRepair
  ) -> [LineWords] {
    var reader = LineWordReader()
    return paragraphs.indices.map { index in
      let line = repair.lines[paragraphs[index].first]
      let isShort = kinds[index].isShort || paragraphs[index].count == 1 && line.width <= 44
      return isShort ? reader.words(of: line, in: repair.bytes) : LineWords()
    }
  }

  /// The words of a short line, and of those around it.
  @inline(__always)
  func addWords(_ index: Int, _ own: Int, _ sink: inout some SignSink<BoundarySign>) {
    words[index].forEach { sort, value in
      let place = sort * LineWords.values + value
      sink.add(.words, place)
      sink.add(.kindWords, place * ParagraphKind.count + own)
    }
    let looks = kinds[index].isShort ? 0 : kinds[index].isBody ? 1 : 2
    for (place, distance) in [-2, -1, 1, 2].enumerated()
    where words.indices.contains(index + distance) {
      words[index + distance].forEach { sort, value in
        let rough = LineWords.rough(sort, value)
        sink.add(
          .wordsAround, ((place * LineWords.Sort.allCases.count + sort) * 4 + rough) * 3 + looks)
      }
    }
  }
}
