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
      name: name, date: PartialDate(code: date)?.description,
      documents: documents, occurrences: occurrences, all: all)
  }
}

/// The documents of a segment, counted by a number that a column has of each, such as the code of the date.
///
/// The numbers of a column lie close together, those of dates within some ten thousands: a table has a place
/// for each. Asking a hash table for each document takes several times as long.
struct CodeTally {
  /// The number of the second place; the first is for documents without a number, which have 0.
  private var least = UInt32.max
  private var all: [UInt32] = []
  private var documents: [UInt32] = []
  private var occurrences: [Int] = []

  /// Larger numbers are neither dates nor paths: a damaged column is told of elsewhere.
  private static let most: UInt32 = 1 << 23

  init(
    _ matched: MatchedDocuments, _ segment: SegmentReader, _ number: Int,
    code: (DocID) -> UInt32
  ) {
    var codes = [UInt32](repeating: 0, count: segment.documentCount)
    var most: UInt32 = 0
    for doc in codes.indices {
      let code = code(DocID(doc))
      guard code > 0, code < max(CodeTally.most, UInt32(codes.count + 1)) else { continue }
      codes[doc] = code
      least = min(least, code)
      most = max(most, code)
    }
    let count = most > 0 ? Int(most - least) + 2 : 1
    all = [UInt32](repeating: 0, count: count)
    documents = all
    occurrences = [Int](repeating: 0, count: count)
    for doc in codes.indices {
      codes[doc] = codes[doc] > 0 ? codes[doc] - least + 1 : 0
      if !segment.live.isDeleted(DocID(doc)) { all[Int(codes[doc])] += 1 }
    }
    for doc in matched.docs[number] { documents[Int(codes[Int(doc)])] += 1 }
    matched.forEachOccurrences(ofSegment: number) { occurrences[Int(codes[Int($0)])] += $1 }
  }

  /// Calls `body` with each number that documents have, rising.
  func forEach(_ body: (UInt32, DocumentTally) -> Void) {
    for place in all.indices where all[place] > 0 {
      body(
        place > 0 ? UInt32(place) - 1 + least : 0,
        DocumentTally(
          documents: Int(documents[place]), occurrences: occurrences[place], all: Int(all[place])))
    }
  }
}
