/// A part of an extracted text that stands in the source as it is, up to the next part.
///
/// White space that ends it may have been put in: it is taken to stand where the part ends in the source.
struct SourceRun: Equatable {
  /// The first byte in the extracted text.
  var offset: Int
  /// The first byte in the source.
  var source: Int
}

extension DocumentOrigin {
  /// The origin of a document whose title and text were taken out of a source, which may be decoded.
  ///
  /// Takes time linear in the source: its lines are counted once.
  init(title: [SourceRun], titleLength: Int, text: [SourceRun], of source: SourceText) {
    self.init()
    isDecoded = source.isDecoded
    let runs =
      title + text.map { SourceRun(offset: titleLength + $0.offset, source: $0.source) }
    reserve(runs.count)
    var counter = SourceCounter()
    // Only a title that stands behind the text is out of order.
    if zip(runs, runs.dropFirst()).allSatisfy({ $0.source <= $1.source }) {
      source.bytes.withUnsafeBytes { bytes in
        for run in runs { add(counter.piece(run, bytes, source.base)) }
      }
      return
    }
    var pieces = [Piece?](repeating: nil, count: runs.count)
    source.bytes.withUnsafeBytes { bytes in
      let order = runs.indices.sorted {
        (runs[$0].source, $0) < (runs[$1].source, $1)
      }
      for index in order { pieces[index] = counter.piece(runs[index], bytes, source.base) }
    }
    for case let piece? in pieces { add(piece) }
  }

  /// Goes through a source from its beginning to its end.
  private struct SourceCounter {
    private var index = 0
    private var counter = LineCounter()

    /// The piece of a run that is not before the last one.
    mutating func piece(
      _ run: SourceRun, _ bytes: UnsafeRawBufferPointer, _ base: Int
    ) -> Piece {
      let end = min(run.source, bytes.count)
      while index < end {
        counter.pass(bytes[index])
        index += 1
      }
      return Piece(
        offset: run.offset, source: base + run.source, line: counter.line, column: counter.column)
    }
  }
}
