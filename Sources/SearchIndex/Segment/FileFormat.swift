/// What all files of an index share: a header, pages of payload, metadata, and a footer.
///
/// ```
/// file     = header payload… metadata pageTable footer
/// header   = magic:u32 kind:u8 version:u8 zero:u16 segment:u64                        16 bytes
/// metadata = what the file's own reader needs on open                                 any length
/// pageTable = checksum:u64 for each page of 32 KiB of header and payload
/// footer   = payloadEnd:u64 metadataLength:u32 pageCount:u32 tableChecksum:u64
///            kind:u8 version:u8 zero:u16 segment:u64 footerMagic:u32 footerChecksum:u64   48 bytes
/// ```
///
/// Integers are little-endian. On open the footer, the metadata and the page table are checked;
/// a page of payload is checked when a query first touches it, so that no damage is answered from
/// and nothing is read that is not needed. See ``IndexFileWriter`` and ``IndexFileReader``.
enum FileFormat {
  /// The version of every file.
  ///
  /// - 1: the first.
  /// - 2: no grams for the left ends of runs, words tell what stands behind them; no frequencies in
  ///   short lists where all are one; texts are coded before they are compressed.
  /// - 3: words of two characters, and words of scripts with spaces, have no lists beside those of
  ///   the grams; one length a document; blocks tell how many documents they have.
  /// - 4: columns as wide as their numbers need, with the end of the title, the date and the path; the
  ///   dictionary of paths; the manifest holds the folding of the index.
  /// - 5: the catalog of source files, which the manifest names; documents keep where they stand in
  ///   their file.
  /// - 6: ordinals of characters instead of positions; grams across separators and for what stands behind
  ///   a word; no column of the ends of titles; blocks of postings tell their impacts.
  /// - 7: the first byte of a term's entry tells most of it; documents in dictionaries have one width.
  static let version: UInt8 = 7
  /// The versions that are read: those before were never released.
  static let readable: ClosedRange<UInt8> = 7...version

  static let magic: UInt32 = 0x5844_4953  // "SIDX"
  static let footerMagic: UInt32 = 0x444e_4549  // "IEND"
  static let headerLength = 16
  static let footerLength = 48
  static let pageShift = 15
  static let pageLength = 1 << pageShift

  static func header(kind: FileKind, segment: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(fixed: magic)
    writer.append(kind.rawValue)
    writer.append(version)
    writer.append(fixed: UInt16(0))
    writer.append(fixed: segment)
    return writer.bytes
  }
}

/// The kinds of file that make an index.
enum FileKind: UInt8, CaseIterable, Sendable {
  case manifest = 1
  case words = 2
  case wordsPostings = 3
  case grams = 4
  case gramsPostings = 5
  case gramsOrdinals = 6
  case identifiers = 7
  case columns = 8
  case documents = 9
  case deletions = 10
  case paths = 11
  case sources = 12

  /// The part of the file's name behind the segment's number.
  var name: String {
    switch self {
    case .manifest: "manifest"
    case .words: "words"
    case .wordsPostings: "words-postings"
    case .grams: "grams"
    case .gramsPostings: "grams-postings"
    case .gramsOrdinals: "grams-ordinals"
    case .identifiers: "identifiers"
    case .columns: "columns"
    case .documents: "documents"
    case .deletions: "deletions"
    case .paths: "paths"
    case .sources: "sources"
    }
  }

  /// The files that every segment has; deletions come when a document is deleted.
  static let ofEverySegment: [FileKind] = [
    .words, .wordsPostings, .grams, .gramsPostings, .gramsOrdinals, .identifiers, .paths,
    .columns, .documents,
  ]

  /// True if a writer gives files such a name.
  static func isIndexFile(_ name: String) -> Bool {
    if [Manifest.fileName, Manifest.copyName].contains(name) || SourceCatalog.isFileName(name) {
      return true
    }
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, parts[0].count >= 8, parts[0].allSatisfy(\.isHexDigit) else {
      return false
    }
    let kind = parts[1].split(separator: "-").first == "deletions" ? "deletions" : parts[1]
    return allCases.contains { $0.name == kind }
  }

  /// The number of a segment as the names of its files have it.
  static func number(_ segment: UInt64) -> String {
    let digits = String(segment, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// The name of a segment's file: `0000000a.grams`, or `0000000a.deletions-3`.
  func fileName(segment: UInt64, generation: UInt64 = 0) -> String {
    let number = FileKind.number(segment)
    return self == .deletions ? "\(number).\(name)-\(generation)" : "\(number).\(name)"
  }
}
