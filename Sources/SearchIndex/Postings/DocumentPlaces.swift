internal import CPrefetch

/// Tells documents by places: numbers of which each document of a segment has a range of its own.
struct DocumentPlaces {
  /// Where each document begins, and the end of the last.
  private let starts: [UInt32]
  /// By 256 places: the document that holds the first of them.
  private let pages: [DocID]

  private static let pageShift: UInt32 = 8

  init(starts: [UInt32]) {
    self.starts = starts
    let end = starts.last ?? 0
    var pages: [DocID] = []
    pages.reserveCapacity(Int(end >> DocumentPlaces.pageShift) + 1)
    for doc in 0..<max(0, starts.count - 1) {
      // All pages whose first place is the document's.
      while UInt32(pages.count) << DocumentPlaces.pageShift < starts[doc + 1] {
        pages.append(DocID(doc))
      }
    }
    self.pages = pages
  }

  /// The document that holds a place, and the places from which and before which it does.
  @inline(__always)
  func document(at place: UInt32) -> (doc: DocID, start: UInt32, end: UInt32) {
    var doc = Int(pages[Int(place &>> DocumentPlaces.pageShift)])
    // Few pages hold the borders of two documents, and whether one holds one cannot be foreseen: so no branch.
    doc &+= Int(truncatingIfNeeded: (Int64(starts[doc &+ 1]) &- Int64(place) &- 1) &>> 63 & 1)
    while starts[doc &+ 1] <= place { doc &+= 1 }
    return (DocID(truncatingIfNeeded: doc), starts[doc], starts[doc &+ 1])
  }

  /// Has memory brought near for places that will soon be asked for.
  ///
  /// What was brought when a place was the far one tells where its document is when it is the near one.
  @inline(__always)
  func expect(_ far: UInt32, near: UInt32) {
    pages.withUnsafeBufferPointer { pages in
      guard let base = pages.baseAddress else { return }
      prefetch(base + Int(far &>> DocumentPlaces.pageShift))
      let doc = Int(base[Int(near &>> DocumentPlaces.pageShift)])
      starts.withUnsafeBufferPointer { if let base = $0.baseAddress { prefetch(base + doc) } }
    }
  }
}
