/// The documents that hold any of several terms of the grams lane, as those of one part of a query.
struct TermUnion {
  private let scope: MatchScope
  /// By document.
  private var frequencies: [UInt32]

  init(_ scope: MatchScope) {
    self.scope = scope
    frequencies = [UInt32](repeating: 0, count: scope.segment.documentCount)
  }

  /// Adds a term, which begins where no other added one does.
  mutating func add(_ info: TermInfo) {
    let cursor = scope.segment.cursor(info, .grams)
    if scope.field != nil {
      let ordinals = scope.segment.ordinals(cursor)
      forEachDocument(cursor) {
        frequencies[Int($0)] &+= UInt32(clamping: scope.range(ordinals).count)
      }
    } else if scope.among != nil {
      forEachDocument(cursor) { frequencies[Int($0)] &+= UInt32(clamping: cursor.frequency) }
    } else {
      cursor.forEachRun(before: .end) { docs, counts, count in
        for index in 0..<count { frequencies[Int(docs[index])] &+= counts[index] &+ 1 }
      }
    }
  }

  private func forEachDocument(_ cursor: PostingsCursor, _ body: (DocID) -> Void) {
    if let among = scope.among {
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
    return result
  }
}
