/// What a search found.
public struct SearchResults {
  /// How many documents match.
  public let total: Int
  /// False if ``total`` is a lower bound.
  public let totalIsExact: Bool
  /// The best of them, best first.
  public let hits: [Hit]
  /// False if the query had nothing to look for: no letter, digit or character.
  public let hasUnits: Bool
}

/// A document that was found.
public struct Hit {
  /// What the document is known by.
  public let id: String
  /// The headline.
  public let title: String
  /// The whole text.
  public let text: String
  /// The file that it came from, or empty.
  public let path: String
  /// The date of issue, or empty.
  public let date: String
  /// Where title and text stand in the file, if that is known.
  public let origin: DocumentOrigin?
  /// The sum of what the query's terms are worth in this document.
  public let score: Double
  /// How the score comes about, if the search was asked to tell.
  public let explanation: Explanation?
  private let highlighter: Highlighter

  init(
    document: StoredDocument, score: Double, explanation: Explanation?, highlighter: Highlighter
  ) {
    id = document.id
    title = document.title
    text = document.text
    path = document.path
    date = document.date
    origin = DocumentOrigin(encoded: document.origin)
    self.score = score
    self.explanation = explanation
    self.highlighter = highlighter
  }

  /// The best passage of the text with its matches; of the title if only that matches.
  ///
  /// - Parameter length: how many characters the passage should have, about.
  /// - Returns: an unaltered part of the text or the title.
  public func snippet(length: Int = 100) -> Snippet { snippets(length: length, limit: 1)[0] }

  /// The best passages, at least one, in the order of the text; each shows a part of the query that
  /// better ones do not.
  public func snippets(length: Int = 100, limit: Int) -> [Snippet] {
    let snippets = SnippetBuilder(length: length).snippets(of: text, highlighter, limit: limit)
    guard snippets.allSatisfy(\.highlights.isEmpty) else { return snippets }
    let title = highlightedTitle
    return title.highlights.isEmpty ? snippets : [title]
  }

  /// The whole title with its matches.
  public var highlightedTitle: Snippet {
    let matches = highlighter.matches(in: title)
    var snippet = Snippet(
      source: title, range: 0..<title.utf8.count, highlights: Highlighter.joined(matches))
    snippet.isTitle = true
    return snippet
  }

  /// Where the document begins in its file, if that is known.
  public var start: DocumentOrigin.Place? { origin?.start(title: title, text: text) }

  /// Where each match of a passage of this hit stands in the file; none if that is not known.
  public func places(of snippet: Snippet) -> [DocumentOrigin.Place] {
    guard let origin else { return [] }
    var places = OriginPlaces(origin, title: title, text: text)
    let base = (snippet.isTitle ? 0 : title.utf8.count) + snippet.range.lowerBound
    let scalars = snippet.text.unicodeScalars
    return snippet.highlights.compactMap { highlight in
      let end = scalars.index(scalars.startIndex, offsetBy: highlight.start)
      let length = scalars[..<end].reduce(0) { $0 + UTF8.width($1) }
      return places.place(ofByte: base + length)
    }
  }
}
