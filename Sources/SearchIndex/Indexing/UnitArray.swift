internal import CPrefetch
private import Glibc

/// A number for each unit of UTF-16, 0 at first.
///
/// Pages of characters that never come are never touched. The owner calls ``deallocate()``.
struct UnitArray<Number: FixedWidthInteger & BitwiseCopyable> {
  private static var count: Int { 1 << 16 }

  private let base: UnsafeMutablePointer<Number>

  init() {
    guard let memory = calloc(UnitArray.count, MemoryLayout<Number>.stride) else {
      fatalError("out of memory")
    }
    base = memory.bindMemory(to: Number.self, capacity: UnitArray.count)
  }

  /// Frees the memory; the array must not be used any more.
  func deallocate() { free(base) }

  @inline(__always)
  subscript(unit: UInt16) -> Number {
    get { base[Int(unit)] }
    nonmutating set { base[Int(unit)] = newValue }
  }

  /// Has memory brought near for a unit that soon comes.
  @inline(__always)
  func expect(_ unit: UInt16) { prefetch(base + Int(unit)) }
}
