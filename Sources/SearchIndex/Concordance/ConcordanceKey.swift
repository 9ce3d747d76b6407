/// What decides where an occurrence stands among others.
struct ConcordanceKey: Comparable {
  /// Of the order that was asked for: a rank, a date.
  var first: UInt64 = 0
  /// The context that was asked for, folded, without separators.
  var context: [UInt16] = []
  var path: [UInt8]
  /// The place in the file at which the document begins.
  var start: Int
  var id: [UInt8]
  /// The place in the document.
  var offset: Int
  /// Of matches at one place the longer is first.
  var end: Int

  static func < (left: ConcordanceKey, right: ConcordanceKey) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.context != right.context {
      return left.context.lexicographicallyPrecedes(right.context)
    }
    if left.path != right.path { return left.path.lexicographicallyPrecedes(right.path) }
    if left.start != right.start { return left.start < right.start }
    if left.id != right.id { return left.id.lexicographicallyPrecedes(right.id) }
    return left.offset != right.offset ? left.offset < right.offset : left.end > right.end
  }
}
