/// A text that a file holds: most hold one.
struct SourceItem {
  /// What the text is.
  enum Content {
    /// A text as it was typed or extracted: laid out, repaired and split into articles.
    case issue(SourceText)
    /// What is one document as it stands; all parts in well-formed UTF-8.
    case document(title: [UInt8], text: [UInt8], date: [UInt8])
    /// JSON Lines, a document each.
    case lines([UInt8])
  }

  /// What the text is called within the file, as `2021/b.txt` in an archive; empty for the file itself.
  var name = ""
  var content: Content
}

/// Why nothing can be made of a file.
struct SourceRefusal: Error, Equatable {
  var kind: IngestionProblem.Kind
  var reason: String

  init(_ kind: IngestionProblem.Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  /// Bytes that are text in no encoding that is known.
  static let unknownEncoding = SourceRefusal(
    .encoding,
    "its encoding is not certain: it is not text, or convert it to UTF-8, "
      + "for example with 'iconv -f GB18030 -t UTF-8', or name it with --encoding")
}
