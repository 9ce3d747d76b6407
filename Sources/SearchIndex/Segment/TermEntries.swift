/// Reads the entries of one block of a term dictionary, from the first on; see
/// ``TermDictionaryWriter`` for their layout.
struct TermEntries {
  private var reader: ByteReader
  private let documentCount: Int
  private let withOrdinals: Bool
  private(set) var left: Int
  private var nextPostings: Int
  private var nextOrdinals: Int
  private(set) var isDamaged = false

  static var none: TermEntries {
    TermEntries(
      UnsafeRawBufferPointer(start: nil, count: 0), count: 0, documentCount: 0, withOrdinals: false
    )
  }

  init(_ block: UnsafeRawBufferPointer, count: Int, documentCount: Int, withOrdinals: Bool) {
    reader = ByteReader(block)
    nextPostings = reader.count()
    nextOrdinals = reader.count()
    left = count
    self.documentCount = documentCount
    self.withOrdinals = withOrdinals
  }

  /// How the next term is told by the one before: so many bytes of it, and these behind.
  mutating func term() -> (shared: Int, rest: UnsafeRawBufferPointer) {
    left -= 1
    let lengths = reader.byte()
    var shared = Int(lengths & 15)
    var rest = Int(lengths >> 4)
    if shared == 15 { shared += reader.count() }
    if rest == 15 { rest += reader.count() }
    let bytes = reader.bytes(rest)
    if reader.overrun { isDamaged = true }
    return (shared, bytes)
  }

  /// The first term, before anything else was read.
  mutating func firstTerm() -> UnsafeRawBufferPointer { term().rest }

  /// What is kept of the term that was read.
  mutating func info() -> TermInfo {
    var info = TermInfo()
    let first = reader.varint()
    let isOfTitle = withOrdinals && first < 2
    let frequency = isOfTitle ? 1 : first >> 1
    info.documentFrequency = UInt32(truncatingIfNeeded: frequency)
    info.totalTermFrequency = frequency
    if first & 1 == 0 { info.totalTermFrequency &+= reader.varint() }
    info.postingsStart = nextPostings
    info.ordinalsStart = nextOrdinals
    if info.documentFrequency == 1 {
      info.onlyDoc = reader.uint32()
      if isOfTitle { info.inline.titles = first == 1 ? 1 : reader.uint32() }
      if withOrdinals {
        if info.totalTermFrequency <= UInt64(PostingList.inlineOccurrences) {
          for index in 0..<Int(info.totalTermFrequency) {
            info.inline.set(index, code: reader.varint())
          }
        } else {
          info.ordinalsLength = reader.count()
        }
      }
    } else {
      info.postingsLength = reader.count()
      if withOrdinals { info.ordinalsLength = reader.count() }
    }
    nextPostings &+= info.postingsLength
    nextOrdinals &+= info.ordinalsLength
    // No statistic can be computed from others, and none of those here overflows.
    if reader.overrun || info.documentFrequency == 0 || frequency > UInt64(documentCount)
      || info.onlyDoc >= documentCount || info.totalTermFrequency > 1 << 40
      || UInt64(info.inline.titles) > info.totalTermFrequency
    {
      isDamaged = true
    }
    return info
  }

  /// Passes over what is kept of the term that was read.
  private mutating func skipInfo() {
    let first = reader.varint()
    let more = first & 1 == 0 ? reader.varint() : 0
    if first >> 1 <= 1 {
      reader.skipVarint()
      guard withOrdinals else { return }
      if first == 0 { reader.skipVarint() }
      if more < UInt64(PostingList.inlineOccurrences) {
        for _ in 0...more { reader.skipVarint() }
      } else {
        nextOrdinals &+= reader.count()
      }
    } else {
      nextPostings &+= reader.count()
      if withOrdinals { nextOrdinals &+= reader.count() }
    }
  }

  /// The entry of a term, or nil where the block does not hold it.
  ///
  /// Terms are not put together: of each it is known how many bytes it shares with the one before,
  /// and of that one how many with the target, and that it precedes it.
  mutating func find(_ target: UnsafeRawBufferPointer) -> TermInfo? {
    var matched = 0
    while left > 0 {
      let (shared, rest) = term()
      if shared < matched { return nil }
      if shared == matched {
        var index = 0
        while index < rest.count, matched < target.count, rest[index] == target[matched] {
          index += 1
          matched += 1
        }
        if index == rest.count {
          if matched == target.count {
            let info = info()
            return isDamaged ? nil : info
          }
        } else if matched == target.count || rest[index] > target[matched] {
          return nil
        }
      }
      skipInfo()
      if reader.overrun {
        isDamaged = true
        return nil
      }
    }
    return nil
  }
}
