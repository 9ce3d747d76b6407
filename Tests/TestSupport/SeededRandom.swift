/// SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same numbers everywhere, so a
/// failing random test is named by its seed.
public struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// Begins the sequence of a seed.
  ///
  /// The seed is mixed first: sequences of neighbouring seeds must not be parts of each other.
  public init(seed: Int) {
    state = SeededRandom.mix(UInt64(truncatingIfNeeded: seed) &+ 0x632b_e59b_d9b4_e019)
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return SeededRandom.mix(state)
  }

  private static func mix(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// A number below `limit`.
  public mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  /// True once in `odds` times.
  public mutating func chance(_ odds: Int) -> Bool { below(odds) == 0 }

  /// One of the elements.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}

/// How many seeds random tests try: more with the environment variable TEST_SEEDS as a factor.
public enum Seeds {
  /// The seeds of a test that tries `count` by default.
  public static func count(_ count: Int) -> Range<Int> { 0..<count * factor }

  /// By how much the tries are multiplied.
  public static let factor = max(1, Int(environment("TEST_SEEDS") ?? "") ?? 1)
}
