/// The words of a ``WordTrie`` as lists: pairs, and nodes with their children.
struct TrieWords {
  typealias Pair = (key: UInt32, cost: UInt32, node: UInt32)
  typealias Child = (unit: UInt16, cost: UInt32, node: UInt32)

  private(set) var costs = [UInt8](
    repeating: UInt8(WordTrie.unknownCost), count: Int(WordTrie.last - WordTrie.first) + 1)
  private(set) var pairs: [Pair] = []
  /// Node after node; the first node has none, and stands for all that have none.
  private(set) var children: [Child] = []
  /// By node: where its children end.
  private(set) var ends: [Int] = [0]
  private(set) var isValid = true

  // What a walk through the dictionary waits with: an array for each node would take most of the time.
  private var followers: [CJKDictionary.Child] = []
  private var nodes: [UInt32] = []

  init(_ dictionary: CJKDictionary) {
    for left in dictionary.children(of: dictionary.root) where WordTrie.isHan(left.unit) {
      let number = WordTrie.number(left.unit)
      let cost = cost(of: left)
      if cost > 0 { costs[Int(number)] = UInt8(cost) }
      for right in dictionary.children(of: left) where WordTrie.isHan(right.unit) {
        pairs.append(
          (
            number << 15 | WordTrie.number(right.unit), self.cost(of: right),
            node(right, dictionary)
          ))
      }
    }
  }

  private mutating func cost(of word: CJKDictionary.Child) -> UInt32 {
    guard let cost = word.value else { return 0 }
    if cost < 1 || cost > 254 { isValid = false }
    return cost & 0xff
  }

  private mutating func node(
    _ parent: CJKDictionary.Child, _ dictionary: CJKDictionary
  ) -> UInt32 {
    let first = followers.count
    let firstNode = nodes.count
    dictionary.appendChildren(of: parent, to: &followers)
    let range = first..<followers.count
    // Those of the children stand before.
    for index in range where WordTrie.isHan(followers[index].unit) {
      nodes.append(node(followers[index], dictionary))
    }
    guard nodes.count > firstNode else {
      followers.removeLast(range.count)
      return 0
    }
    var next = firstNode
    for index in range where WordTrie.isHan(followers[index].unit) {
      let follower = followers[index]
      children.append((follower.unit, cost(of: follower), nodes[next]))
      next += 1
    }
    nodes.removeLast(next - firstNode)
    followers.removeLast(range.count)
    ends.append(children.count)
    return UInt32(ends.count - 1)
  }
}
