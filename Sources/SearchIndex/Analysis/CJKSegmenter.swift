/// Cuts runs of U+4E00–U+9FFF into the words that ICU's `CjkBreakEngine` finds (`dictbe.cpp`).
///
/// Of all ways to cut the run into words of the dictionary and single characters, the one of least
/// cost: costs are those of the dictionary, 255 for a character that is no word. Of equal ways ICU
/// keeps the one it met first, that is, whose last word begins first. Words that hold other
/// characters cannot begin or end within such a run, so they need not be known.
///
/// Not to be shared between threads; the trie is.
struct CJKSegmenter {
  private let trie: WordTrie
  /// By place in the run: the least cost up to it, and how long the last word before it is.
  private var costs = GrowingArray<UInt32>(capacity: 1024)
  private var lengths = GrowingArray<UInt8>(capacity: 1024)

  init(_ trie: WordTrie) { self.trie = trie }

  /// Frees the memory; the segmenter must not be used any more.
  func deallocate() {
    costs.deallocate()
    lengths.deallocate()
  }

  /// Calls `body` with the range of each word of the run `range` of `text`, in order.
  @inline(__always)
  mutating func forEachWord(
    of range: Range<Int>, in text: UnsafePointer<UInt16>, _ body: (Range<Int>) -> Void
  ) {
    let count = range.count
    if count == 1 { return body(range) }
    let run = text + range.lowerBound
    findWords(run, count)
    // Backward the lengths lead from each word to the one before: turn them around.
    let lengths = lengths.base
    var end = count
    var length = lengths[end]
    while end > 0 {
      let start = end &- Int(length)
      let before = lengths[start]
      lengths[start] = length
      length = before
      end = start
    }
    var start = 0
    while start < count {
      let end = start &+ Int(lengths[start])
      body(range.lowerBound &+ start..<range.lowerBound &+ end)
      start = end
    }
  }

  private mutating func findWords(_ run: UnsafePointer<UInt16>, _ count: Int) {
    costs.removeAll()
    lengths.removeAll()
    let costs = costs.room(for: count &+ 1)
    let lengths = lengths.room(for: count &+ 1)
    costs.update(repeating: .max, count: count &+ 1)
    costs[0] = 0
    lengths[0] = 0
    for start in 0..<count {
      let before = costs[start]
      var entry = trie.root(run[start])
      let single = before &+ (entry.cost == 0 ? WordTrie.unknownCost : entry.cost)
      if single < costs[start &+ 1] {
        costs[start &+ 1] = single
        lengths[start &+ 1] = 1
      }
      let limit = min(count &- start, WordTrie.maximumLength)
      var length = 1
      while length < limit, entry.hasChildren {
        entry = trie.child(of: entry, run[start &+ length])
        if entry.isEmpty { break }
        length &+= 1
        if entry.cost == 0 { continue }
        let cost = before &+ entry.cost
        if cost < costs[start &+ length] {
          costs[start &+ length] = cost
          lengths[start &+ length] = UInt8(truncatingIfNeeded: length)
        }
      }
    }
  }
}
