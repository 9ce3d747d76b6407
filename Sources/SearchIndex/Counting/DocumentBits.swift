/// A set of documents of a segment: one bit each.
struct DocumentBits {
  private var words: [UInt64]
  private let documentCount: Int

  init(documentCount: Int) {
    self.documentCount = documentCount
    words = [UInt64](repeating: 0, count: (documentCount + 63) / 64)
  }

  /// Adds a document; one that the segment does not have is passed over.
  @inline(__always)
  mutating func insert(_ doc: DocID) {
    guard Int(doc) < documentCount else { return }
    words[Int(doc) >> 6] |= 1 &<< UInt64(doc & 63)
  }

  @inline(__always)
  func contains(_ doc: DocID) -> Bool { words[Int(doc) >> 6] >> UInt64(doc & 63) & 1 == 1 }

  /// The documents that are not deleted, rising.
  func documents(in live: LiveDocuments) -> [DocID] {
    var docs: [DocID] = []
    for (index, word) in words.enumerated() {
      var rest = word & ~live.words[index]
      while rest != 0 {
        docs.append(DocID(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return docs
  }
}
