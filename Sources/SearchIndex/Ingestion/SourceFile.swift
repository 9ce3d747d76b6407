/// A file to be indexed and how to read it.
struct SourceFile {
  enum Format {
    case text
    case jsonLines
  }

  /// As it was reached: what people are told.
  var path: String
  /// The absolute path without links.
  var real: String
  var format: Format
  var status: SourceStatus

  /// What a record keeps of the settings that matter for the file.
  ///
  /// 1: issues are split; 2: documents have the date of their issue. Records of older programs lack the
  /// 2, so their texts are read again.
  func settings(splitsIssues: Bool) -> UInt64 {
    format == .text ? 2 | (splitsIssues ? 1 : 0) : 0
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
