/// The words of ICU's Chinese and Japanese dictionary, for the other programs of this package.
package enum DictionaryWords {
  /// Calls `body` with the UTF-16 units and the cost of each word, in the order of the units.
  ///
  /// Costs rise with the negative logarithm of a word's frequency. Nothing is called if ICU has no
  /// dictionary, or one of another format.
  package static func forEach(_ body: (_ units: [UInt16], _ cost: UInt32) -> Void) {
    ICU.withDictionary { dictionary in
      var units: [UInt16] = []
      visit(dictionary.root, of: dictionary, &units, body)
    }
  }

  private static func visit(
    _ place: CJKDictionary.Child, of dictionary: CJKDictionary, _ units: inout [UInt16],
    _ body: (_ units: [UInt16], _ cost: UInt32) -> Void
  ) {
    if let cost = place.value { body(units, cost) }
    for child in dictionary.children(of: place) {
      units.append(child.unit)
      visit(child, of: dictionary, &units, body)
      units.removeLast()
    }
  }
}
