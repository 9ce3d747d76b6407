/// Reads the entries of one block of a term dictionary, from the first on; see
/// ``TermDictionaryWriter`` for their layout.
struct TermEntries {
  private var reader: ByteReader
  private let documentCount: Int
  private let docWidth: Int
  private let withOrdinals: Bool
  private(set) var left: Int
  private var kind = TermCode.Kind.any
  /// That of the term that was read.
  private var length = 0
  private var nextPostings: Int
  private var nextOrdinals: Int
  private(set) var isDamaged = false

  static var none: TermEntries {
    TermEntries(
      UnsafeRawBufferPointer(start: nil, count: 0), count: 0, documentCount: 0, docWidth: 1,
      withOrdinals: false)
  }

  init(
    _ block: UnsafeRawBufferPointer, count: Int, documentCount: Int, docWidth: Int,
    withOrdinals: Bool
  ) {
    reader = ByteReader(block)
    nextPostings = reader.count()
    nextOrdinals = reader.count()
    left = count
    self.documentCount = documentCount
    self.docWidth = docWidth
    self.withOrdinals = withOrdinals
  }

  /// How the next term is told by the one before: so many bytes of it, and these behind.
  mutating func term() -> (shared: Int, rest: UnsafeRawBufferPointer) {
    left -= 1
    let code = TermCode(byte: reader.byte())
    kind = code.kind
    var rest = code.rest
    var shared = length - rest
    if rest == 0 {
      let lengths = reader.byte()
      shared = Int(lengths & 15)
      rest = Int(lengths >> 4)
      if shared == 15 { shared += reader.count() }
      if rest == 15 { rest += reader.count() }
    }
    let bytes = reader.bytes(rest)
    if reader.overrun || shared < 0 {
      isDamaged = true
      shared = 0
    }
    length = shared + bytes.count
    return (shared, bytes)
  }

  /// The first term, before anything else was read.
  mutating func firstTerm() -> UnsafeRawBufferPointer { term().rest }

  /// What is kept of the term that was read.
  private mutating func info() -> TermInfo {
    var info = TermInfo()
    readInfo(&info)
    return info
  }

  /// Reads what is kept of the term that was read in the place of another's: copies of so many numbers take as long
  /// as they do.
  mutating func readInfo(_ info: inout TermInfo) {
    info.postingsStart = nextPostings
    info.ordinalsStart = nextOrdinals
    info.postingsLength = 0
    info.ordinalsLength = 0
    info.onlyDoc = 0
    info.inline.titles = 0
    if kind == .any {
      readAny(&info)
    } else if kind.isOfOne {
      info.documentFrequency = 1
      info.totalTermFrequency = 1
      info.onlyDoc = reader.low(docWidth)
      info.inline.codes[0] = kind == .onceWithOrdinals ? reader.varint() : 0
    } else {
      info.documentFrequency = kind.documentFrequency
      info.totalTermFrequency = UInt64(info.documentFrequency)
      if kind.isUneven { info.totalTermFrequency &+= reader.varint() }
      readLengths(&info)
    }
    nextPostings &+= info.postingsLength
    nextOrdinals &+= info.ordinalsLength
    // No statistic can be computed from others, and none of those here overflows.
    if reader.overrun || !kind.isValid || !withOrdinals && kind == .onceWithOrdinals
      || info.documentFrequency == 0 || info.documentFrequency > documentCount
      || info.onlyDoc >= documentCount || info.totalTermFrequency > 1 << 40
      || UInt64(info.inline.titles) > info.totalTermFrequency
    {
      isDamaged = true
    }
  }

  /// Reads what is kept of a term whose code does not tell its frequencies.
  private mutating func readAny(_ info: inout TermInfo) {
    let first = reader.varint()
    let isOfTitle = withOrdinals && first < 2
    let frequency = isOfTitle ? 1 : first >> 1
    info.documentFrequency = UInt32(exactly: frequency) ?? 0
    info.totalTermFrequency = frequency
    if first & 1 == 0 { info.totalTermFrequency &+= reader.varint() }
    guard info.documentFrequency == 1 else { return readLengths(&info) }
    info.onlyDoc = reader.low(docWidth)
    if isOfTitle { info.inline.titles = first == 1 ? 1 : reader.uint32() }
    guard withOrdinals else { return }
    if info.totalTermFrequency <= UInt64(PostingList.inlineOccurrences) {
      for index in 0..<Int(info.totalTermFrequency) {
        info.inline.codes[index] = reader.varint()
      }
    } else {
      info.ordinalsLength = reader.count()
    }
  }

  private mutating func readLengths(_ info: inout TermInfo) {
    info.postingsLength = reader.count()
    if withOrdinals { info.ordinalsLength = reader.count() }
  }

  /// Passes over what is kept of the term that was read.
  private mutating func skipInfo() {
    if kind == .any { return skipAny() }
    if kind.isOfOne {
      reader.skip(docWidth)
      if kind == .onceWithOrdinals { reader.skipVarint() }
    } else {
      if kind.isUneven { reader.skipVarint() }
      skipLengths()
    }
  }

  private mutating func skipAny() {
    let first = reader.varint()
    let more = first & 1 == 0 ? reader.varint() : 0
    guard first >> 1 <= 1 else { return skipLengths() }
    reader.skip(docWidth)
    guard withOrdinals else { return }
    if first == 0 { reader.skipVarint() }
    if more < UInt64(PostingList.inlineOccurrences) {
      for _ in 0...more { reader.skipVarint() }
    } else {
      nextOrdinals &+= reader.count()
    }
  }

  private mutating func skipLengths() {
    nextPostings &+= reader.count()
    if withOrdinals { nextOrdinals &+= reader.count() }
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
