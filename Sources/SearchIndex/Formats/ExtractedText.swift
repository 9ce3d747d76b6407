/// A text that was taken out of a file which is no plain text; all parts in well-formed UTF-8.
struct ExtractedText: Equatable {
  /// What it is called within the file, as a chapter of a book; empty for the file itself.
  var name = ""
  /// Empty if the format tells none: then the text has it.
  var title: [UInt8] = []
  var text: [UInt8] = []
  /// As the source writes it, or empty.
  var date: [UInt8] = []
  /// Where title and text stand in the source; without pieces if that is not known.
  var origin = DocumentOrigin()

  /// The bytes of markup or packed text that are looked at for a text of ``Document/maximumLength``.
  static let maximumMarkup = 16 * Document.maximumLength
}
