/// BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
/// (2009), without the constant factor `k1 + 1`, which changes no order.
///
/// `score = weight · idf · f / (f + k1 · (1 - b + b · length / averageLength))` and
/// `idf = ln(1 + (N - n + 0.5) / (n + 0.5))`, for N documents of which n hold the term.
enum BM25 {
  static let k1: Float = 1.2
  static let b: Float = 0.75

  /// - Parameters:
  ///   - documentFrequency: documents that hold the term, at most `documents`.
  ///   - documents: all documents, deleted ones included until they are merged away.
  /// - Returns: a number above 0, larger for rarer terms.
  static func inverseDocumentFrequency(_ documentFrequency: Int, of documents: Int) -> Float {
    let n = Double(documentFrequency)
    return Float(logarithm(1 + (Double(max(documents, documentFrequency)) - n + 0.5) / (n + 0.5)))
  }
}

/// Scores are sums of whole numbers, 65,536 to the unit.
///
/// Whole numbers add up to the same sum in any order, so every algorithm, number of threads and
/// number of segments gives the same scores, and ties are ties.
typealias Score = UInt32

extension Score {
  static let unit: Float = 65_536

  /// One term's share in a document's score; at least 1, so that a match is never a score of 0.
  ///
  /// `saturation` is one of ``Saturation``'s.
  @inline(__always)
  static func contribution(weight: Score, saturation: UInt32) -> Score {
    Score(truncatingIfNeeded: (UInt64(weight) &* UInt64(saturation)) &>> 32) &+ 1
  }
}
