/// What a line is in an issue.
public enum LineRole: String, Sendable, CaseIterable {
  /// White space only.
  case blank
  /// A line drawn with dashes, stars and the like.
  case rule
  /// The name of the paper, its date, number, address, or the list of what is inside.
  case masthead
  /// The number of a page.
  case page
  /// The name of a part of the paper, such as 【要闻】.
  case section
  /// Who edited the page: what ends it.
  case editor
  /// A short line by itself: a slogan, a filler.
  case slogan
  /// A line of a headline: kicker, main line, subtitle.
  case headline
  /// Who wrote it.
  case byline
  /// What is said below a picture.
  case caption
  /// A short line over a part of an article.
  case subheading
  /// An entry of a list.
  case item
  /// A line of verse or of a table, which stays as it is.
  case set
  /// All other text.
  case text

  /// True for what belongs to the issue and to none of its articles.
  public var isFurniture: Bool {
    switch self {
    case .rule, .masthead, .page, .section, .editor, .slogan: true
    default: false
    }
  }
}
