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
  /// Lists of one document with up to this many positions live in the term dictionary.
  static let inlinePositions = 4

  static func blockCount(_ documentFrequency: Int) -> Int {
    (documentFrequency + blockLength - 1) / blockLength
  }
}

/// One entry of the table behind the blocks of a list: what a cursor knows of a block undecoded.
///
/// ```
/// entry = lastDoc:u32 blockEnd:u32 maxFrequency:u8 minLength:u8 [positionsEnd:u32]
/// ```
///
/// `blockEnd` and `positionsEnd` count from the start of the list's bytes in their files, so the
/// bytes of one list of one segment stay below 4 GiB (a segment's input does, see ``IndexWriter``).
struct BlockEntry {
  var lastDoc: DocID
  var blockEnd: UInt32
  /// The largest frequency in the block, 255 for all from there up.
  var maxFrequency: UInt8
  /// The smallest document length in the block, as ``DocumentLength`` codes it.
  var minLength: UInt8
  var positionsEnd: UInt32

  static func length(withPositions: Bool) -> Int { withPositions ? 14 : 10 }

  func append(to writer: inout ByteWriter, withPositions: Bool) {
    writer.append(fixed: lastDoc)
    writer.append(fixed: blockEnd)
    writer.append(maxFrequency)
    writer.append(minLength)
    if withPositions { writer.append(fixed: positionsEnd) }
  }

  init(
    lastDoc: DocID, blockEnd: UInt32, maxFrequency: UInt8, minLength: UInt8, positionsEnd: UInt32
  ) {
    self.lastDoc = lastDoc
    self.blockEnd = blockEnd
    self.maxFrequency = maxFrequency
    self.minLength = minLength
    self.positionsEnd = positionsEnd
  }

  init(at source: UnsafeRawPointer, withPositions: Bool) {
    lastDoc = source.loadUnaligned(as: UInt32.self)
    blockEnd = source.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    maxFrequency = source.load(fromByteOffset: 8, as: UInt8.self)
    minLength = source.load(fromByteOffset: 9, as: UInt8.self)
    positionsEnd =
      withPositions ? source.loadUnaligned(fromByteOffset: 10, as: UInt32.self) : 0
  }
}
