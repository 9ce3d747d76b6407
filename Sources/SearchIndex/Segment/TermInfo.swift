/// What the term dictionary knows of a term: its statistics and where its postings are.
struct TermInfo {
  /// Documents of the segment that hold the term, deleted ones included until they are merged away.
  var documentFrequency: UInt32 = 0
  /// Occurrences in all of them.
  var totalTermFrequency: UInt64 = 0
  /// The list's bytes in the postings file; none if there is one document.
  var postingsStart = 0
  var postingsLength = 0
  /// The list's bytes in the positions file; none if the lane has no positions, or few.
  var positionsStart = 0
  var positionsLength = 0
  /// The document of a list of one.
  var onlyDoc: DocID = 0
  /// The positions of a list of one with up to ``PostingList/inlinePositions``, as differences.
  var inlineDeltas = InlineArray<4, UInt32>(repeating: 0)
}
