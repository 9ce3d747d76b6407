/// A file to be indexed and how to read it.
struct SourceFile {
  enum Format {
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
  /// Bit 0 tells that issues are split, bits 8 to 15 have the encoding if one was named. What a record
  /// has not got must be 0, which is what records of older versions say.
  func settings(_ options: ReadingOptions) -> UInt64 {
    guard format == .text else { return 0 }
    return (options.splitsIssues ? 1 : 0) | (options.encoding?.number ?? 0) << 8
  }

  /// The format that a name's ending tells, or nil.
  static func format(ofName name: String) -> Format? {
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
    switch ending.lowercased() {
    case "txt": return .text
    case "jsonl", "ndjson": return .jsonLines
    default: return nil
    }
  }
}
