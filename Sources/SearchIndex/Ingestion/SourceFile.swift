/// A file to be indexed and how to read it.
struct SourceFile {
  enum Format: Sendable {
    case text
    case jsonLines

    /// Read in parts, for it may be larger than memory: not of one piece like a document.
    var isStreamed: Bool { self == .jsonLines }
  }

  /// As it was reached: what people are told.
  var path: String
  /// The absolute path without links.
  var real: String
  var format: Format
  var status: SourceStatus

  /// What a record keeps of the settings that matter for the file.
  ///
  /// Bit 0 tells that issues are split, bit 1 that documents have the date of their issue, bits 8 to 15 have
  /// the encoding if one was named. Records of older programs lack bit 1, so their texts are read again.
  func settings(_ options: ReadingOptions) -> UInt64 {
    guard format == .text else { return 0 }
    return 2 | (options.splitsIssues ? 1 : 0) | (options.encoding?.number ?? 0) << 8
  }

  /// The format that a name's ending tells, or nil.
  static func format(ofName name: String) -> Format? {
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    let lower = ending.lowercased()
    return formats.first { $0.ending == lower }?.format
  }

  /// The formats by the endings of names, in lower case.
  static let formats: [(ending: String, format: Format)] = [
    ("txt", .text), ("jsonl", .jsonLines), ("ndjson", .jsonLines),
  ]
}
