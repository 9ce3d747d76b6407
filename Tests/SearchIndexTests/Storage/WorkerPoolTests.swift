import TestSupport
import Testing

@testable import SearchIndex

@Suite struct WorkerPoolTests {
  /// A number that several threads change.
  private final class Counter: @unchecked Sendable {
    private let monitor = Monitor()
    private var value = 0

    func add(_ number: Int) {
      monitor.locked {
        value += number
        monitor.notifyAll()
      }
    }

    func wait(for expected: Int) {
      monitor.locked { while value < expected { monitor.wait() } }
    }

    var current: Int { monitor.locked { value } }
  }

  @Test("Every job runs once, on however many threads", arguments: [0, 1, 2, 7])
  func runsAll(threads: Int) {
    let counter = Counter()
    let pool = WorkerPool(threads: threads)
    for number in 1...1000 { pool.submit { counter.add(number) } }
    counter.wait(for: 500_500)
    #expect(counter.current == 500_500)
    withExtendedLifetime(pool) {}
  }

  @Test("A pool that is dropped has run what it was given")
  func drops() {
    let counter = Counter()
    var pool: WorkerPool? = WorkerPool(threads: 3)
    for _ in 0..<100 { pool?.submit { counter.add(1) } }
    pool = nil
    #expect(counter.current == 100)
  }

  @Test("A growing array keeps its elements")
  func growingArray() {
    var array = GrowingArray<UInt64>(capacity: 1)
    defer { array.deallocate() }
    for number in 0..<300_000 { array.append(UInt64(number)) }
    #expect(array.elements.enumerated().allSatisfy { UInt64($0.offset) == $0.element })
    let copy = Array(array.elements.prefix(1000))
    copy.withUnsafeBufferPointer { array.append(contentsOf: $0) }
    #expect(array.count == 301_000 && array.base[300_999] == 999)
    array.removeAll()
    #expect(array.elements.isEmpty)
  }
}
