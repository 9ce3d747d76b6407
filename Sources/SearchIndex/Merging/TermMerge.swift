/// Walks several dictionaries at once, term by term.
///
/// The dictionaries are few, so the smallest of their current terms is found by comparing them all, mostly by
/// their first eight bytes, and without branches: which of them hold it cannot be foreseen.
final class TermMerge {
  private let cursors: [TermCursor]
  /// The cursors again, without the counting of references at each step.
  private let unowned: [Unmanaged<TermCursor>]
  /// By dictionary: the first bytes of its current term, and how many it has.
  private let prefixes: UnsafeMutablePointer<UInt64>
  private let lengths: UnsafeMutablePointer<Int>
  /// Those that are not at their end, rising.
  private var alive = GrowingArray<Int>()
  private var holding = GrowingArray<Int>()

  init(_ dictionaries: [TermDictionary]) {
    cursors = dictionaries.map { TermCursor.over($0, forgets: true) }
    unowned = cursors.map { Unmanaged.passUnretained($0) }
    prefixes = .allocate(capacity: max(1, cursors.count))
    prefixes.initialize(repeating: 0, count: max(1, cursors.count))
    lengths = .allocate(capacity: max(1, cursors.count))
    lengths.initialize(repeating: 0, count: max(1, cursors.count))
    for index in cursors.indices where advance(index) { alive.append(index) }
  }

  deinit {
    prefixes.deallocate()
    lengths.deallocate()
    alive.deallocate()
    holding.deallocate()
  }

  /// Which dictionaries hold the current term, rising; valid until the next step.
  var holders: UnsafeBufferPointer<Int> { holding.elements }

  /// Goes to the next term; false at the end of all dictionaries.
  func next() -> Bool {
    for index in holders where !advance(index) { drop(index) }
    var least = UInt64.max
    for index in alive.elements { least = min(least, prefixes[index]) }
    holding.removeAll()
    let room = holding.room(for: alive.count)
    var (count, longest, shortest) = (0, 0, Int.max)
    for index in alive.elements {
      room[count] = index
      let isLeast = prefixes[index] == least
      count &+= isLeast ? 1 : 0
      longest = max(longest, isLeast ? lengths[index] : 0)
      shortest = min(shortest, isLeast ? lengths[index] : .max)
    }
    holding.extend(by: count)
    // Terms of the same prefix differ if they are longer than it, or if one ends with zeros.
    if longest > 8 || longest != shortest { keepSmallest() }
    return holding.count > 0
  }

  /// Leaves of the dictionaries whose current terms have the same prefix those with the smallest term.
  private func keepSmallest() {
    guard holding.count > 1 else { return }
    var kept = 0
    for place in 0..<holding.count {
      let index = holding.base[place]
      let order = kept == 0 ? 0 : compare(index, holding.base[0])
      if order < 0 { kept = 0 }
      if order > 0 { continue }
      holding.base[kept] = index
      kept += 1
    }
    holding.removeLast(holding.count - kept)
  }

  /// Goes on without a dictionary that has no more terms.
  private func drop(_ dictionary: Int) {
    var left = 0
    for index in alive.elements where index != dictionary {
      alive.base[left] = index
      left += 1
    }
    alive.removeLast(alive.count - left)
  }

  /// The one dictionary that holds the current term; nil if several do.
  var onlyHolder: Int? { holders.count == 1 ? holders[0] : nil }

  /// The current term; valid until the next step.
  var term: UnsafeRawBufferPointer {
    unowned[holders[0]]._withUnsafeGuaranteedRef { $0.term }
  }

  /// The entry of the current term in one of the dictionaries that hold it.
  func info(_ holder: Int) -> TermInfo { unowned[holder]._withUnsafeGuaranteedRef { $0.info } }

  /// In how many documents of one of the dictionaries that hold it the current term is.
  func documentFrequency(_ holder: Int) -> UInt32 {
    unowned[holder]._withUnsafeGuaranteedRef { $0.info.documentFrequency }
  }

  private func advance(_ index: Int) -> Bool {
    unowned[index]._withUnsafeGuaranteedRef { cursor in
      guard cursor.advance() else { return false }
      prefixes[index] = TermKey.prefix(cursor.term)
      lengths[index] = cursor.term.count
      return true
    }
  }

  private func compare(_ left: Int, _ right: Int) -> Int {
    unowned[left]._withUnsafeGuaranteedRef { left in
      unowned[right]._withUnsafeGuaranteedRef { TermKey.compare(left.term, $0.term) }
    }
  }
}
