/// Queries and relevance judgements from files of tab-separated values.
public struct Judgements: Sendable {
  /// Queries in the order of their file.
  public private(set) var queries: [(id: String, text: String)] = []
  /// By query: the grade of each judged document.
  public private(set) var grades: [String: [String: Int]] = [:]

  /// Reads `id<TAB>query` and `query<TAB>document<TAB>grade` lines; for judgements also the four
  /// columns of TREC (`query 0 document grade`).
  ///
  /// - Throws: ``IndexError/unacceptable(document:reason:)`` with file and line for a line of
  ///   another form.
  public init(queriesPath: String, judgementsPath: String) throws(IndexError) {
    try Judgements.forEachLine(queriesPath) { (line, place) throws(IndexError) in
      guard let tab = line.firstIndex(of: "\t") else {
        throw .unacceptable(document: place, reason: "a line is id<TAB>query")
      }
      queries.append((String(line[..<tab]), String(line[line.index(after: tab)...])))
    }
    try Judgements.forEachLine(judgementsPath) { (line, place) throws(IndexError) in
      var columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if columns.count == 1 { columns = line.split(separator: " ").map(String.init) }
      if columns.count == 4 { columns.remove(at: 1) }
      guard columns.count == 3, let grade = Int(columns[2]) else {
        throw .unacceptable(document: place, reason: "a line is query<TAB>document<TAB>grade")
      }
      grades[columns[0], default: [:]][columns[1]] = grade
    }
  }

  /// The queries of a file of which each line is a query, or `id<TAB>query`.
  public static func queries(path: String) throws(IndexError) -> [String] {
    var queries: [String] = []
    try forEachLine(path) { (line, _) throws(IndexError) in
      let query = line.firstIndex(of: "\t").map { line[line.index(after: $0)...] } ?? line
      queries.append(String(query))
    }
    return queries
  }

  private static func forEachLine(
    _ path: String, _ body: (Substring, _ place: String) throws(IndexError) -> Void
  ) throws(IndexError) {
    var reader = LineReader(try InputFile(path: path), limit: 1 << 20)
    while let next = try reader.next() {
      guard case .line(let range) = next else { continue }
      var line = String(decoding: reader.buffer[range], as: UTF8.self)[...]
      if line.hasSuffix("\r") { line = line.dropLast() }
      if reader.lineNumber == 1, line.unicodeScalars.first == "\u{feff}" {
        line = Substring(line.unicodeScalars.dropFirst())
      }
      if line.isEmpty { continue }
      try body(line, "\(path):\(reader.lineNumber)")
    }
  }
}
