/// What a paragraph is in its article.
///
/// That lines stand together as parts do decides more than what each is by itself: a short line above a headline is
/// the name of a column or a part of the headline, and each makes the other likely.
enum ArticlePart: Int, CaseIterable {
  /// The first line of a headline, with which an article begins.
  case headline
  /// The text with which an article begins that has no headline.
  case opening
  /// Anything else with which an article begins, such as the name of a column or a byline.
  case heading
  /// Of no article.
  case outside
  /// Another line of a headline, or a byline below it.
  case line
  /// A short line over a part of an article.
  case subheading
  /// A short line that is the last of an article: who signs it.
  case closing
  /// All else.
  case text

  /// How many of the parts, from the first on, begin an article.
  static let beginnings = 3

  /// All of them by their names.
  static var byName: [Substring: Self] {
    Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })
  }
}
