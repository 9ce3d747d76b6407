/// Reads the entries of one block of a term dictionary, from the first on; see
/// ``TermDictionaryWriter`` for their layout.
struct TermEntries {
  private var reader: ByteReader
  private let documentCount: Int
  private let withPositions: Bool
  private(set) var left: Int
  private var nextPostings: Int
  private var nextPositions: Int
  private(set) var isDamaged = false

  static var none: TermEntries {
    TermEntries(
      UnsafeRawBufferPointer(start: nil, count: 0), count: 0, documentCount: 0, withPositions: false
    )
  }

  init(_ block: UnsafeRawBufferPointer, count: Int, documentCount: Int, withPositions: Bool) {
    reader = ByteReader(block)
    nextPostings = reader.count()
    nextPositions = reader.count()
    left = count
    self.documentCount = documentCount
    self.withPositions = withPositions
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
    info.documentFrequency = UInt32(truncatingIfNeeded: first >> 1)
    info.totalTermFrequency = first >> 1
    if first & 1 == 0 { info.totalTermFrequency &+= reader.varint() }
    info.postingsStart = nextPostings
    info.positionsStart = nextPositions
    if info.documentFrequency == 1 {
      info.onlyDoc = reader.uint32()
      if withPositions {
        if info.totalTermFrequency <= UInt64(PostingList.inlinePositions) {
          for index in 0..<Int(info.totalTermFrequency) {
            info.inlineDeltas[index] = reader.uint32()
          }
        } else {
          info.positionsLength = reader.count()
        }
      }
    } else {
      info.postingsLength = reader.count()
      if withPositions { info.positionsLength = reader.count() }
    }
    nextPostings &+= info.postingsLength
    nextPositions &+= info.positionsLength
    // No statistic can be computed from others, and none of those here overflows.
    if reader.overrun || info.documentFrequency == 0 || first >> 1 > UInt64(documentCount)
      || info.onlyDoc >= documentCount || info.totalTermFrequency > 1 << 40
    {
      isDamaged = true
    }
    return info
  }

  /// Passes over what is kept of the term that was read.
  private mutating func skipInfo() {
    let first = reader.varint()
    let more = first & 1 == 0 ? reader.varint() : 0
    if first >> 1 == 1 {
      reader.skipVarint()
      guard withPositions else { return }
      if more < UInt64(PostingList.inlinePositions) {
        for _ in 0...more { reader.skipVarint() }
      } else {
        nextPositions &+= reader.count()
      }
    } else {
      nextPostings &+= reader.count()
      if withPositions { nextPositions &+= reader.count() }
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
