/// A text that a file holds: most hold one.
struct SourceItem {
  /// What the text is.
  enum Content {
    /// A text as it was typed or extracted: laid out, repaired and split into articles.
    case issue(SourceText)
    /// What is one document as it stands; all parts in well-formed UTF-8.
    case document(ExtractedText)
  }

  /// Its place among several texts of the file, as the chapters of a book, from 1 up; nil if it is the only
  /// one.
  var number: Int?
  /// That of the bytes it was decoded from; nil if its format needs none.
  var encoding: SourceEncoding?
  /// How many broken sequences became U+FFFD.
  var broken = 0
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
