/// Rows for spreadsheets.
enum SeparatedValues {
  /// By RFC 4180: what holds a comma, a quote or a line break stands in quotes.
  static func commas(_ row: [String]) -> String {
    row.map { cell in
      let needsQuotes = cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
      guard needsQuotes else { return cell }
      return "\""
        + cell.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }

  /// What would end a cell or a row becomes a space.
  static func tabs(_ row: [String]) -> String {
    row.map { cell in
      String(
        String.UnicodeScalarView(
          cell.unicodeScalars.map { "\t\r\n".unicodeScalars.contains($0) ? " " : $0 }))
    }.joined(separator: "\t")
  }
}
