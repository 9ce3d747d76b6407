/// A set of characters in a pattern: `[abc]`, `[0-9]`, `[!x]`, `[[:digit:]]`.
struct CharacterSet: Equatable, Sendable {
  private var isNegated = false
  private var ranges: [ClosedRange<UInt32>] = []

  /// Reads what follows a `[`, with the `]`; nil if there is none.
  init?(_ scalars: [Unicode.Scalar], _ index: inout Int) {
    if index < scalars.count, scalars[index] == "!" || scalars[index] == "^" {
      isNegated = true
      index += 1
    }
    let start = index
    while index < scalars.count, scalars[index] != "]" || index == start {
      if scalars[index] == "[", index + 1 < scalars.count, scalars[index + 1] == ":" {
        guard let end = CharacterSet.classEnd(scalars, index + 2) else { return nil }
        let name = String(String.UnicodeScalarView(scalars[index + 2..<end]))
        guard let found = CharacterSet.classes[name] else { return nil }
        ranges += found
        index = end + 2
        continue
      }
      guard let low = CharacterSet.scalar(scalars, &index) else { return nil }
      var high = low
      if index + 1 < scalars.count, scalars[index] == "-", scalars[index + 1] != "]" {
        index += 1
        guard let end = CharacterSet.scalar(scalars, &index) else { return nil }
        high = end
      }
      if low <= high { ranges.append(low...high) }
    }
    guard index < scalars.count else { return nil }
    index += 1
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  private static func scalar(_ scalars: [Unicode.Scalar], _ index: inout Int) -> UInt32? {
    if scalars[index] == "\\" { index += 1 }
    guard index < scalars.count else { return nil }
    index += 1
    return scalars[index - 1].value
  }

  /// Where the `:]` of a class stands.
  private static func classEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var index = start
    while index + 1 < scalars.count {
      if scalars[index] == ":", scalars[index + 1] == "]" { return index }
      index += 1
    }
    return nil
  }

  /// Of ASCII, as git has them.
  private static let classes: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5a, 0x61...0x7a], "alpha": [0x41...0x5a, 0x61...0x7a],
    "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0x00...0x1f, 0x7f...0x7f],
    "digit": [0x30...0x39], "graph": [0x21...0x7e], "lower": [0x61...0x7a],
    "print": [0x20...0x7e], "punct": [0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e],
    "space": [0x09...0x0d, 0x20...0x20], "upper": [0x41...0x5a],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
  ]
}
