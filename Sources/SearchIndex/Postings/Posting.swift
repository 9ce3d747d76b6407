/// The number of a document within its segment, from 0 up.
typealias DocID = UInt32

extension DocID {
  /// What a cursor stands on when its list has ended; larger than every document.
  static let end = DocID.max
}

/// Constants of the encoding of a posting list.
enum PostingList {
  /// Documents in a full block.
  static let blockLength = 128
  /// Lists of one document with up to this many occurrences live in the term dictionary.
  static let inlineOccurrences = 4

  /// Blocks of at least so many documents are copied by a merge as they stand.
  static let wholeBlock = 64
  /// What stands behind the table: the number of blocks.
  static let trailerLength = 4
}

/// One entry of the table behind the blocks of a list: what is known of a block undecoded.
///
/// ```
/// entry = lastDoc:u32 blockEnd:u32 count:u8 impacts [ordinalsEnd:u32]
/// ```
///
/// `blockEnd` and `ordinalsEnd` count from the start of the list's bytes in their files, so the
/// bytes of one list of one segment stay below 4 GiB (a segment's input does, see ``IndexWriter``).
struct BlockEntry {
  var lastDoc: DocID
  var blockEnd: UInt32
  /// The number of its documents.
  var count: UInt8
  var impacts: Impacts
  var ordinalsEnd: UInt32

  static func length(withOrdinals: Bool) -> Int { withOrdinals ? 21 : 17 }

  func append(to writer: inout ByteWriter, withOrdinals: Bool) {
    writer.append(fixed: lastDoc)
    writer.append(fixed: blockEnd)
    writer.append(count)
    impacts.append(to: &writer)
    if withOrdinals { writer.append(fixed: ordinalsEnd) }
  }

  init(
    lastDoc: DocID, blockEnd: UInt32, count: UInt8, impacts: Impacts, ordinalsEnd: UInt32
  ) {
    self.lastDoc = lastDoc
    self.blockEnd = blockEnd
    self.count = count
    self.impacts = impacts
    self.ordinalsEnd = ordinalsEnd
  }

  init(at source: UnsafeRawPointer, withOrdinals: Bool) {
    lastDoc = source.loadUnaligned(as: UInt32.self)
    blockEnd = source.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    count = source.load(fromByteOffset: 8, as: UInt8.self)
    impacts = Impacts(at: source + 9)
    ordinalsEnd =
      withOrdinals
      ? source.loadUnaligned(fromByteOffset: 9 + Impacts.length, as: UInt32.self) : 0
  }
}

extension PostingList {
  /// How many blocks a list has; 0, which the file remembers, if its bytes are damaged.
  static func blockCount(_ info: TermInfo, _ file: IndexFileReader) -> Int {
    if info.documentFrequency == 1 { return 1 }
    let start = info.postingsStart
    guard info.documentFrequency > 0, start <= file.payload.count,
      info.postingsLength <= file.payload.count - start
    else {
      file.noteOutside(start)
      return 0
    }
    if info.documentFrequency <= blockLength { return 1 }
    let trailer = start + info.postingsLength - trailerLength
    guard info.postingsLength > trailerLength, file.check(trailer, trailerLength),
      let base = file.payload.baseAddress
    else {
      file.noteOutside(start)
      return 0
    }
    let count = Int((base + trailer).loadUnaligned(as: UInt32.self))
    // Each block has a document at least, and an entry.
    guard count >= 2, count <= Int(info.documentFrequency),
      count <= info.postingsLength / BlockEntry.length(withOrdinals: false)
    else {
      file.noteOutside(trailer)
      return 0
    }
    return count
  }
}
