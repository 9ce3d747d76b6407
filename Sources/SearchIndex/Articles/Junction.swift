/// Tells whether two pieces of text, put together, make words that neither has alone.
///
/// The measure is that of ICU's segmenter: the least sum of the words' costs. What the cheapest
/// reading of both together saves against the readings of each is the gain. 治理网 + 络完善 gains
/// much, for 网络 is a word; 治理好 + 人民说 gains nothing.
struct Junction {
  /// How many characters on either side are looked at.
  static let reach = 6

  private let trie: WordTrie?
  private var left: [UInt16] = []
  private var right: [UInt16] = []
  private var both: [UInt16] = []
  private var best = [Int](repeating: 0, count: Junction.reach * 2 + 1)

  init() { trie = ICU.wordTrie }

  /// What is saved by joining the end of one range to the beginning of another, 0 or more.
  ///
  /// A word of two characters that is split into its characters loses about 150 to 400.
  mutating func gain(
    of bytes: UnsafeRawBufferPointer, _ first: Range<Int>, _ second: Range<Int>
  ) -> Int {
    guard let trie else { return 0 }
    left.removeAll(keepingCapacity: true)
    right.removeAll(keepingCapacity: true)
    // Ideographs of the dictionary take three bytes each.
    var index = first.upperBound
    while index - 3 >= first.lowerBound, left.count < Junction.reach,
      let unit = Junction.han(bytes, index - 3)
    {
      left.append(unit)
      index -= 3
    }
    index = second.lowerBound
    while index + 3 <= second.upperBound, right.count < Junction.reach,
      let unit = Junction.han(bytes, index)
    {
      right.append(unit)
      index += 3
    }
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    left.reverse()
    both.removeAll(keepingCapacity: true)
    both += left
    both += right
    let together = Junction.cost(both, trie, &best)
    // On the way to the end the cheapest reading of the beginning was found.
    let apart = best[left.count] + Junction.cost(right, trie, &best)
    return max(0, apart - together)
  }

  private static func han(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16? {
    let lead = bytes[index]
    guard lead >= 0xe4, lead <= 0xe9 else { return nil }
    let unit =
      UInt16(lead & 0xf) << 12 | UInt16(bytes[index + 1] & 0x3f) << 6
      | UInt16(bytes[index + 2] & 0x3f)
    return WordTrie.isHan(unit) ? unit : nil
  }

  private static func cost(_ units: [UInt16], _ trie: WordTrie, _ best: inout [Int]) -> Int {
    for index in 0...units.count { best[index] = .max }
    best[0] = 0
    for start in units.indices where best[start] != .max {
      best[start + 1] = min(best[start + 1], best[start] + Int(WordTrie.unknownCost))
      var entry = trie.root(units[start])
      var end = start + 1
      while true {
        if entry.cost > 0 { best[end] = min(best[end], best[start] + Int(entry.cost)) }
        guard entry.hasChildren, end < units.count else { break }
        entry = trie.child(of: entry, units[end])
        if entry.isEmpty { break }
        end += 1
      }
    }
    return best[units.count]
  }
}
