/// Counts pairs of ideographs that two texts share: a text goes on with its words, another has its own.
///
/// After Hearst, "TextTiling" (1997), with pairs of characters for words, as where Chinese words end is not known
/// here.
struct Cohesion {
  /// What two texts and a headline between them share.
  struct Shares {
    /// Of the pairs of the smaller text, those that the other has, from 0 to 1.
    var texts: Float = 0
    /// Of the pairs of the headline, those that the text below has.
    var below: Float = 0
    /// The same for the text above.
    var above: Float = 0
  }

  /// A bit for each hash of a pair, of the text above, and of that below.
  private var above = [UInt64](repeating: 0, count: 1024)
  private var below = [UInt64](repeating: 0, count: 1024)
  private var abovePairs: [UInt16] = []
  private var belowPairs: [UInt16] = []
  private var ownPairs: [UInt16] = []

  /// Compares what stands above a paragraph with what begins with it, or, if it is a headline, is below.
  ///
  /// - Parameters:
  ///   - before: the lines above, in their order.
  ///   - own: the lines of a headline; empty if a text is compared.
  ///   - after: the lines of the text.
  ///   - bytes: the bytes of the issue.
  /// - Returns: the shares.
  mutating func shares(
    before: [Range<Int>], own: [Range<Int>], after: [Range<Int>],
    in bytes: UnsafeRawBufferPointer
  ) -> Shares {
    var shares = Shares()
    Self.read(before, bytes, &abovePairs)
    Self.read(after, bytes, &belowPairs)
    var aboveCount = 0
    for pair in abovePairs where Self.insert(pair, &above) { aboveCount += 1 }
    var (belowCount, shared) = (0, 0)
    for pair in belowPairs where Self.insert(pair, &below) {
      belowCount += 1
      if Self.holds(above, pair) { shared += 1 }
    }
    shares.texts = Float(shared) / Float(1 + min(aboveCount, belowCount))
    if !own.isEmpty {
      Self.read(own, bytes, &ownPairs)
      let count = Float(1 + ownPairs.count)
      shares.below = Float(ownPairs.count { Self.holds(below, $0) }) / count
      shares.above = Float(ownPairs.count { Self.holds(above, $0) }) / count
    }
    for pair in abovePairs { above[Int(pair >> 6)] = 0 }
    for pair in belowPairs { below[Int(pair >> 6)] = 0 }
    return shares
  }

  private static func insert(_ pair: UInt16, _ set: inout [UInt64]) -> Bool {
    let bit: UInt64 = 1 << UInt64(pair & 63)
    guard set[Int(pair >> 6)] & bit == 0 else { return false }
    set[Int(pair >> 6)] |= bit
    return true
  }

  private static func holds(_ set: [UInt64], _ pair: UInt16) -> Bool {
    set[Int(pair >> 6)] >> UInt64(pair & 63) & 1 != 0
  }

  /// Hashes of the pairs of ideographs, also of those that a line's end cuts.
  private static func read(
    _ lines: [Range<Int>], _ bytes: UnsafeRawBufferPointer, _ pairs: inout [UInt16]
  ) {
    pairs.removeAll(keepingCapacity: true)
    var previous: UInt32 = 0
    for line in lines {
      var index = line.lowerBound
      while index < line.upperBound {
        let (scalar, length) = LineText.scalar(bytes, index, line.upperBound)
        index &+= length
        guard scalar &- 0x3400 < 0x6c00 else {
          previous = 0
          continue
        }
        if previous != 0 {
          pairs.append(
            UInt16(truncatingIfNeeded: (previous &* 0x9e3b &+ scalar) &* 0x9e37_79b1 >> 16))
        }
        previous = scalar
      }
    }
  }
}
