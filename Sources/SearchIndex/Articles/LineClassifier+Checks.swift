/// What a line is searched for.
extension LineClassifier {
  /// What a line's characters, looked at one by one, leave besides text: nothing with most.
  func checks(of line: SourceLine, _ bytes: UnsafeRawBufferPointer) -> LineChecks {
    let beginning = characters.checks(line.first).beginning
    let end = characters.checks(line.last).end
    let hasLabel = beginsWithLabel(line, bytes)
    func has(_ marks: LineCharacters.Marks) -> Int { line.marks.contains(marks) ? 1 : 0 }
    let marks =
      has(.paper) + has(.weekday) + has(.imprint) + has(.calendar) + has(.month) + has(.ordinal)
    var checks = beginning.union(end)
    // A masthead that does not begin or end as one is told by two signs.
    guard
      checks.contains(.any) || hasLabel || marks >= 2
        || line.count <= Self.sectionLength && beginning.contains(.ifShort)
    else { return [] }
    // Behind a tag anything may stand.
    if line.first == 0x3c { return .all }
    if hasLabel { checks.formUnion(.labelled) }
    if marks >= 2 || marks == 1 && end.contains(.ifMarked) { checks.insert(.masthead) }
    if line.sentences > 0 {
      checks.subtract([.page, .navigation, .credit, .editor])
      // But 此致！
      if !hasLabel { checks.remove(.byline) }
    }
    if line.units == line.count {
      // Without a colon, a bracket or a point.
      checks.subtract(beginning.contains(.ordinal) ? .credit : [.credit, .item])
    }
    if line.units > Self.longestSection { checks.remove(.section) }
    let first = LineText.plain(UInt16(truncatingIfNeeded: line.first))
    // ○ is also a mark before an entry.
    if first >= 0x3000, LineText.isDigit(first) {
      // 二版, 三、, 十二版, but neither 一位 nor 百姓.
      let next = second(of: line, bytes)
      if !LineText.isDigit(next), next != Words.enumeration, !words.pages.contains(next) {
        checks.subtract([.page, .item])
      }
    }
    return checks.intersection(.all)
  }

  private func beginsWithLabel(_ line: SourceLine, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let first = LineText.plain(UInt16(truncatingIfNeeded: line.first))
    return labels.mayBegin(first) && labels.mayHold(first, second(of: line, bytes))
  }

  /// The second character of a line as ``LineText`` has it, 0 if there is none.
  private func second(of line: SourceLine, _ bytes: UnsafeRawBufferPointer) -> UInt16 {
    let end = line.content.upperBound
    var (scalar, length) = LineText.scalar(bytes, line.content.lowerBound, end)
    var index = line.content.lowerBound + length
    while index < end {
      (scalar, length) = LineText.scalar(bytes, index, end)
      index += length
      if LineText.isLeftOut(scalar) { continue }
      return LineText.plain(UInt16(truncatingIfNeeded: scalar))
    }
    return 0
  }
}
