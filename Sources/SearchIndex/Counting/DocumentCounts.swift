/// How many documents a query finds in each period, or of each file or folder.
public struct DocumentCounts: Equatable, Sendable {
  /// What was counted together.
  public struct Row: Equatable, Sendable {
    /// The period, such as `2021-03`; or the path of the file or folder.
    public let name: String
    /// The date of the file, if it has one; nil in rows that are no files.
    public let date: String?
    /// How many documents were found.
    public let documents: Int
    /// How often the query's strings occur in them; 0 if it has none.
    public let occurrences: Int
    /// How many documents the index has there, found or not.
    public let all: Int

    /// The part of the documents there that was found.
    public var share: Double { all > 0 ? Double(documents) / Double(all) : 0 }
  }

  /// Periods in their order, from the first to the last in which something was found, those between
  /// included; or files by their date, or folders, in which something was found.
  public let rows: [Row]
  /// Documents without a date, or of no file.
  public let rest: Row
  /// All documents.
  public let total: Row
  /// False if the query has no string whose occurrences could be counted: no quoted string, no word with
  /// an operator, no pattern.
  public let hasOccurrences: Bool
}

extension Searcher {
  /// Counts the documents that a query finds, all of them and exactly.
  ///
  /// They are the documents that ``SearchResults/total`` counts, where that is exact: those that fulfil
  /// what is required, or else hold any part of the query. A query without any part finds all documents.
  /// No text is read.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - unit: what is counted together.
  /// - Returns: the counts.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func counts(
    _ query: Query, by unit: CountingUnit
  ) throws(IndexError) -> DocumentCounts {
    let matched = try matched(query)
    let counts =
      switch unit {
      case .year, .month, .day: periodCounts(matched, unit)
      case .issue, .folder: pathCounts(matched, unit)
      }
    try throwIfDamaged()
    return counts
  }

  private func periodCounts(_ matched: MatchedDocuments, _ unit: CountingUnit) -> DocumentCounts {
    var tallies: [UInt32: DocumentTally] = [:]
    var rest = DocumentTally()
    for (number, segment) in segments.enumerated() {
      let byDate = CodeTally(matched, segment, number) { segment.columns.date($0) }
      byDate.forEach { code, tally in
        if let date = PartialDate(code: code) {
          tallies[unit.period(date).code, default: DocumentTally()].add(tally)
        } else {
          rest.add(tally)
        }
      }
    }
    // A row for each period between those in which something was found.
    var codes = Set(tallies.filter { $0.value.documents > 0 }.keys)
    if let first = codes.min().flatMap({ PartialDate(code: $0) }), let last = codes.max() {
      var period: PartialDate? = unit.first(first)
      while let current = period, current.code <= last {
        codes.insert(current.code)
        period = unit.next(current)
      }
    }
    let rows = codes.sorted().compactMap { code in
      PartialDate(code: code).map { (tallies[code] ?? DocumentTally()).row($0.description) }
    }
    return counts(matched, rows, rest)
  }

  private func pathCounts(_ matched: MatchedDocuments, _ unit: CountingUnit) -> DocumentCounts {
    var tallies: [String: DocumentTally] = [:]
    var rest = DocumentTally()
    for (number, segment) in segments.enumerated() {
      let byPath = CodeTally(matched, segment, number) { segment.columns.path($0) }
      var first = [UInt32](repeating: 0, count: unit == .issue ? segment.paths.termCount + 1 : 0)
      for doc in 0..<DocID(unit == .issue ? segment.documentCount : 0) {
        let (path, date) = (Int(segment.columns.path(doc)), segment.columns.date(doc))
        guard path < first.count, date > 0, !segment.live.isDeleted(doc) else { continue }
        if first[path] == 0 || date < first[path] { first[path] = date }
      }
      let cursor = TermCursor.over(segment.paths)
      var current: UInt32 = 0
      byPath.forEach { code, tally in
        guard code > 0 else { return rest.add(tally) }
        while current < code, cursor.advance() { current += 1 }
        guard current == code else { return }
        var name = String(decoding: cursor.term, as: UTF8.self)
        if unit == .folder { name = Searcher.folder(of: name) }
        var tally = tally
        if unit == .issue { tally.date = first[Int(code)] }
        tallies[name, default: DocumentTally()].add(tally)
      }
    }
    let found = tallies.filter { $0.value.documents > 0 }
      .sorted {
        // Files without a date behind those with one.
        let (left, right) = ($0.value.date &- 1, $1.value.date &- 1)
        return left != right ? left < right : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      }
    return counts(matched, found.map { $0.value.row($0.key) }, rest)
  }

  /// The part of a path before its last slash; `.` if it has none.
  private static func folder(of path: String) -> String {
    guard let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return end == path.startIndex ? "/" : String(decoding: path.utf8[..<end], as: UTF8.self)
  }

  private func counts(
    _ matched: MatchedDocuments, _ rows: [DocumentCounts.Row], _ rest: DocumentTally
  ) -> DocumentCounts {
    var total = DocumentTally()
    total.documents = matched.count
    total.all = documentCount
    for number in segments.indices {
      matched.forEachOccurrences(ofSegment: number) { total.occurrences += $1 }
    }
    return DocumentCounts(
      rows: rows, rest: rest.row(""), total: total.row(""), hasOccurrences: matched.hasStrings)
  }
}
