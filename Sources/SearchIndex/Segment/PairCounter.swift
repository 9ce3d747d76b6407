internal import CPrefetch

/// Counts pairs of numbers below 2^20 in a table of fixed size.
///
/// A slot holds both numbers and the count, so that a pair costs one access to memory, which is not waited for:
/// pairs are counted some time after they have come, see ``finish()``. When the table is full, pairs that are new are not counted: those that are frequent have come before.
struct PairCounter {
  private static let countBits: UInt64 = 24
  private var slots: [UInt64]
  private let mask: Int
  private var used = 0
  /// The pairs that came last, 0 for none, and where the next one goes.
  private var waiting = InlineArray<16, UInt64>(repeating: 0)
  private var next = 0
  private static let lookahead = 16

  /// Of room for about as many pairs as `capacity`.
  init(capacity: Int) {
    var room = 4096
    while room < capacity { room *= 2 }
    slots = [UInt64](repeating: 0, count: room)
    mask = room - 1
  }

  @inline(__always)
  mutating func add(_ left: UInt32, _ right: UInt32) {
    // One more than the number, for a free slot is 0.
    let key = (UInt64(left) &+ 1) &<< 20 | UInt64(right)
    slots.withUnsafeBufferPointer { slots in
      if let base = slots.baseAddress { prefetch(base + place(key)) }
    }
    let before = waiting[next]
    waiting[next] = key
    next = (next &+ 1) & (PairCounter.lookahead &- 1)
    if before != 0 { count(before) }
  }

  /// Counts the pairs that came last; to be called before counts are asked for.
  mutating func finish() {
    for index in 0..<PairCounter.lookahead {
      let place = (next + index) & (PairCounter.lookahead - 1)
      if waiting[place] != 0 { count(waiting[place]) }
      waiting[place] = 0
    }
  }

  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 40) & mask
  }

  @inline(__always)
  private mutating func count(_ key: UInt64) {
    var index = place(key)
    while true {
      let slot = slots[index]
      if slot &>> PairCounter.countBits == key {
        slots[index] = slot &+ 1
        return
      }
      if slot == 0 {
        guard used < mask &- mask / 4 else { return }
        used &+= 1
        slots[index] = key &<< PairCounter.countBits | 1
        return
      }
      index = (index &+ 1) & mask
    }
  }

  func forEach(_ body: (_ left: Int, _ right: Int, _ count: Int) -> Void) {
    for slot in slots where slot != 0 {
      body(
        Int(slot >> (20 + PairCounter.countBits)) - 1,
        Int(slot >> PairCounter.countBits & 0xf_ffff),
        Int(slot & (1 << PairCounter.countBits - 1)))
    }
  }

  /// The gain, bytes times uses, that at most `room` pairs reach.
  func leastGain(room: Int, length: (Int) -> Int) -> Int {
    var histogram = [Int](repeating: 0, count: 1024)
    forEach { left, right, count in
      guard count >= 3 else { return }
      histogram[min(count * (length(left) + length(right)), 1023)] += 1
    }
    var sum = 0
    for gain in stride(from: 1023, through: 0, by: -1) {
      sum += histogram[gain]
      if sum > room { return gain + 1 }
    }
    return 0
  }
}
