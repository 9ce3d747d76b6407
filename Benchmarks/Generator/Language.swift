/// Which words follow which, and of what a topic speaks: the same for every seed.
///
/// A word's successors are drawn by frequency from all words, by a hash instead of a table. A
/// frequent word has many, a rare one few, and the first of them come most often. So pairs of words
/// repeat as in real text, where drawing each word by itself would make far too many pairs.
struct Language {
  static let topics = 300
  /// Words before this one say little of what a text is about.
  static let firstContentWord = 130
  static let phraseBits = 13
  private static let topicBits = 8

  let vocabulary: Vocabulary

  @inline(__always)
  func successor(of word: Int, _ random: inout Random) -> Int {
    let bits = word < 40 ? 8 : word < 1000 ? 5 : word < 10_000 ? 3 : 1
    let place = random.skewed(bits: bits)
    return vocabulary.word(Random.mix(UInt64(word) << 16 | UInt64(place)))
  }

  /// A word of one of the set phrases that all papers use.
  @inline(__always)
  func word(_ place: Int, ofPhrase phrase: Int) -> Int {
    vocabulary.word(Random.mix(1 << 62 | UInt64(phrase) << 8 | UInt64(place)))
  }

  @inline(__always)
  func word(ofTopic topic: Int, _ random: inout Random) -> Int {
    let place = random.skewed(bits: Language.topicBits)
    var key = 1 << 63 | UInt64(topic) << 16 | UInt64(place)
    var word = 0
    for _ in 0..<4 {
      word = vocabulary.word(Random.mix(key))
      if word >= Language.firstContentWord { break }
      key += 1 << 32
    }
    return word
  }
}
