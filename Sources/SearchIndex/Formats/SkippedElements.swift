/// Follows the elements of which nothing is taken, and those in them.
struct SkippedElements {
  /// How many are open.
  private var depth = 0

  /// True within such an element.
  var isOpen: Bool { depth > 0 }

  /// An element begins, of which nothing is to be taken if `isSkipped`; true if nothing is taken of it.
  mutating func begin(_ isSkipped: @autoclosure () -> Bool) -> Bool {
    guard isOpen || isSkipped() else { return false }
    depth += 1
    return true
  }

  /// An element ends; true if nothing was taken of it.
  mutating func end() -> Bool {
    guard isOpen else { return false }
    depth -= 1
    return true
  }
}
