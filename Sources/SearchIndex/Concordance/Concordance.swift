/// Places in which what a query asks for occurs, each with what stands before and behind it.
public struct Concordance: Sendable {
  /// An occurrence.
  public struct Line: Equatable, Sendable {
    /// What its document is known by.
    public let id: String
    /// The headline.
    public let title: String
    /// The file that the document came from, or empty.
    public let path: String
    /// The date of issue, or empty.
    public let date: String
    /// Which part of the document it stands in.
    public let field: Query.Field
    /// Where it stands in the file, if that is known.
    public let place: DocumentOrigin.Place?
    /// What stands before it, as far as there is room; line breaks and indents are a space.
    public let left: String
    /// What was found, as the source writes it.
    public let keyword: String
    /// What stands behind it.
    public let right: String
  }

  /// What comes first.
  public enum Order: String, CaseIterable, Sendable {
    /// By what stands before, from the keyword outwards.
    case left
    /// By what stands behind.
    case right
    /// The oldest, those without a date last.
    case date
    /// By file, and by place in it.
    case path
    /// As a search ranks the documents.
    case none
  }

  /// The first of all.
  public let lines: [Line]
  /// How many there are.
  public let total: Int
  /// In how many documents.
  public let documents: Int
}

extension Searcher {
  /// Finds each place in which what a query asks for occurs, in all documents that it finds.
  ///
  /// Occurrences are what passages of hits have marked: quoted strings whole, of other text words of the
  /// query. Texts are read and analyzed, so this takes time in proportion to the documents found.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - order: what comes first; context is compared without separators, folded, by code points.
  ///   - width: how many columns of a terminal each side takes at most.
  ///   - limit: how many occurrences are kept.
  ///   - threads: how many threads read.
  ///   - progress: told now and then how many documents were read, and of how many.
  /// - Returns: the first occurrences, and how many there are.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func concordance(
    _ query: Query, order: Concordance.Order = .date, width: Int = 30, limit: Int = 100,
    threads: Int = 1, progress: ((_ read: Int, _ all: Int) -> Void)? = nil
  ) throws(IndexError) -> Concordance {
    let matched = try matched(query)
    let scan = try DocumentScan(self, matched.docs, threads: threads)
    var ranks: [UInt64: Int] = [:]
    if order == .none {
      let ranked = try rank(QueryPlan(query, analyzer: analyzer), limit: .max)
      for (rank, hit) in ranked.hits.enumerated() {
        ranks[ConcordanceCollector.key(hit.segment, hit.doc)] = rank
      }
    }
    var collectors: [ConcordanceCollector] = []
    for _ in 0..<scan.slots {
      let analyzer = try Analyzer(folding: manifest.folding)
      collectors.append(
        ConcordanceCollector(
          Highlighter(query, analyzer: analyzer) { _ in 1 }, analyzer, order: order, ranks: ranks,
          width: max(0, width), limit: max(0, limit)))
    }
    // Each is used by the thread of its slot alone, and here behind the scan.
    nonisolated(unsafe) let own = collectors
    var read = 0
    try scan.forEach(
      progress: { documents in
        read += documents
        progress?(read, matched.count)
      },
      { slot, item in own[slot].add(item) })
    var lines = collectors.flatMap(\.lines)
    lines.sort { $0.key < $1.key }
    return Concordance(
      lines: lines.prefix(max(0, limit)).map(\.line),
      total: collectors.reduce(0) { $0 + $1.total },
      documents: collectors.reduce(0) { $0 + $1.documents })
  }
}
