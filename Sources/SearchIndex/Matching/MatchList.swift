/// The documents of a segment that match a part of a query, found before scoring begins.
struct MatchList {
  var docs: [DocID] = []
  /// How often the part occurs in each.
  var frequencies: [UInt32] = []

  var count: Int { docs.count }

  mutating func append(_ doc: DocID, frequency: Int) {
    docs.append(doc)
    frequencies.append(UInt32(clamping: frequency))
  }

  /// How often the part occurs in a document: 0 if it is not listed.
  ///
  /// - Complexity: O(log n).
  func frequency(of doc: DocID) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if docs[middle] < doc { low = middle + 1 } else { high = middle }
    }
    return low < count && docs[low] == doc ? Int(frequencies[low]) : 0
  }

  /// The documents of several lists, each with the sum of its frequencies.
  static func union(_ lists: [MatchList]) -> MatchList {
    guard lists.count > 1 else { return lists.first ?? MatchList() }
    var frequencies: [DocID: Int] = [:]
    for list in lists {
      for (doc, frequency) in zip(list.docs, list.frequencies) {
        frequencies[doc, default: 0] += Int(frequency)
      }
    }
    var union = MatchList()
    for doc in frequencies.keys.sorted() { union.append(doc, frequency: frequencies[doc] ?? 0) }
    return union
  }
}
