/// Finds near-duplicates among many documents: those whose signatures agree on a band are compared exactly.
struct DuplicateFinder: Sendable {
  private let signatures: SignatureTable
  private let segments: [SegmentReader]
  private let similarity: Double

  /// All pairs of a bucket are compared if it has no more documents than this.
  ///
  /// Of larger ones, which are the same text again and again, each is compared with as many that are unlike each
  /// other.
  private static let maximumPairs = 32
  /// An estimate may be too low by so much: more than three standard deviations.
  private static let tolerance = 0.15

  init(_ searcher: Searcher, _ signatures: SignatureTable, similarity: Double) {
    self.signatures = signatures
    self.similarity = similarity
    segments = searcher.segments
  }

  /// Rows of documents that are alike, or that others join which are.
  ///
  /// What a bucket joins does not depend on other buckets of the band, so threads change nothing.
  func sets(_ searcher: Searcher, threads: Int) throws(IndexError) -> [[Int]] {
    let run = try QueryRun(searcher, threads: threads)
    var sets = DisjointSets(count: signatures.rows.count)
    for band in 0..<Signature.bands {
      let known = sets
      let buckets = signatures.buckets(band).filter { bucket in
        let root = known.root(bucket[0])
        return !bucket.allSatisfy { known.root($0) == root }
      }
      let share = max(1, (buckets.count + threads * 8 - 1) / (threads * 8))
      let shares = (buckets.count + share - 1) / share
      let pairs = try run.map(shares) { (searcher, number) throws(IndexError) in
        var found: [(Int, Int)] = []
        for bucket in buckets[number * share..<min(buckets.count, (number + 1) * share)] {
          found += try compare(bucket, known, searcher)
        }
        return found
      }
      for (left, right) in pairs.joined() { sets.join(left, right) }
    }
    return sets.sets
  }

  /// The pairs of a bucket that are alike and join sets which were apart.
  private func compare(
    _ bucket: [Int], _ known: DisjointSets, _ searcher: Searcher
  ) throws(IndexError) -> [(Int, Int)] {
    // In an order that does not depend on segments.
    let rows = bucket.sorted { signatures[$0].lexicographicallyPrecedes(signatures[$1]) }
    var own = DisjointSets(count: rows.count)
    var others: [Int] = []
    var shingles: [Int: Shingles] = [:]
    var found: [(Int, Int)] = []
    func load(_ place: Int) throws(IndexError) -> Shingles {
      if let known = shingles[place] { return known }
      let row = signatures.rows[rows[place]]
      let document = try segments[Int(row.segment)].documents.document(row.doc)
      let loaded = Shingles(document.text, by: searcher.analyzer)
      shingles[place] = loaded
      return loaded
    }
    for place in rows.indices {
      var isLikeAny = false
      for other in others {
        if own.root(other) == own.root(place)
          || known.root(rows[other]) == known.root(rows[place])
        {
          isLikeAny = true
          continue
        }
        let estimate = Signature.similarity(signatures[rows[other]], signatures[rows[place]])
        guard estimate >= similarity - DuplicateFinder.tolerance,
          try load(other).similarity(to: try load(place)) >= similarity
        else { continue }
        own.join(other, place)
        found.append((rows[other], rows[place]))
        isLikeAny = true
      }
      let isSmall = rows.count <= DuplicateFinder.maximumPairs
      if isSmall || (!isLikeAny && others.count < DuplicateFinder.maximumPairs) {
        others.append(place)
      } else {
        shingles[place] = nil
      }
    }
    return found
  }
}
