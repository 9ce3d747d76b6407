/// Walks the terms of a dictionary in byte order.
///
/// It stands on no term until ``seek(to:)`` or ``advance()`` was called; both say whether there is
/// one. Damage ends it, and the file remembers.
final class TermCursor {
  private let dictionary: TermDictionary
  /// The current term's bytes, kept here because front-coded terms stand nowhere whole.
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)
  private var length = 0
  private(set) var info = TermInfo()
  private var reader: ByteReader
  private var block = -1
  private var leftInBlock = 0
  private var nextPostings = 0
  private var nextPositions = 0
  /// What has been read is given back to the system up to here; nil if nothing is.
  private var forgotten: Int?
  /// How much is read before it is given back.
  private static let window = 128 << 10

  /// A cursor that walks the whole dictionary once and `forgets` gives back what it has read.
  init(_ dictionary: TermDictionary, forgets: Bool = false) {
    self.dictionary = dictionary
    forgotten = forgets ? 0 : nil
    reader = ByteReader(UnsafeRawBufferPointer(start: nil, count: 0))
  }

  deinit { buffer.deallocate() }

  /// The current term; valid until the cursor moves.
  var term: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<length]) }

  /// Goes to the first term that is not before `target`.
  func seek(to target: UnsafeRawBufferPointer) -> Bool {
    guard dictionary.blockCount > 0 else { return false }
    // The last block that may hold the target is the last whose first term is not after it. Blocks
    // of equal keys (a shared prefix of eight bytes) are told apart by their first terms.
    let key = TermKey.prefix(target)
    var low = 0
    var high = dictionary.blockCount
    while high - low > 1 {
      let middle = (low + high) / 2
      let middleKey = dictionary.key(ofBlock: middle)
      let isNotAfter: Bool
      if middleKey == key {
        isNotAfter = enter(block: middle) && advance() && !TermKey.precedes(target, term)
      } else {
        isNotAfter = middleKey < key
      }
      if isNotAfter { low = middle } else { high = middle }
    }
    guard enter(block: low) else { return false }
    while advance() {
      if !TermKey.precedes(term, target) { return true }
    }
    return false
  }

  /// The entry of a term, or nil where there is none.
  func lookup(_ term: UnsafeRawBufferPointer) -> TermInfo? {
    guard seek(to: term), TermKey.compare(self.term, term) == 0 else { return nil }
    return info
  }

  /// Goes to the term of this number in byte order, from 0 up.
  func seek(toOrdinal ordinal: Int) -> Bool {
    let number = ordinal / TermDictionaryWriter.blockLength
    guard ordinal >= 0, ordinal < dictionary.termCount, enter(block: number) else { return false }
    for _ in 0...ordinal % TermDictionaryWriter.blockLength {
      guard advance() else { return false }
    }
    return true
  }

  /// Goes to the next term.
  func advance() -> Bool {
    if leftInBlock == 0 {
      guard block + 1 < dictionary.blockCount, enter(block: block + 1) else { return false }
    }
    leftInBlock -= 1
    let lengths = reader.byte()
    var shared = Int(lengths & 15)
    var rest = Int(lengths >> 4)
    if shared == 15 { shared += reader.count() }
    if rest == 15 { rest += reader.count() }
    let suffix = reader.bytes(rest)
    guard shared <= length, !reader.overrun else { return fail() }
    reserve(shared + rest)
    UnsafeMutableRawBufferPointer(rebasing: buffer[shared...]).copyMemory(from: suffix)
    length = shared + rest

    let first = reader.varint()
    info = TermInfo()
    info.documentFrequency = UInt32(truncatingIfNeeded: first >> 1)
    info.totalTermFrequency = first >> 1
    if first & 1 == 0 { info.totalTermFrequency &+= reader.varint() }
    info.postingsStart = nextPostings
    info.positionsStart = nextPositions
    if info.documentFrequency == 1 {
      info.onlyDoc = reader.uint32()
      if dictionary.withPositions {
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
      if dictionary.withPositions { info.positionsLength = reader.count() }
    }
    nextPostings &+= info.postingsLength
    nextPositions &+= info.positionsLength
    guard !reader.overrun, info.documentFrequency > 0 else { return fail() }
    return true
  }

  private func enter(block number: Int) -> Bool {
    let range = dictionary.range(ofBlock: number)
    guard !range.isEmpty else {
      leftInBlock = 0
      block = dictionary.blockCount
      return false
    }
    if let start = forgotten, range.lowerBound - start > TermCursor.window {
      dictionary.file.forget(start..<range.lowerBound)
      forgotten = range.lowerBound
    }
    reader = ByteReader(UnsafeRawBufferPointer(rebasing: dictionary.file.payload[range]))
    nextPostings = reader.count()
    nextPositions = reader.count()
    block = number
    let before = number * TermDictionaryWriter.blockLength
    leftInBlock = min(TermDictionaryWriter.blockLength, dictionary.termCount - before)
    length = 0
    return true
  }

  private func reserve(_ capacity: Int) {
    guard capacity > buffer.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity * 2, alignment: 8)
    larger.copyMemory(from: term)
    buffer.deallocate()
    buffer = larger
  }

  private func fail() -> Bool {
    dictionary.file.noteOutside(0)
    leftInBlock = 0
    block = dictionary.blockCount
    return false
  }
}
