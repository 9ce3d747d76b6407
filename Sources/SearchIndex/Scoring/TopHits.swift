/// Keeps the best documents of a segment: a bounded heap with the worst of them on top.
///
/// A higher key is better, among equal keys a higher score, and among equal scores the document whose
/// id comes first.
struct TopHits {
  struct Entry: Equatable {
    /// ``HitOrder/key(date:)``; 0 for all if hits are ordered by score.
    var key: UInt32 = 0
    var score: Score
    /// The place of the document's id among those of the segment.
    var rank: UInt32
    var doc: DocID

    @inline(__always)
    func isBetter(than other: Entry) -> Bool {
      if key != other.key { return key > other.key }
      return score != other.score ? score > other.score : rank < other.rank
    }
  }

  let capacity: Int
  /// Nothing below this score enters, if all keys are equal.
  var floor: Score = 0
  private var heap: [Entry] = []

  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(min(capacity, 1024))
  }

  /// The score below which nothing enters any more, if all keys are equal.
  var threshold: Score {
    guard heap.count == capacity else { return floor }
    return max(floor, heap.first?.score ?? .max)
  }

  /// True if a document of this score may enter; at equal scores its rank decides.
  @inline(__always)
  func wouldEnter(_ score: Score) -> Bool { score >= threshold }

  mutating func insert(_ entry: Entry) {
    if heap.count < capacity {
      heap.append(entry)
      siftUp(heap.count - 1)
    } else if let worst = heap.first, entry.isBetter(than: worst) {
      heap[0] = entry
      siftDown(0)
    }
  }

  /// The entries, best first.
  func sorted() -> [Entry] { heap.sorted { $0.isBetter(than: $1) } }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].isBetter(than: heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[worst].isBetter(than: heap[child]) {
        worst = child
      }
      if worst == parent { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
