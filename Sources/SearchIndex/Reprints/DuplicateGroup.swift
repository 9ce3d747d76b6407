/// Documents that are nearly the same text: reprints of one article.
public struct DuplicateGroup: Equatable, Sendable {
  /// A document of the group.
  public struct Member: Equatable, Sendable {
    /// What it is known by.
    public let id: String
    /// The headline.
    public let title: String
    /// The file that it came from, or empty.
    public let path: String
    /// The date of issue, or empty.
    public let date: String
    /// How much of its text it has in common with the first of the group: 1 is all.
    public let similarity: Double
  }

  /// Two or more, the oldest first.
  public let members: [Member]
}

/// What was found among the documents of an index.
public struct Duplicates: Equatable, Sendable {
  /// The largest groups.
  public let groups: [DuplicateGroup]
  /// How many groups there are.
  public let groupCount: Int
  /// How many documents are in them.
  public let documentCount: Int
  /// How many documents were long enough to be compared.
  public let comparedCount: Int
}

extension Searcher {
  /// Texts that have this much in common are taken for the same by default; see <doc:Research> for what that
  /// was measured on.
  public static let defaultSimilarity = 0.4

  /// Finds groups of near-duplicates among the documents that a query finds; of all for a query without any
  /// part.
  ///
  /// Texts are compared by their rows of three neighbouring units, folded, without headlines and separators.
  /// Two documents of at least the similarity asked for are in one group, and so are documents that others
  /// join; of pairs of a similarity of 0.4 one in 16 is missed, of 0.5 one in 250, of more hardly any.
  ///
  /// - Parameters:
  ///   - query: which documents.
  ///   - similarity: how much two texts must have in common, 0.4 or more.
  ///   - minimumLength: texts of fewer units are not compared.
  ///   - limit: how many groups are told of.
  ///   - threads: how many threads work.
  ///   - progress: told now and then how many documents were read, and of how many.
  /// - Returns: the largest groups, and how many there are.
  /// - Throws: ``IndexError/damaged(file:reason:)`` as a search does.
  public func duplicates(
    _ query: Query = Query([]), similarity: Double = defaultSimilarity, minimumLength: Int = 50,
    limit: Int = 20, threads: Int = 1, progress: ((_ read: Int, _ all: Int) -> Void)? = nil
  ) throws(IndexError) -> Duplicates {
    let matched = try matched(query)
    var read = 0
    let signatures = try SignatureTable(
      self, matched.docs, minimumLength: minimumLength, threads: threads
    ) { documents in
      read += documents
      progress?(read, matched.count)
    }
    let finder = DuplicateFinder(self, signatures, similarity: similarity)
    // Ordered by their size, and by the least id of each.
    var sets: [(rows: [Int], id: [UInt8])] = []
    for rows in try finder.sets(self, threads: threads) {
      var least: [UInt8]?
      for row in rows.map({ signatures.rows[$0] }) {
        let id = try segments[Int(row.segment)].id(of: row.doc)
        if least.map({ id.lexicographicallyPrecedes($0) }) ?? true { least = id }
      }
      sets.append((rows, least ?? []))
    }
    sets.sort { left, right in
      left.rows.count != right.rows.count
        ? left.rows.count > right.rows.count : left.id.lexicographicallyPrecedes(right.id)
    }
    var groups: [DuplicateGroup] = []
    for set in sets.prefix(max(0, limit)) {
      groups.append(try group(set.rows.map { signatures.rows[$0] }))
    }
    try throwIfDamaged()
    return Duplicates(
      groups: groups, groupCount: sets.count,
      documentCount: sets.reduce(0) { $0 + $1.rows.count }, comparedCount: signatures.rows.count)
  }

  private func group(_ rows: [SignatureTable.Row]) throws(IndexError) -> DuplicateGroup {
    var documents: [StoredDocument] = []
    for row in rows {
      documents.append(try segments[Int(row.segment)].documents.document(row.doc))
    }
    func key(_ document: StoredDocument) -> UInt32 {
      PartialDate(document.date).map(\.firstDay.code) ?? .max
    }
    documents.sort { left, right in
      key(left) != key(right)
        ? key(left) < key(right) : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
    let first = documents.first.map { Shingles($0.text, by: analyzer) }
    return DuplicateGroup(
      members: documents.map { document in
        DuplicateGroup.Member(
          document,
          similarity: first?.similarity(to: Shingles(document.text, by: analyzer)) ?? 0)
      })
  }
}

extension DuplicateGroup.Member {
  init(_ document: StoredDocument, similarity: Double) {
    self.init(
      id: document.id, title: document.title, path: document.path, date: document.date,
      similarity: similarity)
  }
}
