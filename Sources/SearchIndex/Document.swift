/// What is indexed: one article.
public struct Document: Equatable, Sendable {
  /// What tells the document from all others; adding the same id again replaces the document.
  public var id: String
  /// The headline; searched like the text.
  public var title: String
  /// The text.
  public var text: String
  /// The file that it came from, or empty.
  public var path: String
  /// The date of issue as its source writes it, or empty.
  public var date: String
  /// Where its title and text stand in that file; nil if that is not known.
  public var origin: DocumentOrigin?

  /// The largest title and text together, in bytes of UTF-8: 64 MiB.
  public static let maximumLength = 64 << 20
  /// The longest id in bytes of UTF-8.
  public static let maximumIDLength = 32 << 10

  /// Makes a document.
  public init(
    id: String, title: String = "", text: String, path: String = "", date: String = "",
    origin: DocumentOrigin? = nil
  ) {
    self.id = id
    self.title = title
    self.text = text
    self.path = path
    self.date = date
    self.origin = origin
  }

  /// Where it begins in its file, if that is known.
  public var start: DocumentOrigin.Place? { origin?.start(title: title, text: text) }
}
