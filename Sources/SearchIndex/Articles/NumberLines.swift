/// Finds numbers of two digits that stand alone before headlines: 01, 02, 03.
///
/// By themselves they look like numbers of pages. But they begin with the first, before any text, and each has
/// a short line below it.
enum NumberLines {
  /// Makes numbers text that ``LineClassifier`` took for those of pages.
  static func mark(
    _ roles: inout [LineRole], _ lines: [SourceLine], _ bytes: UnsafeRawBufferPointer
  ) {
    var found: [Int] = []
    for index in lines.indices where roles[index] == .page && isNumber(lines[index]) {
      let digit = Int(bytes[lines[index].content.upperBound - 1]) - 0x30
      guard digit == found.count + 1 else { return }
      var next = index + 1
      while next < lines.count, lines[next].isBlank { next += 1 }
      guard next < lines.count, lines[next].width <= 64, lines[next].sentences <= 1,
        roles[next] != .page
      else { return }
      found.append(index)
    }
    guard found.count >= 2, !lines[..<found[0]].contains(where: { $0.width > 90 }) else { return }
    for index in found { roles[index] = .text }
  }

  /// True for a digit behind a zero, and nothing else.
  @inline(__always)
  static func isNumber(_ line: SourceLine) -> Bool {
    line.count == 2 && line.width == 2 && line.first == 0x30
      && line.last >= 0x31 && line.last <= 0x39
  }
}
