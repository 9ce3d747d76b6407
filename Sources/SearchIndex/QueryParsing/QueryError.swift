/// A query in which something explicit is malformed, and where.
public struct QueryError: Error, Equatable, Sendable {
  /// What is wrong, and what would be right.
  public let message: String
  /// The query.
  public let query: String
  /// Where it is wrong, in Unicode scalars of the query.
  public let range: Range<Int>

  init(_ message: String, _ query: String, _ range: Range<String.Index>) {
    self.message = message
    self.query = query
    let scalars = query.unicodeScalars
    let start = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
    self.range = start..<start + scalars.distance(from: range.lowerBound, to: range.upperBound)
  }
}

extension QueryError: CustomStringConvertible {
  /// The message, the query, and carets below the place, for a fixed-width font in which Chinese
  /// characters take two columns.
  public var description: String {
    let scalars = Array(query.unicodeScalars)
    func width(_ range: Range<Int>) -> Int {
      scalars[range].reduce(0) { $0 + QueryError.columns($1) }
    }
    let line = scalars.map { $0.properties.isWhitespace ? " " : String($0) }.joined()
    let indent = String(repeating: " ", count: width(0..<range.lowerBound))
    let carets = String(repeating: "^", count: max(1, width(range)))
    return "\(message)\n  \(line)\n  \(indent)\(carets)"
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036f, 0x200b...0x200f, 0xfe00...0xfe0f: 0
    case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe4f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
      2
    default: 1
    }
  }
}
