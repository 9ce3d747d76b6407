/// Tells the fields that entries of a ``GramsBuffer`` stand in, for places in rising order.
struct FieldCursor {
  private let fieldEnds: UnsafeBufferPointer<Int>
  private let documentEnds: UnsafeBufferPointer<Int>
  private var field = -1
  private var document = -1
  private var documentStart: UInt32 = 0
  /// Where the field ends.
  private(set) var end = 0
  /// Where the field's document begins, marked in titles.
  private(set) var start: UInt32 = 0

  /// - Parameters:
  ///   - fieldEnds: where the entries of each field end.
  ///   - documentEnds: where the fields of each document end.
  init(_ fieldEnds: UnsafeBufferPointer<Int>, ofDocuments documentEnds: UnsafeBufferPointer<Int>) {
    self.fieldEnds = fieldEnds
    self.documentEnds = documentEnds
  }

  /// Goes on to the field of a place, which must not be behind the last.
  @inline(never)
  mutating func seek(to place: Int) {
    while end <= place {
      field += 1
      var isFirst = field == 0
      while document < 0 || documentEnds[document] <= field {
        document += 1
        isFirst = true
      }
      if isFirst { documentStart = UInt32(truncatingIfNeeded: end) }
      start = isFirst ? documentStart | Occurrence.title : documentStart
      end = fieldEnds[field]
    }
  }
}
