/// Which of some things are in one set, as more and more sets are joined (Tarjan, "Efficiency of a Good But
/// Not Linear Set Union Algorithm", 1975).
struct DisjointSets {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  /// What stands for the set of a thing: the least of it.
  func root(_ thing: Int) -> Int {
    var root = thing
    while Int(parents[root]) != root { root = Int(parents[root]) }
    return root
  }

  /// Makes one set of two.
  mutating func join(_ left: Int, _ right: Int) {
    let (first, second) = (root(left), root(right))
    parents[max(first, second)] = UInt32(min(first, second))
    compress(left)
    compress(right)
  }

  private mutating func compress(_ thing: Int) {
    let root = UInt32(root(thing))
    var current = thing
    while parents[current] != root {
      let next = Int(parents[current])
      parents[current] = root
      current = next
    }
  }

  /// The sets of two things or more, each rising.
  var sets: [[Int]] {
    var sets: [Int: [Int]] = [:]
    for thing in parents.indices {
      let root = root(thing)
      if root != thing { sets[root, default: [root]].append(thing) }
    }
    return sets.sorted { $0.key < $1.key }.map(\.value)
  }
}
