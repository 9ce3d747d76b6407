/// An issue of the index: what one file holds of one date.
public struct Issue: Equatable, Sendable {
  /// The file, or empty.
  public let path: String
  /// The date, as far as it is known, or empty.
  public let date: String
  /// The documents of the issue.
  public let documents: Int
  /// The articles: its documents without what belongs to none.
  public let articles: Int
  /// Its number, if that is told.
  public internal(set) var number: Int?
  /// The name of the paper, if that is told.
  public internal(set) var paper: String?
}

extension Searcher {
  /// The issues of the index, the oldest first, those without a date last; those of one date by their paths.
  ///
  /// Which issues there are is told by the columns of dates and paths. Number and paper are read from the
  /// names, or else from the masthead, if that is a document of its own or the issue is one document.
  ///
  /// - Parameters:
  ///   - pattern: what the paths hold; or, if it has a `*`, what they are like as a whole. Any if nil.
  ///   - dates: where all days of the date are in. Any date or none if nil.
  /// - Returns: the issues.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func issues(
    path pattern: String? = nil, within dates: DateRange? = nil
  ) throws(IndexError) -> [Issue] {
    var tallies: [IssueTally] = []
    for (number, segment) in segments.enumerated() {
      tallies += IssueTally.all(of: segment, number, glob: pattern.map { Glob($0) }, within: dates)
    }
    try throwIfDamaged()
    tallies = IssueTally.joined(tallies)
    tallies.sort { $0.isBefore($1) }
    // Issues that follow each other were mostly indexed together, and stand in the same blocks.
    var blocks: [StoredBlock?] = segments.map { _ in nil }
    var issues: [Issue] = []
    issues.reserveCapacity(tallies.count)
    for tally in tallies {
      var issue = Issue(
        path: tally.path, date: PartialDate(code: tally.date)?.description ?? "",
        documents: tally.documents, articles: tally.documents - tally.furnitureCount)
      issue.number = IssueNumber(path: tally.path)?.value
      issue.paper = IssueMasthead.paper(in: tally.path)
      if issue.number == nil || issue.paper == nil, let masthead = try masthead(of: tally, &blocks)
      {
        issue.number =
          issue.number ?? IssueNumber(path: tally.path, masthead: masthead.text)?.value
        issue.paper = masthead.paper ?? issue.paper
      }
      issues.append(issue)
    }
    return issues
  }

  /// The masthead of an issue that is a text file.
  ///
  /// `blocks` has the block of each segment that was read last.
  private func masthead(
    of tally: IssueTally, _ blocks: inout [StoredBlock?]
  ) throws(IndexError) -> IssueMasthead? {
    let place = tally.furniture ?? tally.first
    guard tally.furniture != nil || tally.documents == 1 else { return nil }
    let block: StoredBlock
    if let known = blocks[place.segment], place.doc >= known.firstDoc,
      Int(place.doc - known.firstDoc) < known.count
    {
      block = known
    } else {
      block = try segments[place.segment].documents.block(holding: place.doc)
      blocks[place.segment] = block
    }
    let document = block.document(Int(place.doc - block.firstDoc))
    guard tally.furniture != nil || document.id == tally.path else { return nil }
    let head = document.text.utf8.prefix(Searcher.headLength)
    return IssueMasthead(ofText: document.title + "\n" + String(decoding: head, as: UTF8.self))
  }

  /// A masthead does not stand further down than so many bytes.
  private static let headLength = 2048
}
