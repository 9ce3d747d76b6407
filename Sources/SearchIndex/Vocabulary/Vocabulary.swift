/// The words of some documents, with how often they occur.
public struct Vocabulary: Sendable {
  /// A word as the index has it: folded.
  public struct Word: Equatable, Sendable {
    /// The word.
    public let text: String
    /// How many of the documents hold it.
    public let documents: Int
    /// How often it occurs in them.
    public let occurrences: Int
    /// How much more it belongs to these documents than to the others: the log-likelihood ratio.
    ///
    /// Nil if that was not asked for.
    public let distinctiveness: Double?
  }

  /// What is counted, and how it is ordered.
  public struct Options: Sendable {
    /// How many words are wanted.
    public var limit = 20
    /// Words of fewer characters are passed over.
    public var minimumLength = 2
    /// Whether numbers in digits count as words.
    public var includesNumbers = false
    /// Words that are more frequent in the documents than in the rest of the index, those first that are
    /// least likely to be so by chance; else the most frequent first.
    public var isDistinctive = false
    /// How many threads read.
    public var threads = 1

    /// The most frequent words of two characters and more.
    public init() {}
  }

  /// The period of the documents, such as `2021-03`; nil for all.
  public let period: String?
  /// How many documents were counted.
  public let documents: Int
  /// How many words they have, those passed over left out.
  public let occurrences: Int
  /// The first of their different words.
  public let words: [Word]
}

extension Searcher {
  /// Counts the words of the documents that a query finds, as ICU cuts them; of all documents for a query
  /// without any part.
  ///
  /// The texts are read and cut again, for the index has no lists of words of two characters.
  ///
  /// - Parameters:
  ///   - query: which documents.
  ///   - unit: year, month or day for the words of each by itself; nil for those of all together.
  ///   - options: what is counted and how it is ordered.
  ///   - progress: told now and then how many documents were read, and of how many.
  /// - Returns: one vocabulary, or one for each period that has a document found; documents without a date
  ///   are in none.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func vocabularies(
    _ query: Query, by unit: CountingUnit? = nil, options: Vocabulary.Options = .init(),
    progress: ((_ read: Int, _ all: Int) -> Void)? = nil
  ) throws(IndexError) -> [Vocabulary] {
    let matched = try matched(query)
    var groups: [(period: String?, docs: [[DocID]])] = [(nil, matched.docs)]
    if let unit { groups = periods(matched, unit) }
    var all = groups.reduce(0) { $0 + $1.docs.reduce(0) { $0 + $1.count } }
    if options.isDistinctive { all += documentCount }
    var read = 0
    func count(_ docs: [[DocID]]) throws(IndexError) -> WordTally {
      try WordTally.count(self, docs, options) { documents in
        read += documents
        progress?(read, all)
      }
    }
    let whole = options.isDistinctive ? try count(MatchedDocuments(allOf: segments).docs) : nil
    var vocabularies: [Vocabulary] = []
    for group in groups {
      let tally = try count(group.docs)
      vocabularies.append(
        Vocabulary(
          period: group.period, documents: tally.documents, occurrences: tally.occurrences,
          words: tally.best(options.limit, outOf: whole)))
    }
    try throwIfDamaged()
    return vocabularies
  }

  /// The documents of each period, by segment.
  private func periods(
    _ matched: MatchedDocuments, _ unit: CountingUnit
  ) -> [(period: String?, docs: [[DocID]])] {
    var periods: [UInt32: [[DocID]]] = [:]
    let none = segments.map { _ in [DocID]() }
    for (number, segment) in segments.enumerated() {
      for doc in matched.docs[number] {
        guard let date = PartialDate(code: segment.columns.date(doc)) else { continue }
        periods[unit.period(date).code, default: none][number].append(doc)
      }
    }
    return periods.sorted { $0.key < $1.key }.map { code, docs in
      (PartialDate(code: code)?.description, docs)
    }
  }
}
