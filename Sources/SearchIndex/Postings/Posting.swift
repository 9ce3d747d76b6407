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
  static let wholeBlock = 32
  /// What stands behind the table: the number of blocks.
  static let trailerLength = 4
}

/// One entry of the table behind the blocks of a list: what is known of a block undecoded.
///
/// ```
/// entry = lastDoc count:u8 impacts blockEnd [ordinalsEnd]       as wide as BlockLayout tells
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

  init(
    lastDoc: DocID, blockEnd: UInt32, count: UInt8, impacts: Impacts, ordinalsEnd: UInt32
  ) {
    self.lastDoc = lastDoc
    self.blockEnd = blockEnd
    self.count = count
    self.impacts = impacts
    self.ordinalsEnd = ordinalsEnd
  }

  func append(to writer: inout ByteWriter, _ layout: BlockLayout) {
    writer.append(low: lastDoc, bytes: layout.lastDoc.bytes)
    writer.append(count)
    impacts.append(to: &writer)
    writer.append(low: blockEnd, bytes: layout.blockEnd.bytes)
    writer.append(low: ordinalsEnd, bytes: layout.ordinalsEnd.bytes)
  }

  /// Four bytes are loaded of each number: what stands behind the entries makes up for it.
  @inline(__always)
  init(at source: UnsafeRawPointer, _ layout: BlockLayout) {
    lastDoc = layout.lastDoc.number(at: source)
    let rest = source + layout.lastDoc.bytes
    count = rest.load(as: UInt8.self)
    impacts = Impacts(at: rest + 1)
    blockEnd = layout.blockEnd.number(at: rest + 1 + Impacts.length)
    ordinalsEnd = layout.ordinalsEnd.number(
      at: rest + 1 + Impacts.length + layout.blockEnd.bytes)
  }
}

/// How wide the numbers in the entries of a list are: as wide as the largest there may be.
struct BlockLayout {
  struct Width {
    /// 2 to 4, or 0 for what is not there.
    let bytes: Int
    private let mask: UInt32

    init(bytes: Int) {
      self.bytes = bytes
      mask = bytes == 0 ? 0 : .max >> UInt32(32 - 8 * bytes)
    }

    /// Holds all numbers up to `largest`.
    init(holding largest: Int) {
      self.init(bytes: largest <= 0xffff ? 2 : largest <= 0xff_ffff ? 3 : 4)
    }

    @inline(__always)
    func number(at source: UnsafeRawPointer) -> UInt32 {
      source.loadUnaligned(as: UInt32.self) & mask
    }
  }

  let lastDoc: Width
  let blockEnd: Width
  let ordinalsEnd: Width
  /// Of an entry, in bytes.
  let length: Int

  /// The layout for a list of so many bytes, with its table, and ordinals; nil for none.
  init(documentCount: Int, postingsLength: Int, ordinalsLength: Int?) {
    lastDoc = Width(holding: documentCount)
    blockEnd = Width(holding: postingsLength)
    ordinalsEnd = ordinalsLength.map { Width(holding: $0) } ?? Width(bytes: 0)
    length = lastDoc.bytes + 1 + Impacts.length + blockEnd.bytes + ordinalsEnd.bytes
  }

  /// The layout for blocks of so many bytes: the table adds to the length of the list.
  init(documentCount: Int, blocksLength: Int, blocks: Int, ordinalsLength: Int?) {
    self.init(
      documentCount: documentCount, postingsLength: blocksLength, ordinalsLength: ordinalsLength)
    while true {
      let wider = BlockLayout(
        documentCount: documentCount, postingsLength: blocksLength + tableLength(blocks),
        ordinalsLength: ordinalsLength)
      if wider.length == length { return }
      self = wider
    }
  }

  /// Of all entries, with their number.
  func tableLength(_ blocks: Int) -> Int { blocks * length + PostingList.trailerLength }
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
      count <= info.postingsLength
    else {
      file.noteOutside(trailer)
      return 0
    }
    return count
  }
}
