/// Chooses which segments to merge, so that there are few and each document is rewritten seldom.
///
/// Segments are ranked by size in tiers, each ``factor`` times the one below; as soon as a tier holds
/// ``factor`` segments they become one. A document is so rewritten at most once a tier, and there
/// are at most `factor - 1` segments a tier (a logarithmic merge, as in Lucene's first policy).
struct MergePolicy {
  var factor = 10
  /// Segments up to this many bytes of text share the lowest tier.
  var floor: UInt64 = 1 << 20

  /// True if so much of a segment is deleted that it is worth while to write the rest anew.
  ///
  /// What is deleted takes room and is read by every query, until the segment is merged.
  func isWorthCleaning(deleted: Int, of documents: Int) -> Bool { deleted * 2 > documents }

  func tier(_ bytes: UInt64) -> Int {
    var tier = 0
    var limit = floor
    while bytes > limit {
      limit = limit.multipliedReportingOverflow(by: UInt64(factor)).partialValue
      tier += 1
      if tier > 20 { break }
    }
    return tier
  }

  /// The indexes of the segments to merge next; nil if there is nothing to do.
  func next(_ sizes: [UInt64]) -> [Int]? {
    var tiers: [Int: [Int]] = [:]
    for (index, size) in sizes.enumerated() { tiers[tier(size), default: []].append(index) }
    let full = tiers.filter { $0.value.count >= factor }.min { $0.key < $1.key }
    return full?.value
  }
}
