/// Random numbers of a seed (SplitMix64), by whole numbers only: the same on every machine.
struct Random {
  private var state: UInt64

  init(_ seed: UInt64, _ stream: UInt64) {
    state = Random.mix(seed &+ 0x9e37_79b9_7f4a_7c15) ^ Random.mix(stream)
  }

  /// A number that shares no bits with its neighbours'.
  @inline(__always)
  static func mix(_ number: UInt64) -> UInt64 {
    var z = number
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Random.mix(state)
  }

  /// A number below `limit`, which is below 2³².
  @inline(__always)
  mutating func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(limit)) >> 32)
  }

  @inline(__always)
  mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  /// True `share` times in a thousand.
  @inline(__always)
  mutating func chance(_ share: Int) -> Bool { below(1000) < share }

  /// A number below 2 to the `bits`, each power of two as likely as the others: about Zipf's law.
  @inline(__always)
  mutating func skewed(bits: Int) -> Int {
    let width = below(bits + 1)
    return Int(truncatingIfNeeded: next() & ((1 << UInt64(width)) &- 1))
  }

  /// About normal: the sum of eight even draws, in units of the standard deviation.
  mutating func normal() -> Double {
    var sum = 0
    for _ in 0..<2 {
      let bits = next()
      for shift in stride(from: 0, to: 64, by: 16) { sum += Int((bits >> UInt64(shift)) & 0xffff) }
    }
    // Eight draws of variance 1/12 each.
    return (Double(sum) / 65536 - 4) / (8.0 / 12).squareRoot()
  }
}
