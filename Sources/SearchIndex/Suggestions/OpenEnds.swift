/// Words after which more must come: a string that ends with one is no completion.
enum OpenEnds {
  private static let words: Set<String> = {
    let characters = """
      的地得之和与與或及而且但并並在于於以为為是由从從自对對向被把將将给給按依据據因其这這那该該各每不未
      无無可能应應须須会會要有所等了着著过過也都就還还又再即则則若如至到第一二三四五六七八九十百千万零〇
      """
    let words = """
      应当 應當 或者 以及 可以 其他 应该 應該 如果 因为 因為 所以 但是 并且 並且 而且 不得 有关 有關 相关 相關
      进行 進行 关于 關於 对于 對於 根据 根據 依照 按照 由于 由於 的话 的話
      """
    return Set(characters.filter { !$0.isWhitespace }.map(String.init))
      .union(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }()

  /// True if the last of ICU's words in `string` is one of them.
  static func contains(endOf string: String, by analyzer: Analyzer) -> Bool {
    let text = AnalyzedText(string, by: analyzer)
    guard let last = text.words.last, last.upperBound == text.folded.count else { return false }
    // A numeral may be cut as one: 十二.
    let word = text.string(last)
    return words.contains(word) || word.allSatisfy { words.contains(String($0)) }
  }
}
