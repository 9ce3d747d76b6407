/// A hash table of the edges of a trie in which each has a place that no other wants.
///
/// Hash, displace and compress, as in Belazzougui, Botelho and Dietzfelbinger (2009), without the compressing: edges
/// fall into groups by their hash, and of each group, the largest first, seeds are tried until its edges fall on free
/// places.
struct EdgePlaces {
  private(set) var seeds: [UInt8]
  private(set) var edges: [StringTrie.Edge?]
  let groupShift: UInt64
  let slotShift: UInt64

  /// Edges for which there is no place are left out.
  init(_ source: [StringTrie.Edge]) {
    var log: UInt64 = 6
    while 1 << log < source.count + source.count / 2 { log += 1 }
    slotShift = 64 - log
    groupShift = slotShift + 2
    edges = [StringTrie.Edge?](repeating: nil, count: 1 << log)
    seeds = [UInt8](repeating: 0, count: 1 << (log - 2))
    place(source)
  }

  @inline(__always)
  static func hash(_ key: UInt64) -> UInt64 { key &* 0x9e37_79b9_7f4a_7c15 }

  @inline(__always)
  static func slot(_ hash: UInt64, _ seed: UInt8, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* (UInt64(seed) &* 2 &+ 0xd6e8_feb8_6659_fd93)) &>> shift)
  }

  private mutating func place(_ source: [StringTrie.Edge]) {
    // The edges group by group.
    var ends = [Int](repeating: 0, count: seeds.count + 1)
    func group(_ edge: StringTrie.Edge) -> Int {
      Int(truncatingIfNeeded: EdgePlaces.hash(edge.key) &>> groupShift)
    }
    for edge in source { ends[group(edge) + 1] += 1 }
    let largest = ends.max() ?? 0
    for index in 1..<ends.count { ends[index] += ends[index - 1] }
    var grouped = [Int](repeating: 0, count: source.count)
    for (index, edge) in source.enumerated() {
      let group = group(edge)
      grouped[ends[group]] = index
      ends[group] += 1
    }
    for size in stride(from: largest, to: 0, by: -1) {
      for group in seeds.indices {
        let range = (group == 0 ? 0 : ends[group - 1])..<ends[group]
        if range.count == size { place(grouped[range].map { source[$0] }, ofGroup: group) }
      }
    }
  }

  private mutating func place(_ members: [StringTrie.Edge], ofGroup group: Int) {
    for seed in 0...UInt8.max {
      var count = 0
      for edge in members {
        let slot = EdgePlaces.slot(EdgePlaces.hash(edge.key), seed, slotShift)
        if edges[slot] != nil { break }
        edges[slot] = edge
        count += 1
      }
      if count == members.count {
        seeds[group] = seed
        return
      }
      for edge in members[..<count] {
        edges[EdgePlaces.slot(EdgePlaces.hash(edge.key), seed, slotShift)] = nil
      }
    }
  }
}
