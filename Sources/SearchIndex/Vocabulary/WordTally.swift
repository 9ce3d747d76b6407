internal import Glibc

/// Counts words of documents, as ICU cuts them: one for each thread, then added up.
final class WordTally {
  private var counts: WordCounter
  private let analyzer: Analyzer
  private(set) var documents = 0

  /// How many words were counted.
  var occurrences: Int { counts.occurrences.reduce(0) { $0 + Int($1) } }

  private init(_ folding: HanFolding, _ options: Vocabulary.Options) throws(IndexError) {
    analyzer = try Analyzer(segmenter: .fast, folding: folding)
    counts = WordCounter(options)
  }

  deinit { counts.deallocate() }

  /// Counts the words of documents of an index, by segment.
  static func count(
    _ searcher: Searcher, _ docs: [[DocID]], _ options: Vocabulary.Options,
    progress: @escaping (_ documents: Int) -> Void
  ) throws(IndexError) -> WordTally {
    let scan = try DocumentScan(searcher, docs, threads: options.threads)
    var tallies: [WordTally] = []
    for _ in 0..<scan.slots {
      tallies.append(try WordTally(searcher.manifest.folding, options))
    }
    // Each is used by the thread of its slot alone, and here behind the scan.
    nonisolated(unsafe) let own = tallies
    try scan.forEach(
      progress: progress,
      { (slot, item) throws(IndexError) in
        try own[slot].add(item)
      })
    for tally in tallies.dropFirst() { tallies[0].add(tally) }
    return tallies[0]
  }

  private func add(_ item: DocumentScan.Item) throws(IndexError) {
    documents += 1
    counts.beginDocument()
    try item.block.withParts(item.index) { (parts) throws(IndexError) in
      analyzer.analyze(parts[1], into: &counts)
      analyzer.analyze(parts[2], into: &counts)
    }
  }

  private func add(_ other: WordTally) {
    documents += other.documents
    counts.add(other.counts)
  }

  /// The most frequent words, or those most typical of these documents among all of the index.
  ///
  /// Words of equal worth are ordered by how many documents hold them, then by code points.
  func best(_ limit: Int, outOf whole: WordTally?) -> [Vocabulary.Word] {
    struct Entry {
      var ordinal: UInt32
      var worth: Double
      var documents: UInt32
    }
    var entries: [Entry] = []
    let size = Double(occurrences)
    let wholeSize = Double(whole?.occurrences ?? 0)
    for ordinal in 0..<UInt32(counts.table.count) {
      let occurrences = Double(counts.occurrences[Int(ordinal)])
      var worth = occurrences
      if let whole {
        let all = Double(whole.counts.occurrences(counts.table, ordinal))
        worth = WordTally.logLikelihood(
          occurrences, of: size, and: all - occurrences, of: wholeSize - size)
        guard worth > 0 else { continue }
      }
      entries.append(
        Entry(ordinal: ordinal, worth: worth, documents: counts.documents[Int(ordinal)]))
    }
    // Few are wanted of many: those that cannot be among them need no names.
    entries.sort { ($0.worth, $0.documents) > ($1.worth, $1.documents) }
    if limit < entries.count, limit > 0 {
      let last = entries[limit - 1]
      entries.removeAll { ($0.worth, $0.documents) < (last.worth, last.documents) }
    }
    let named = entries.map { (text: counts.text($0.ordinal), entry: $0) }.sorted { left, right in
      let (first, second) = (left.entry, right.entry)
      if first.worth != second.worth { return first.worth > second.worth }
      return first.documents != second.documents
        ? first.documents > second.documents
        : left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
    return named.prefix(max(0, limit)).map { text, entry in
      Vocabulary.Word(
        text: text, documents: Int(entry.documents),
        occurrences: Int(counts.occurrences[Int(entry.ordinal)]),
        distinctiveness: whole == nil ? nil : entry.worth)
    }
  }

  /// The log-likelihood ratio of a word that occurs `count` times among `size` words and `others` times
  /// among `rest` others (Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence",
  /// 1993); 0 if it is not more frequent among the first.
  static func logLikelihood(
    _ count: Double, of size: Double, and others: Double, of rest: Double
  ) -> Double {
    guard size > 0, rest > 0, count > 0, count * rest > others * size else { return 0 }
    let share = (count + others) / (size + rest)
    var sum = count * log(count / (size * share))
    if others > 0 { sum += others * log(others / (rest * share)) }
    return 2 * sum
  }
}
