/// Numbers that are looked up without a check, again and again, and never change.
///
/// In an array each look-up would count a reference to it, or copy what holds it, for every sum of weights.
final class FixedTable<Element: BitwiseCopyable>: @unchecked Sendable {
  private let elements: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    self.elements = .allocate(capacity: max(1, elements.count))
    for (index, element) in elements.enumerated() {
      (self.elements + index).initialize(to: element)
    }
  }

  deinit { elements.deallocate() }

  /// - Parameter index: from 0 to below `count`.
  @inline(__always)
  subscript(index: Int) -> Element {
    assert(index >= 0 && index < count)
    return elements[index]
  }
}
