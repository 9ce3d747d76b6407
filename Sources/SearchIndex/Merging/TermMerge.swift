/// Walks several dictionaries at once, term by term.
///
/// The dictionaries are few, so the smallest of their current terms is found by comparing them all,
/// mostly by their first eight bytes.
final class TermMerge {
  private let cursors: [TermCursor]
  /// The cursors again, without the counting of references at each step.
  private let unowned: [Unmanaged<TermCursor>]
  /// By dictionary: the first bytes of its current term.
  private let prefixes: UnsafeMutablePointer<UInt64>
  /// Those that are not at their end, rising.
  private var alive = GrowingArray<Int>()
  private var holding = GrowingArray<Int>()

  init(_ dictionaries: [TermDictionary]) {
    cursors = dictionaries.map { TermCursor($0, forgets: true) }
    unowned = cursors.map { Unmanaged.passUnretained($0) }
    prefixes = .allocate(capacity: max(1, cursors.count))
    prefixes.initialize(repeating: 0, count: max(1, cursors.count))
    for index in cursors.indices where advance(index) { alive.append(index) }
  }

  deinit {
    prefixes.deallocate()
    alive.deallocate()
    holding.deallocate()
  }

  /// Which dictionaries hold the current term, rising; valid until the next step.
  var holders: UnsafeBufferPointer<Int> { holding.elements }

  /// Goes to the next term; false at the end of all dictionaries.
  func next() -> Bool {
    for index in holders where !advance(index) { drop(index) }
    holding.removeAll()
    for index in alive.elements {
      let order = holding.count == 0 ? 0 : compare(index, holding.base[0])
      if order < 0 { holding.removeAll() }
      if order <= 0 { holding.append(index) }
    }
    return holding.count > 0
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

  private func advance(_ index: Int) -> Bool {
    unowned[index]._withUnsafeGuaranteedRef { cursor in
      guard cursor.advance() else { return false }
      prefixes[index] = TermKey.prefix(cursor.term)
      return true
    }
  }

  private func compare(_ left: Int, _ right: Int) -> Int {
    if prefixes[left] != prefixes[right] { return prefixes[left] < prefixes[right] ? -1 : 1 }
    return unowned[left]._withUnsafeGuaranteedRef { left in
      unowned[right]._withUnsafeGuaranteedRef { TermKey.compare(left.term, $0.term) }
    }
  }
}
