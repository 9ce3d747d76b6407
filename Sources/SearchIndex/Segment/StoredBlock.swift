/// A block of documents as it stands in the file, which must stay mapped.
struct PackedBlock {
  let bytes: UnsafeRawBufferPointer
  let firstDoc: DocID
  let documents: Int
  /// The length of all titles and texts.
  let textLength: Int
  let isCoded: Bool
  /// Where in `bytes` the compressed content begins.
  let frameStart: Int
}

/// An unpacked block of documents.
struct StoredBlock {
  let firstDoc: DocID
  let count: Int
  /// The ids, paths, dates, origins and texts.
  private let raw: [UInt8]
  /// Where the ids, paths, dates, origins and texts of the documents begin, `count + 1` of each.
  private let starts: [Int]
  /// Where the titles end, behind which the texts begin.
  private let titleEnds: [Int]

  /// Of the content that was compressed; nil if it contradicts itself.
  init?(_ content: [UInt8], of packed: PackedBlock, decoder: TextDecoder?) {
    firstDoc = packed.firstDoc
    count = packed.documents
    let documents = packed.documents
    var starts: [Int] = []
    var titleEnds: [Int] = []
    starts.reserveCapacity((documents + 1) * 5)
    titleEnds.reserveCapacity(documents)
    let raw: [UInt8]? = content.withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      var offset = 0
      for _ in 0..<4 {
        for _ in 0..<documents where !reader.overrun {
          starts.append(offset)
          offset += reader.count()
        }
        starts.append(offset)
      }
      let textStart = offset
      for _ in 0..<documents where !reader.overrun { titleEnds.append(reader.count()) }
      for index in 0..<documents where !reader.overrun {
        starts.append(offset)
        titleEnds[index] += offset
        offset = titleEnds[index] + reader.count()
      }
      starts.append(offset)
      let headLength = reader.offset
      // An entry of a codebook is never as long as this; a larger claim is not to be allocated.
      guard !reader.overrun, textStart <= bytes.count - headLength,
        offset - textStart == packed.textLength, packed.textLength <= bytes.count << 6
      else { return nil }
      let codes = UnsafeRawBufferPointer(rebasing: bytes[(headLength + textStart)...])
      guard packed.isCoded || codes.count == packed.textLength else { return nil }
      var isSound = true
      let all = [UInt8](unsafeUninitializedCapacity: offset) { target, initialized in
        let target = UnsafeMutableRawBufferPointer(target)
        let plain = packed.isCoded ? textStart : offset
        target.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[headLength..<headLength + plain]))
        if packed.isCoded {
          let texts = UnsafeMutableRawBufferPointer(rebasing: target[textStart...])
          isSound = decoder?.decode(codes, into: texts) ?? false
        }
        initialized = isSound ? offset : 0
      }
      return isSound ? all : nil
    }
    guard let raw else { return nil }
    self.raw = raw
    self.starts = starts
    self.titleEnds = titleEnds
  }

  /// Where a part of a document is: id, title, text, path, date, origin.
  private func range(_ index: Int, _ part: Int) -> Range<Int> {
    func column(_ number: Int) -> Range<Int> {
      let start = number * (count + 1) + index
      return starts[start]..<starts[start + 1]
    }
    switch part {
    case 0: return column(0)
    case 1: return column(4).lowerBound..<titleEnds[index]
    case 2: return titleEnds[index]..<column(4).upperBound
    case 3: return column(1)
    case 4: return column(2)
    default: return column(3)
    }
  }

  func document(_ index: Int) -> StoredDocument {
    func part(_ number: Int) -> String {
      String(decoding: raw[range(index, number)], as: UTF8.self)
    }
    return StoredDocument(
      id: part(0), title: part(1), text: part(2), path: part(3), date: part(4),
      origin: Array(raw[range(index, 5)]))
  }

  /// Calls `body` with the bytes of a document's parts: id, title, text, path, date, origin.
  func withParts(
    _ index: Int, _ body: ([UnsafeRawBufferPointer]) throws(IndexError) -> Void
  ) throws(IndexError) {
    try raw.withSpanOfBytes(raw.count) { bytes throws(IndexError) in
      try body((0..<6).map { UnsafeRawBufferPointer(rebasing: bytes[range(index, $0)]) })
    }
  }
}
