/// Finds a term in the dictionaries of several segments at once.
///
/// A search in one waits for memory at most of its steps. Those of several do not wait for each other, so they are made
/// in turns, without branches that depend on what was read (Khuong and Morin, "Array Layouts for Comparison-Based
/// Searching", 2017, on why a search without branches waits less).
enum TermLookup {
  /// By dictionary: the entry of the term, or nil where the segment does not hold it.
  static func entries(of term: [UInt8], in dictionaries: [TermDictionary]) -> [TermInfo?] {
    term.withUnsafeBytes { term in
      let key = TermKey.prefix(term)
      return withUnsafeTemporaryAllocation(of: Search.self, capacity: dictionaries.count) {
        searches in
        var steps = 0
        for (number, dictionary) in dictionaries.enumerated() {
          searches.initializeElement(at: number, to: Search(dictionary))
          steps = max(steps, Int.bitWidth - searches[number].left.leadingZeroBitCount)
        }
        for _ in 0..<steps {
          for number in searches.indices { searches[number].step(key) }
        }
        var infos: [TermInfo?] = []
        infos.reserveCapacity(dictionaries.count)
        for (number, dictionary) in dictionaries.enumerated() {
          infos.append(dictionary.lookup(term, key, searches[number]))
        }
        return infos
      }
    }
  }

  /// A search for the last block of a dictionary whose key is not above a key.
  struct Search {
    /// Without the counting of references at each step.
    private let dictionary: Unmanaged<TermDictionary>
    /// The last block that is known not to be above, or the first.
    private(set) var block = 0
    /// How many blocks there are from there on that may be it.
    private(set) var left: Int

    init(_ dictionary: TermDictionary) {
      self.dictionary = .passUnretained(dictionary)
      left = dictionary.blockCount
    }

    @inline(__always)
    mutating func step(_ key: UInt64) {
      guard left > 1 else { return }
      let half = left / 2
      let middle = dictionary._withUnsafeGuaranteedRef { $0.key(ofBlock: block &+ half) }
      block &+= middle <= key ? half : 0
      left &-= half
    }
  }
}
