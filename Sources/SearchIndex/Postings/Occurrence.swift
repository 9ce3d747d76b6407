/// One occurrence of a term, on the way from texts to posting lists.
struct Occurrence: BitwiseCopyable {
  /// The part of the term by which occurrences are still to be sorted; of a word whether a separator
  /// stands behind it.
  var key: UInt32
  /// The position, counted through all documents of the segment.
  var place: UInt32
}
