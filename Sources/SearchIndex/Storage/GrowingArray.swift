private import Glibc

/// A growing array of plain values, written and read through its pointer.
///
/// For the buffers of the indexing loop, where the checks of a Swift array (uniqueness, exclusivity)
/// would be a good part of the work. It does not free itself: its owner calls ``deallocate()``.
struct GrowingArray<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    base = GrowingArray.resized(nil, to: capacity)
  }

  /// Frees the memory; the array must not be used any more.
  func deallocate() { free(base) }

  /// How many bytes the array takes, if nothing was removed.
  ///
  /// Pages behind the end have never been written, so the system has given none.
  var memory: Int { count * MemoryLayout<Element>.stride }

  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(elements) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count &+ 1) }
    base[count] = element
    count &+= 1
  }

  mutating func append(contentsOf source: UnsafeBufferPointer<Element>) {
    guard let first = source.baseAddress else { return }
    room(for: source.count).update(from: first, count: source.count)
    count &+= source.count
  }

  /// The place behind the last element, with room for `more`; ``extend(by:)`` follows.
  @inline(__always)
  mutating func room(for more: Int) -> UnsafeMutablePointer<Element> {
    if count &+ more > capacity { grow(to: count &+ more) }
    return base + count
  }

  /// Makes elements that were written behind the end part of the array.
  @inline(__always)
  mutating func extend(by more: Int) { count &+= more }

  mutating func removeAll() { count = 0 }

  mutating func removeLast(_ number: Int) { count &-= number }

  /// By halves once it is large, so that little memory lies unused.
  @inline(never)
  private mutating func grow(to needed: Int) {
    let next = capacity < 1 << 20 ? capacity * 2 : capacity + capacity / 2
    capacity = max(next, needed)
    base = GrowingArray.resized(base, to: capacity)
  }

  /// With `realloc`, which moves large arrays by changing the map of the memory: nothing is copied,
  /// and no page is cleared that was written before.
  private static func resized(
    _ base: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    guard let memory = realloc(base, max(1, capacity) * MemoryLayout<Element>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }
}

extension GrowingArray<UInt8> {
  /// Appends seven bits a byte, as ``ByteWriter`` does.
  @inline(__always)
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends the lowest bytes of an integer, the lowest first.
  @inline(__always)
  mutating func append(low value: UInt32, bytes count: Int) {
    for index in 0..<count {
      append(UInt8(truncatingIfNeeded: value &>> UInt32(8 &* index)))
    }
  }

  mutating func append(contentsOf source: UnsafeRawBufferPointer) {
    append(contentsOf: source.assumingMemoryBound(to: UInt8.self))
  }
}
