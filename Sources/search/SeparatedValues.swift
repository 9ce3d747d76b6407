/// Rows for spreadsheets.
enum SeparatedValues {
  /// By RFC 4180: what holds a comma, a quote or a line break stands in quotes.
  static func commas(_ row: [String]) -> String {
    row.map { cell in
      let needsQuotes = cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
      guard needsQuotes else { return cell }
      // As scalars: with a mark behind it a quote is another character, and a quote all the same.
      let doubled = cell.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
      return "\"\(String(String.UnicodeScalarView(doubled)))\""
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
