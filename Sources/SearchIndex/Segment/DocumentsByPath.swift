/// The documents of a segment by the place of their path: what the column of paths tells, turned round.
///
/// Takes four bytes for each document and path, and as long to make as to read the column.
struct DocumentsByPath {
  /// By path: where its documents begin, and the end of the last.
  private var starts: [Int]
  private var docs: [DocID]

  init(_ segment: SegmentReader) {
    let columns = segment.columns
    // Beside the numbers of the paths there is 0 for none; a damaged column may hold any.
    let count = segment.paths.termCount + 1
    func path(_ doc: DocID) -> Int { min(Int(columns.path(doc)), count) }
    var starts = [Int](repeating: 0, count: count + 2)
    let documents = DocID(segment.documentCount)
    for doc in 0..<documents { starts[path(doc) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    docs = [DocID](repeating: 0, count: segment.documentCount)
    for doc in 0..<documents {
      docs[next[path(doc)]] = doc
      next[path(doc)] += 1
    }
    self.starts = starts
  }

  /// The documents of the path at a place in byte order, from 0 up.
  subscript(place: Int) -> ArraySlice<DocID> { docs[starts[place + 1]..<starts[place + 2]] }
}
