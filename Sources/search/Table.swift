import SearchIndex

/// Columns of text, aligned by how wide characters are.
struct Table {
  enum Alignment {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []
  /// How wide each column is.
  private(set) var widths: [Int]

  init(_ alignments: [Alignment]) {
    self.alignments = alignments
    widths = alignments.map { _ in 0 }
  }

  mutating func add(_ row: [String]) {
    // As wide as they are shown.
    let row = row.map { Terminal.harmless($0) }
    rows.append(row)
    for (column, cell) in row.enumerated() {
      widths[column] = max(widths[column], Columns.width(cell))
    }
  }

  /// The cells of a row side by side.
  func line(_ row: Int) -> String {
    var line = ""
    for (column, cell) in rows[row].enumerated() {
      if column > 0 { line += "  " }
      line += Table.padded(cell, widths[column], alignments[column])
    }
    return line
  }

  /// How wide a line is.
  var width: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

  /// A text with as many spaces as it takes to be so wide.
  static func padded(_ text: String, _ width: Int, _ alignment: Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - Columns.width(text)))
    return alignment == .left ? text + space : space + text
  }
}

/// A bar of a chart, in eighths of a column.
enum Bar {
  private static let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// What is more than nothing is seen.
  static func text(_ share: Double, columns: Int) -> String {
    guard share > 0, columns > 0 else { return "" }
    let eighths = max(1, Int((min(share, 1) * Double(columns * 8)).rounded()))
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
