/// How much the terms of a query count, if a word of Chinese characters counts 1.
///
/// A term's weight is this, times the boost it was given, times its inverse document frequency. The
/// numbers are measured, see the Architecture article.
package enum TermWeight {
  static let word: Float = 1
  /// Two neighbouring characters.
  static let pair: Float = 0.6
  /// A word of two characters has no list of its own: its pair counts for both.
  static let pairThatIsWord: Float = word + pair
  /// A word of a script with spaces, or a number.
  ///
  /// It is one term where a Chinese word of three characters is three: the word and its two pairs.
  static let foreignWord: Float = word + 2 * pair
  /// A short text that a document holds as it stands: enough that repeated pieces of it do not
  /// outweigh it.
  ///
  /// Without effect on the long questions of the test collections.
  static let wholeText: Float = 2

  /// What a word counts less for asking.
  ///
  /// Not nothing, so that what matches does not depend on it, and a query of such words alone ranks
  /// as ever.
  static let interrogativeFactor: Float = 0.1

  /// What the weight of a term is multiplied with.
  static func factor(of term: [UInt8]) -> Float {
    interrogatives.contains(term) ? interrogativeFactor : 1
  }

  /// Words that ask, in both scripts.
  ///
  /// They say what is wanted, not what it is about. Answers hardly use them, so they are rare in most
  /// collections and their inverse document frequency is high: statistics take 如何 for a telling
  /// word. They are few and no new ones arise. Left out are those that are often something else: 几,
  /// and 何, which is also a name.
  package static let interrogatives: Set<[UInt8]> = Set(
    """
    什么 什麼 怎么 怎麼 怎样 怎樣 怎么样 怎麼樣 怎么办 怎麼辦 如何 为何 為何 为什么 為什麼
    谁 誰 哪 哪些 哪个 哪個 哪里 哪裡 哪裏 哪儿 哪兒 哪种 哪種 哪位 哪样 哪樣
    何时 何時 何地 何处 何處 何人 何种 何種 何者
    几个 幾個 多少 多久 多大 多长 多長 多高 多远 多遠
    吗 嗎 呢 是否 能否 可否 会否 會否 有否 有无 有無
    有没有 有沒有 是不是 能不能 会不会 會不會 要不要 可不可以 请问 請問
    """.split { $0.isWhitespace }.map { Array($0.utf8) })
}
