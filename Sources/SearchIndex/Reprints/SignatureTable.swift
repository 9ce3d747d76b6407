/// The signatures of documents, made by several threads: 144 bytes a document.
final class SignatureTable: Sendable {
  /// A document and where its signature is.
  struct Row {
    var segment: Int32
    var doc: DocID
    var slot: Int32
    var place: Int32
  }

  /// In the order of segments and documents.
  let rows: [Row]
  /// By slot: one signature after the other.
  private let bytes: [[UInt8]]

  /// What a thread makes.
  private final class Slot {
    let analyzer: Analyzer
    var sink = ShingleSink()
    var rows: [Row] = []
    var bytes: [UInt8] = []

    init(_ analyzer: Analyzer) { self.analyzer = analyzer }
  }

  /// Makes the signatures of all documents that are long enough.
  ///
  /// - Parameters:
  ///   - searcher: the index.
  ///   - docs: by segment, the documents.
  ///   - minimumLength: documents of fewer units are left out.
  ///   - threads: how many threads work.
  ///   - progress: told now and then how many documents were read since it was told last.
  /// - Throws: ``IndexError/damaged(file:reason:)``.
  init(
    _ searcher: Searcher, _ docs: [[DocID]], minimumLength: Int, threads: Int,
    progress: @escaping (_ documents: Int) -> Void
  ) throws(IndexError) {
    let scan = try DocumentScan(searcher, docs, threads: threads)
    var slots: [Slot] = []
    for _ in 0..<scan.slots {
      slots.append(Slot(try Analyzer(folding: searcher.manifest.folding)))
    }
    // Each is used by the thread of its slot alone, and here behind the scan.
    nonisolated(unsafe) let own = slots
    try scan.forEach(
      progress: progress,
      { (number, item) throws(IndexError) in
        let slot = own[number]
        slot.sink.removeAll()
        try item.block.withParts(item.index) { (parts) throws(IndexError) in
          slot.analyzer.analyze(parts[2], into: &slot.sink)
        }
        guard slot.sink.unitCount >= max(1, minimumLength) else { return }
        slot.rows.append(
          Row(
            segment: Int32(item.segment), doc: item.doc, slot: Int32(number),
            place: Int32(slot.rows.count)))
        Signature.append(slot.sink.hashes, to: &slot.bytes)
      })
    bytes = slots.map(\.bytes)
    rows = slots.flatMap(\.rows).sorted { ($0.segment, $0.doc) < ($1.segment, $1.doc) }
  }

  /// The signature of a row.
  subscript(row: Int) -> ArraySlice<UInt8> {
    let start = Int(rows[row].place) * Signature.length
    return bytes[Int(rows[row].slot)][start..<start + Signature.length]
  }

  /// The places of a band as a number.
  func band(_ band: Int, ofRow row: Int) -> UInt32 {
    let start = Int(rows[row].place) * Signature.length + band * Signature.bandLength
    let own = bytes[Int(rows[row].slot)]
    return own[start..<start + Signature.bandLength].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Rows that agree on a band, two or more together.
  func buckets(_ band: Int) -> [[Int]] {
    var keys = rows.indices.map { UInt64(self.band(band, ofRow: $0)) << 32 | UInt64($0) }
    keys.sort()
    var buckets: [[Int]] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      if end - start > 1 { buckets.append(keys[start..<end].map { Int($0 & 0xffff_ffff) }) }
      start = end
    }
    return buckets
  }
}
