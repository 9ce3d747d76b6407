internal import CPrefetch

/// Cuts runs of U+4E00–U+9FFF into the words that ICU's `CjkBreakEngine` finds (`dictbe.cpp`).
///
/// Of all ways to cut the run into words of the dictionary and single characters, the one of least
/// cost: costs are those of the dictionary, 255 for a character that is no word. Of equal ways ICU
/// keeps the one it met first, that is, whose last word begins first. Words that hold other
/// characters cannot begin or end within such a run, so they need not be known.
///
/// What begins with two and with three characters is looked up ahead, for all places of a stretch of text,
/// run or not: that has no branches, and memory is asked for all of them before the first is needed.
///
/// Not to be shared between threads; the trie is.
struct CJKSegmenter {
  /// Kept for its tables.
  private let trie: WordTrie
  private let tables: WordTrie.Tables
  /// By place in the run: the least cost up to it, shifted, and how long the last word before it is, as its
  /// complement: so the less is the cheaper way, and of equal ones the longer word.
  private var best = GrowingArray<UInt32>(capacity: 1024)
  /// By place in the stretch: what begins there with two and with three characters.
  private var pairs = GrowingArray<WordTrie.Entry>(capacity: CJKSegmenter.stretch)
  private var triples = GrowingArray<WordTrie.Entry>(capacity: CJKSegmenter.stretch)
  /// Room for what is looked for.
  private var looks = GrowingArray<Look>(capacity: CJKSegmenter.stretch)
  /// The part of the text that has been looked up.
  private var stretchStart = 0
  private var stretchEnd = 0

  /// Longer runs might cost more than there are bits for.
  static let maximumRun = 1 << 16

  private static let stretch = 256
  private static let lengths: UInt32 = 0xff
  private static let costShift: UInt32 = 8

  init(_ trie: WordTrie) {
    self.trie = trie
    tables = trie.tables
  }

  /// Frees the memory; the segmenter must not be used any more.
  func deallocate() {
    best.deallocate()
    pairs.deallocate()
    triples.deallocate()
    looks.deallocate()
  }

  /// What follows is another text.
  mutating func begin() { stretchEnd = 0 }

  /// Calls `body` with the range of each word of the run `range` of `text`, in order.
  ///
  /// Of no more than ``maximumRun`` characters.
  /// The run ends where the text does, or before another kind of character. Runs come in the order of the text.
  @inline(__always)
  mutating func forEachWord(
    of range: Range<Int>, in text: UnsafeBufferPointer<UInt16>, _ body: (Range<Int>) -> Void
  ) {
    let count = range.count
    if count == 1 { return body(range) }
    guard let units = text.baseAddress else { return }
    findWords(of: range, in: units, text.count)
    // Backward the lengths lead from each word to the one before: turn them around.
    let best = best.base
    var end = count
    var length = best[end] & CJKSegmenter.lengths ^ CJKSegmenter.lengths
    while end > 0 {
      let start = end &- Int(truncatingIfNeeded: length)
      let before = best[start] & CJKSegmenter.lengths ^ CJKSegmenter.lengths
      best[start] = length
      length = before
      end = start
    }
    var start = 0
    while start < count {
      let end = start &+ Int(truncatingIfNeeded: best[start])
      body(range.lowerBound &+ start..<range.lowerBound &+ end)
      start = end
    }
  }

  /// The cost of a way and the length of its last word, given the cost of the way before it.
  @inline(__always)
  private static func way(_ before: UInt32, _ cost: UInt32, _ length: Int) -> UInt32 {
    before &+ (cost &<< costShift | lengths &- UInt32(truncatingIfNeeded: length))
  }

  @inline(never)
  private mutating func findWords(
    of range: Range<Int>, in text: UnsafePointer<UInt16>, _ textCount: Int
  ) {
    let count = range.count
    let run = text + range.lowerBound
    best.removeAll()
    // Words of two and three characters are tried behind the end too, where there are none.
    let best = best.room(for: count &+ 3)
    let tables = tables
    best.update(repeating: .max, count: count &+ 3)
    best[0] = CJKSegmenter.lengths
    var start = 0
    while start < count {
      if range.lowerBound &+ start >= stretchEnd {
        lookUp(text, range.lowerBound &+ start, textCount)
      }
      let end = min(count, stretchEnd &- range.lowerBound)
      let pairs = pairs.base + (range.lowerBound &- stretchStart)
      let triples = triples.base + (range.lowerBound &- stretchStart)
      while start < end {
        let before = best[start] & ~CJKSegmenter.lengths
        let one = CJKSegmenter.way(before, tables.cost(of: run[start]), 1)
        best[start &+ 1] = min(best[start &+ 1], one)
        let pair = pairs[start]
        let two = pair.cost == 0 ? .max : CJKSegmenter.way(before, pair.cost, 2)
        best[start &+ 2] = min(best[start &+ 2], two)
        let triple = triples[start]
        let three = triple.cost == 0 ? .max : CJKSegmenter.way(before, triple.cost, 3)
        best[start &+ 3] = min(best[start &+ 3], three)
        if triple.hasChildren { findLonger(triple, start, count, run, best, tables) }
        start &+= 1
      }
    }
  }

  /// Tries the words that begin like `triple` at `start`.
  @inline(__always)
  private func findLonger(
    _ triple: WordTrie.Entry, _ start: Int, _ count: Int, _ run: UnsafePointer<UInt16>,
    _ best: UnsafeMutablePointer<UInt32>, _ tables: WordTrie.Tables
  ) {
    let before = best[start] & ~CJKSegmenter.lengths
    let limit = min(count &- start, WordTrie.maximumLength)
    var entry = triple
    var length = 3
    while length < limit, entry.hasChildren {
      entry = tables.child(of: entry, run[start &+ length])
      if entry.isEmpty { return }
      length &+= 1
      if entry.cost == 0 { continue }
      let end = start &+ length
      best[end] = min(best[end], CJKSegmenter.way(before, entry.cost, length))
    }
  }

  /// What is looked for at a place of a table.
  private struct Look: BitwiseCopyable {
    var key: UInt32
    var place: UnsafeMutablePointer<WordTrie.Entry>
  }

  /// Looks up what begins with two and three characters from `start` on.
  @inline(never)
  private mutating func lookUp(_ text: UnsafePointer<UInt16>, _ start: Int, _ textCount: Int) {
    let count = min(CJKSegmenter.stretch, textCount &- start)
    let pairs = pairs.base
    let triples = triples.base
    let tables = tables
    let units = text + start
    // The last places of the text have nothing behind them.
    let pairCount = min(count, textCount &- start &- 1)
    let tripleCount = max(0, min(count, textCount &- start &- 2))
    let looks = looks.base
    var left = WordTrie.number(units[0])
    for index in 0..<pairCount {
      let right = WordTrie.number(units[index &+ 1])
      let key = left &<< 15 | right
      let place = tables.place(ofPair: key)
      prefetch(place)
      looks[index] = Look(key: key, place: place)
      left = right
    }
    for index in 0..<pairCount {
      pairs[index] = looks[index].place.pointee.ifKey(is: looks[index].key)
    }
    for index in 0..<tripleCount {
      let pair = pairs[index]
      let place = tables.place(behind: pair, units[index &+ 2])
      prefetch(place)
      looks[index] = Look(key: pair.base, place: place)
    }
    for index in 0..<tripleCount {
      triples[index] = looks[index].place.pointee.ifKey(is: looks[index].key)
    }
    if pairCount < count { pairs[pairCount] = .none }
    for index in tripleCount..<count { triples[index] = .none }
    stretchStart = start
    stretchEnd = start &+ count
  }
}
