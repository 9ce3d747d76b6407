/// What lines look like among others: verse and tables.
extension LineRepair {
  /// Marks verse and tables: neighbouring lines that all end with a mark or hold wide gaps.
  func markSetLines() {
    var signs = LineSigns()
    var start = 0
    while start < lines.count {
      // What is said of a text is no part of a table.
      guard !lines[start].isBlank, roles[start] != .byline else {
        start += 1
        continue
      }
      var end = start
      var gapped = 0
      var closed = 0
      var short = 0
      var inner = 0
      while end < lines.count, !lines[end].isBlank, roles[end] != .byline,
        lines[end].indent == lines[start].indent
      {
        let line = lines[end]
        if line.gaps >= 2 || (line.gaps == 1 && line.clauses + line.sentences == 0) { gapped += 1 }
        if line.end == .sentence || line.end == .clause { closed += 1 }
        if line.width <= 36 { short += 1 }
        if line.isPunctuated { inner += 1 }
        end += 1
      }
      let count = end - start
      let isTable = count >= 3 && gapped * 4 >= count * 3
      // Verse has a mark at each line's end, and hardly any within.
      let isClosed = count >= 4 ? closed * 5 >= count * 3 : closed == count
      let isVerse = count >= 3 && short >= count - 1 && isClosed && inner * 3 <= count
      if isTable || isVerse {
        // What is written above and below the columns of a table is text.
        var first = start
        // The title, and who wrote it.
        if isVerse, count >= 5, start + 1 < end, lines[start].end == .open,
          lines[start + 1].end == .open, signs.isName(lines[start + 1], in: bytes)
        {
          first = start + 2
        }
        // The name of a table.
        if isTable, !isVerse, lines[start].gaps == 0, end - start > 3 { first = start + 1 }
        for index in first..<end where roles[index] == .text || roles[index] == .item {
          if lines[index].first == 0x3010, signs.isTitled(lines[index], in: bytes) { continue }
          if isVerse || !lines[index].isPunctuated || lines[index].isRow { roles[index] = .set }
        }
      }
      start = end
    }
  }

  /// True for a line with the looks of a headline, whatever it is.
  @inline(__always)
  func hasHeadlineLooks(_ index: Int) -> Bool { lines[index].hasHeadlineLooks(in: bytes) }
}
