/// Gathers attributes of all elements of one name.
final class AttributeReader: MarkupHandler {
  private let element: String
  private let attributes: [String]
  /// The values for each element that has all of the attributes, in the order of the document.
  private(set) var found: [[String]] = []

  init(_ element: String, _ attributes: [String]) {
    self.element = element
    self.attributes = attributes
  }

  /// Larger lists are those of no document that people write.
  var isDone: Bool { found.count > 100_000 }

  func begin(_ name: String, _ attributes: MarkupAttributes) {
    guard name == element else { return }
    let values = self.attributes.compactMap { attributes[$0] }
    if values.count == self.attributes.count { found.append(values) }
  }

  func end(_ name: String) {}

  func text(_ bytes: UnsafeRawBufferPointer) {}
}
