/// Where the time of indexing goes: seconds by stage, of all threads together.
package struct StageTimes: Sendable {
  /// Folding, segmentation, and gathering of words and grams.
  package var analysis = 0.0
  /// Coding and compressing of the stored texts.
  package var texts = 0.0
  /// Sorting and encoding of postings, and writing of segments.
  package var flushing = 0.0
  /// Merging of segments.
  package var merging = 0.0

  /// Nothing yet.
  package init() {}

  mutating func add(_ other: StageTimes) {
    analysis += other.analysis
    texts += other.texts
    flushing += other.flushing
    merging += other.merging
  }
}
