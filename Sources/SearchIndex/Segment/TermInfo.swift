/// What the term dictionary knows of a term: its statistics and where its postings are.
struct TermInfo {
  /// Documents of the segment that hold the term, deleted ones included until they are merged away.
  var documentFrequency: UInt32 = 0
  /// Occurrences in all of them.
  var totalTermFrequency: UInt64 = 0
  /// The list's bytes in the postings file; none if there is one document.
  var postingsStart = 0
  var postingsLength = 0
  /// The list's bytes in the ordinals file; none if the lane has no ordinals, or few.
  var ordinalsStart = 0
  var ordinalsLength = 0
  /// The document of a list of one.
  var onlyDoc: DocID = 0
  /// The ordinals of a list of one with up to ``PostingList/inlineOccurrences``.
  var inline = InlineOrdinals()

  /// True if the dictionary holds all there is to know of the term.
  func isInDictionary(withOrdinals: Bool) -> Bool {
    guard documentFrequency == 1 else { return false }
    return !withOrdinals
      || ordinalsLength == 0 && totalTermFrequency <= UInt64(PostingList.inlineOccurrences)
  }
}

/// The ordinals of few occurrences in one document, as differences: see ``OrdinalDeltas``.
struct InlineOrdinals {
  /// By occurrence: the bits of both ordinals in turns, the lowest of the right one first.
  ///
  /// Small ordinals, which most are, make a small number. So they stand in the dictionary, and merges do not
  /// look at them. Those behind the last occurrence mean nothing.
  var codes = InlineArray<4, UInt64>(repeating: 0)
  /// How many are in the title: the first ones.
  var titles: UInt32 = 0

  func left(_ index: Int) -> UInt32 { InlineOrdinals.gathered(codes[index] >> 1) }

  func right(_ index: Int) -> UInt32 { InlineOrdinals.gathered(codes[index]) }

  mutating func set(_ index: Int, left: UInt32, right: UInt32) {
    codes[index] = InlineOrdinals.spread(right) | InlineOrdinals.spread(left) << 1
  }

  /// The bits of a number with a free one behind each.
  private static func spread(_ value: UInt32) -> UInt64 {
    var bits = UInt64(value)
    bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff
    bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff
    bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333
    return (bits | bits << 1) & 0x5555_5555_5555_5555
  }

  private static func gathered(_ code: UInt64) -> UInt32 {
    var bits = code & 0x5555_5555_5555_5555
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333
    bits = (bits | bits >> 2) & 0x0f0f_0f0f_0f0f_0f0f
    bits = (bits | bits >> 4) & 0x00ff_00ff_00ff_00ff
    bits = (bits | bits >> 8) & 0x0000_ffff_0000_ffff
    return UInt32(truncatingIfNeeded: bits | bits >> 16)
  }
}
