/// The documents that hold any of several terms of the grams lane, as those of one part of a query.
struct TermUnion {
  private let selection: PlaceSelection
  /// Of words, whose positions tell what stands behind them too; else of characters.
  private let areWords: Bool
  /// By document, if places are not needed.
  private var frequencies: [UInt32]
  /// Documents and places, in no order.
  private var found: [UInt64] = []

  init(_ selection: PlaceSelection, areWords: Bool) {
    self.selection = selection
    self.areWords = areWords
    let count = selection.needsPlaces ? 0 : selection.segment.documentCount
    frequencies = [UInt32](repeating: 0, count: count)
  }

  /// Adds a term, which no other added one shares a place with.
  mutating func add(_ info: TermInfo) {
    let segment = selection.segment
    let cursor = segment.cursor(info, .grams)
    if selection.needsPlaces {
      let positions = segment.positions(cursor)
      forEachDocument(cursor) { doc in
        for position in positions.positions() {
          let place = areWords ? position >> 1 : position
          if selection.holds(place, of: doc) { found.append(UInt64(doc) << 32 | UInt64(place)) }
        }
      }
    } else if selection.among != nil {
      forEachDocument(cursor) { frequencies[Int($0)] &+= UInt32(clamping: cursor.frequency) }
    } else {
      cursor.forEachRun(before: .end) { docs, counts, count in
        for index in 0..<count { frequencies[Int(docs[index])] &+= counts[index] &+ 1 }
      }
    }
  }

  private func forEachDocument(_ cursor: PostingsCursor, _ body: (DocID) -> Void) {
    if let among = selection.among {
      cursor.forEachDocument(among: among) { body(among[$0]) }
    } else {
      while cursor.doc != .end {
        body(cursor.doc)
        cursor.advance()
      }
    }
  }

  func matches() -> MatchList {
    var result = MatchList()
    for doc in frequencies.indices where frequencies[doc] > 0 {
      result.append(DocID(doc), frequency: Int(frequencies[doc]))
    }
    guard selection.needsPlaces else { return result }
    for entry in found.sorted() {
      let doc = DocID(entry >> 32)
      if result.docs.last == doc {
        result.frequencies[result.count - 1] += 1
      } else {
        result.append(doc, frequency: 1)
      }
      if selection.keepsPlaces { result.places.append(UInt32(truncatingIfNeeded: entry)) }
    }
    return result
  }
}
