/// Walks the terms of a dictionary in byte order.
///
/// It stands on no term until ``seek(to:)`` or ``advance()`` was called; both say whether there is
/// one. Damage ends it, and the file remembers: whatever the bytes are, terms rise.
final class TermCursor {
  private let dictionary: TermDictionary
  /// The current term's bytes, kept here because front-coded terms stand nowhere whole.
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)
  private var length = 0
  private(set) var info = TermInfo()
  private var entries = TermEntries.none
  private var block = -1
  /// What has been read is given back to the system up to here; nil if nothing is.
  private var forgotten: Int?
  /// How much is read before it is given back.
  private static let window = 128 << 10

  /// A cursor; one that walks the whole dictionary once and `forgets` gives back what it has read.
  ///
  /// It is made behind a call so that it never lies on the stack: where Swift 6.3.1 puts it there, in release
  /// builds, its end traps ("deallocated with non-zero retain count").
  @inline(never)
  static func over(_ dictionary: TermDictionary, forgets: Bool = false) -> TermCursor {
    TermCursor(dictionary, forgets: forgets)
  }

  init(_ dictionary: TermDictionary, forgets: Bool = false) {
    self.dictionary = dictionary
    forgotten = forgets ? 0 : nil
  }

  deinit { buffer.deallocate() }

  /// The current term; valid until the cursor moves.
  var term: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<length]) }

  /// Goes to the first term that is not before `target`.
  func seek(to target: UnsafeRawBufferPointer) -> Bool {
    guard let block = dictionary.block(of: target), enter(block: block) else { return false }
    while advance() {
      if !TermKey.precedes(term, target) { return true }
    }
    return false
  }

  /// Goes to the term of this number in byte order, from 0 up.
  func seek(toOrdinal ordinal: Int) -> Bool {
    let number = ordinal / TermDictionaryWriter.blockLength
    guard ordinal >= 0, ordinal < dictionary.termCount, enter(block: number) else { return false }
    for _ in 0...ordinal % TermDictionaryWriter.blockLength {
      guard advance() else { return false }
    }
    return true
  }

  /// Goes to the next term.
  func advance() -> Bool {
    let previous = length
    if entries.left == 0 {
      guard block + 1 < dictionary.blockCount, enter(block: block + 1) else { return false }
    }
    let (shared, rest) = entries.term()
    guard shared <= length, !entries.isDamaged,
      isRising(shared, rest, previous: length == 0 ? previous : length)
    else { return fail() }
    reserve(shared + rest.count)
    UnsafeMutableRawBufferPointer(rebasing: buffer[shared...]).copyMemory(from: rest)
    length = shared + rest.count
    entries.readInfo(&info)
    guard !entries.isDamaged else { return fail() }
    return true
  }

  /// Whether the next term is behind the current one, which is in the buffer even at the end of its block.
  @inline(__always)
  private func isRising(_ shared: Int, _ rest: UnsafeRawBufferPointer, previous: Int) -> Bool {
    guard shared < previous, let first = rest.first else { return !rest.isEmpty || previous == 0 }
    if first != buffer[shared] { return first > buffer[shared] }
    // Only the first term of a block repeats what it shares.
    return TermKey.precedes(UnsafeRawBufferPointer(rebasing: buffer[shared..<previous]), rest)
  }

  private func enter(block number: Int) -> Bool {
    guard let entries = dictionary.entries(ofBlock: number) else {
      end()
      return false
    }
    if let start = forgotten {
      let place = dictionary.range(ofBlock: number).lowerBound
      if place - start > TermCursor.window {
        dictionary.file.forget(start..<place)
        forgotten = place
      }
    }
    self.entries = entries
    block = number
    length = 0
    return true
  }

  private func reserve(_ capacity: Int) {
    guard capacity > buffer.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity * 2, alignment: 8)
    larger.copyMemory(from: term)
    buffer.deallocate()
    buffer = larger
  }

  private func fail() -> Bool {
    dictionary.file.noteOutside(0)
    end()
    return false
  }

  private func end() {
    entries = .none
    block = dictionary.blockCount
  }
}
