/// Tells whether two pieces of text, put together, make words that neither has alone.
///
/// The measure is that of ICU's segmenter: the least sum of the words' costs. What the cheapest
/// reading of both together saves against the readings of each is the gain. 治理网 + 络完善 gains
/// much, for 网络 is a word; 治理好 + 人民说 gains nothing.
struct Junction {
  /// How many characters on either side are looked at.
  static let reach = 6

  private let trie: WordTrie?
  /// The characters on both sides, one after the other.
  private var units = [UInt16](repeating: 0, count: Junction.reach * 2)
  private var best = [Int](repeating: 0, count: Junction.reach * 2 + 1)

  init() { trie = ICU.wordTrie }

  /// What is saved by joining the end of one range to the beginning of another, 0 or more.
  ///
  /// A word of two characters that is split into its characters loses about 150 to 400.
  mutating func gain(
    of bytes: UnsafeRawBufferPointer, _ first: Range<Int>, _ second: Range<Int>
  ) -> Int {
    guard let trie else { return 0 }
    // Ideographs of the dictionary take three bytes each.
    var start = first.upperBound
    while start - 3 >= first.lowerBound, first.upperBound - start < 3 * Junction.reach,
      Junction.han(bytes, start - 3) != nil
    {
      start -= 3
    }
    let left = read(bytes, start..<first.upperBound, to: 0)
    guard left > 0 else { return 0 }
    let end = read(bytes, second, to: left)
    guard end > left else { return 0 }
    let together = cost(of: 0..<end, trie)
    // On the way to the end the cheapest reading of the beginning was found.
    let beginning = best[left]
    return max(0, beginning + cost(of: left..<end, trie) - together)
  }

  /// Reads ideographs; returns where they end.
  private mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to place: Int
  ) -> Int {
    var index = range.lowerBound
    var end = place
    while index + 3 <= range.upperBound, end - place < Junction.reach,
      let unit = Junction.han(bytes, index)
    {
      units[end] = unit
      end += 1
      index += 3
    }
    return end
  }

  private static func han(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16? {
    let lead = bytes[index]
    guard lead >= 0xe4, lead <= 0xe9 else { return nil }
    let unit =
      UInt16(lead & 0xf) << 12 | UInt16(bytes[index + 1] & 0x3f) << 6
      | UInt16(bytes[index + 2] & 0x3f)
    return WordTrie.isHan(unit) ? unit : nil
  }

  private mutating func cost(of range: Range<Int>, _ trie: WordTrie) -> Int {
    for index in range { best[index + 1] = .max }
    best[range.lowerBound] = 0
    for start in range {
      best[start + 1] = min(best[start + 1], best[start] + Int(trie.tables.cost(of: units[start])))
      var end = start + 2
      guard end <= range.upperBound else { continue }
      var entry = trie.tables.pair(WordTrie.number(units[start]), WordTrie.number(units[start + 1]))
      while !entry.isEmpty {
        if entry.cost > 0 { best[end] = min(best[end], best[start] + Int(entry.cost)) }
        guard entry.hasChildren, end < range.upperBound else { break }
        entry = trie.tables.child(of: entry, units[end])
        end += 1
      }
    }
    return best[range.upperBound]
  }
}
