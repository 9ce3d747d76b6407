/// Tells quickly that no word of a list begins with two characters; that one does it only makes likely.
struct PairFilter {
  private let pairs: UnitSet
  private let firsts: UnitSet

  /// All words have two UTF-16 units or more.
  init(_ words: [[UInt16]]) {
    pairs = UnitSet(words.map { PairFilter.hash($0[0], $0[1]) })
    firsts = UnitSet(words.map { $0[0] })
  }

  /// False if no word begins with a character.
  @inline(__always)
  func mayBegin(_ unit: UInt16) -> Bool { firsts.contains(unit) }

  @inline(__always)
  func mayHold(_ first: UInt16, _ second: UInt16) -> Bool {
    pairs.contains(PairFilter.hash(first, second))
  }

  @inline(__always)
  private static func hash(_ first: UInt16, _ second: UInt16) -> UInt16 {
    first &* 0x9e3b &+ second
  }
}
