/// The tables of a ``WordTrie``: places are tried, the most difficult first, until all are different.
struct WordPlaces {
  private(set) var seeds = [UInt8](repeating: 0, count: WordTrie.groups)
  private(set) var pairs: [WordTrie.Entry]
  private(set) var pairShift: UInt32
  private(set) var children: [WordTrie.Entry]
  /// By node: where its children are counted from.
  private var bases: [UInt32]

  /// How often places are tried for a node, which is far more often than it takes.
  private static let attempts = 1 << 16

  /// Nil if there are no such places.
  init?(_ words: TrieWords) {
    let pairLog = WordPlaces.log(words.pairs.count)
    pairShift = 32 - pairLog
    pairs = [WordTrie.Entry](repeating: .free, count: 1 << pairLog)
    children = [WordTrie.Entry](
      repeating: .free, count: 1 << WordPlaces.log(words.children.count))
    bases = [UInt32](repeating: 0, count: words.ends.count)
    guard placeChildren(words), placePairs(words) else { return nil }
  }

  /// A third of a table is free, or more.
  private static func log(_ count: Int) -> UInt32 {
    var log: UInt32 = 16
    while 1 << log < count + count / 2 { log += 1 }
    return log
  }

  /// The numbers of what has so many members, those with many first.
  private static func byFallingSize(_ count: Int, _ size: (Int) -> Int) -> [Int] {
    var starts: [Int] = []
    for index in 0..<count {
      while starts.count <= size(index) { starts.append(0) }
      starts[size(index)] += 1
    }
    var sum = 0
    for size in starts.indices.reversed() {
      sum += starts[size]
      starts[size] = sum - starts[size]
    }
    var order = [Int](repeating: 0, count: count)
    for index in 0..<count {
      order[starts[size(index)]] = index
      starts[size(index)] += 1
    }
    return order
  }

  private mutating func placeChildren(_ words: TrieWords) -> Bool {
    let mask = UInt32(children.count - 1)
    let codes = words.children.map { WordTrie.code($0.unit) }
    let ends = words.ends
    var isTaken = [Bool](repeating: false, count: children.count)
    var isBase = [Bool](repeating: false, count: children.count)
    isBase[0] = true
    var random: UInt32 = 1
    let order = WordPlaces.byFallingSize(ends.count) { $0 == 0 ? 0 : ends[$0] - ends[$0 - 1] }
    for node in order where node > 0 {
      let range = ends[node - 1]..<ends[node]
      var attempt = 0
      var base: UInt32 = 0
      var index = range.lowerBound
      repeat {
        guard attempt < WordPlaces.attempts else { return false }
        attempt += 1
        // Numerical Recipes' generator, of which the high bits are the better ones.
        random = random &* 1_664_525 &+ 1_013_904_223
        base = random >> 8 & mask
        index = range.lowerBound
        if isBase[Int(base)] { continue }
        while index < range.upperBound, !isTaken[Int((base &+ codes[index]) & mask)] { index += 1 }
      } while index < range.upperBound
      isBase[Int(base)] = true
      bases[node] = base
      for index in range { isTaken[Int((base &+ codes[index]) & mask)] = true }
    }
    for node in 1..<max(1, ends.count) {
      for index in ends[node - 1]..<ends[node] {
        let child = words.children[index]
        children[Int((bases[node] &+ codes[index]) & mask)] = WordTrie.Entry(
          key: bases[node], cost: child.cost, base: bases[Int(child.node)])
      }
    }
    return true
  }

  private mutating func placePairs(_ words: TrieWords) -> Bool {
    // The hashes group by group.
    let hashes = words.pairs.map { WordTrie.hash($0.key) }
    var ends = [Int](repeating: 0, count: WordTrie.groups + 1)
    for hash in hashes { ends[WordTrie.group(hash) + 1] += 1 }
    for group in 1..<ends.count { ends[group] += ends[group - 1] }
    var grouped = [UInt32](repeating: 0, count: hashes.count)
    for hash in hashes {
      let group = WordTrie.group(hash)
      grouped[ends[group]] = hash
      ends[group] += 1
    }
    let shift = pairShift
    var isTaken = [Bool](repeating: false, count: pairs.count)
    let order = WordPlaces.byFallingSize(WordTrie.groups) {
      $0 == 0 ? ends[0] : ends[$0] - ends[$0 - 1]
    }
    for group in order {
      let range = (group == 0 ? 0 : ends[group - 1])..<ends[group]
      var seed: UInt8 = 0
      while true {
        var index = range.lowerBound
        while index < range.upperBound {
          let slot = WordTrie.slot(grouped[index], seed, shift)
          if isTaken[slot] { break }
          isTaken[slot] = true
          index += 1
        }
        if index == range.upperBound { break }
        while index > range.lowerBound {
          index -= 1
          isTaken[WordTrie.slot(grouped[index], seed, shift)] = false
        }
        guard seed < .max else { return false }
        seed += 1
      }
      seeds[group] = seed
    }
    for (index, pair) in words.pairs.enumerated() {
      let hash = hashes[index]
      pairs[WordTrie.slot(hash, seeds[WordTrie.group(hash)], shift)] = WordTrie.Entry(
        key: pair.key, cost: pair.cost, base: bases[Int(pair.node)])
    }
    return true
  }
}
