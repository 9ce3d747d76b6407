/// What was counted together.
struct DocumentTally {
  var documents = 0
  var occurrences = 0
  var all = 0
  /// The code of the earliest date, or 0.
  var date: UInt32 = 0

  mutating func add(_ other: DocumentTally) {
    documents += other.documents
    occurrences += other.occurrences
    all += other.all
    if other.date > 0 { date = date == 0 ? other.date : min(date, other.date) }
  }

  func row(_ name: String) -> DocumentCounts.Row {
    DocumentCounts.Row(
      name: name, date: PartialDate(code: date).map { CountingUnit.name($0) },
      documents: documents, occurrences: occurrences, all: all)
  }
}

/// Documents counted by a number that a column has of each, such as the code of the date.
///
/// Tables as long as the largest number: a date is below 4.2 million, of our time below one, and a path
/// below the number of documents. Asking a hash table for each document would take several times as long.
struct CodeTally {
  private var all: [UInt32] = []
  private var documents: [UInt32] = []
  private var occurrences: [Int] = []

  /// Larger numbers are no codes of dates, and count as 0: a damaged column is told of elsewhere.
  private static let end = 1 << 23

  /// Counts the documents of a segment.
  mutating func add(
    _ matched: MatchedDocuments, _ segment: SegmentReader, _ number: Int,
    code: (DocID) -> UInt32
  ) {
    for doc in 0..<DocID(segment.documentCount) where !segment.live.isDeleted(doc) {
      all[place(code(doc))] += 1
    }
    for doc in matched.docs[number] { documents[place(code(doc))] += 1 }
    matched.forEachOccurrences(ofSegment: number) { occurrences[place(code($0))] += $1 }
  }

  private mutating func place(_ code: UInt32) -> Int {
    let place = Int(code) < CodeTally.end ? Int(code) : 0
    if place >= all.count {
      let more = place + 1 - all.count
      all.append(contentsOf: repeatElement(0, count: more))
      documents.append(contentsOf: repeatElement(0, count: more))
      occurrences.append(contentsOf: repeatElement(0, count: more))
    }
    return place
  }

  /// Calls `body` with each number that documents have, rising.
  func forEach(_ body: (UInt32, DocumentTally) -> Void) {
    for place in all.indices where all[place] > 0 {
      body(
        UInt32(place),
        DocumentTally(
          documents: Int(documents[place]), occurrences: occurrences[place], all: Int(all[place])))
    }
  }
}
