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

  /// The pairs of the text above, and of that below.
  private var above = PairSet()
  private var below = PairSet()

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
    above.removeAll()
    below.removeAll()
    let aboveCount = above.insert(IdeographPairs(before, bytes))
    let (belowCount, shared) = below.insert(IdeographPairs(after, bytes), sharedWith: above)
    shares.texts = Float(shared) / Float(1 + min(aboveCount, belowCount))
    guard !own.isEmpty else { return shares }
    var (count, inAbove, inBelow) = (1, 0, 0)
    IdeographPairs(own, bytes).forEach { pair in
      count += 1
      if above.contains(pair) { inAbove += 1 }
      if below.contains(pair) { inBelow += 1 }
    }
    shares.below = Float(inBelow) / Float(count)
    shares.above = Float(inAbove) / Float(count)
    return shares
  }
}
