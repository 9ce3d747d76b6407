/// The white space that nearly all lines begin with, where a page was printed with a margin.
///
/// It tells nothing, but would make every line look like the first of a paragraph.
enum LineMargin {
  /// One line in so many may begin left of the margin, as names and numbers of pages do.
  private static let exceptions = 20
  private static let widest = 64

  /// Takes the margin from the indents; linear in the lines.
  static func remove(from lines: inout [SourceLine]) {
    var counts = [Int](repeating: 0, count: widest)
    var all = 0
    for line in lines where !line.isBlank {
      counts[min(line.indent, widest - 1)] += 1
      all += 1
    }
    var margin = 0
    var outside = counts[0]
    while margin + 1 < widest, outside * exceptions <= all {
      margin += 1
      outside += counts[margin]
    }
    guard margin > 0, all > 0 else { return }
    for index in lines.indices { lines[index].indent = max(0, lines[index].indent - margin) }
  }
}
