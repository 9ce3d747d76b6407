/// Finds the strings that make a ``TextCodebook`` for texts like a sample.
///
/// The sample is cut into the longest strings known so far, at first single characters; neighbours
/// that often stand together become strings themselves; what is then used too rarely is dropped;
/// and so on, a few times. Strings are kept if they pay for the place that they take in the book.
struct TextCodebookTrainer {
  /// How many bytes of sample are looked at; more are taken at even distances.
  static let sampleLength = 1 << 20
  private static let pieceLength = 16 << 10
  /// How often neighbours are joined.
  private static let rounds = 5
  /// Strings under consideration at any time.
  private static let candidateLimit = 60_000

  private let sample: UnsafeRawBufferPointer
  /// The parts of the sample that are cut side by side.
  private let pieces: [Range<Int>]
  /// How many times as long as the sample the texts are expected to be.
  private let scale: Double
  /// The candidates: their bytes one after the other, and where each ends.
  private var strings: [UInt8] = []
  private var ends: [UInt32] = []
  private var counts: [UInt32] = []

  /// The book for a segment's texts, of which those given come first, or are all if `isEnd`.
  static func train(_ texts: [ByteWriter], isEnd: Bool) -> TextCodebook {
    let length = texts.reduce(0) { $0 + $1.count }
    // Below this, not even the commonest strings pay for the book.
    guard length >= 8 << 10 else { return .empty }
    let share = min(1, Double(sampleLength) / Double(length))
    var sample: [UInt8] = []
    var due = 0.0
    for text in texts {
      text.bytes.withUnsafeBytes { bytes in
        var start = 0
        while start < bytes.count {
          let end = min(bytes.count, start + pieceLength)
          due += Double(end - start) * share
          if Double(sample.count) < due { sample.append(contentsOf: bytes[start..<end]) }
          start = end
        }
      }
    }
    // A segment that goes on is likely to become much longer than what waits.
    let expected = Double(length) * (isEnd ? 1 : 4)
    return sample.withUnsafeBytes {
      train($0, trainedOn: length, scale: expected / Double(sample.count))
    }
  }

  /// The book for texts that are `scale` times as long as the sample.
  static func train(
    _ sample: UnsafeRawBufferPointer, trainedOn: Int, scale: Double
  ) -> TextCodebook {
    var trainer = TextCodebookTrainer(sample: sample, scale: scale)
    trainer.addUnits()
    for _ in 0..<rounds { trainer.refine(addsPairs: true) }
    // What the parts of the strings that were dropped last are used for.
    trainer.refine(addsPairs: false)
    return trainer.book(trainedOn: trainedOn)
  }

  private init(sample: UnsafeRawBufferPointer, scale: Double) {
    self.sample = sample
    pieces = stride(from: 0, to: sample.count, by: TextCodebookTrainer.pieceLength).map {
      $0..<min(sample.count, $0 + TextCodebookTrainer.pieceLength)
    }
    self.scale = scale
  }

  /// True if a string that the sample uses so often is worth its place in the book.
  private func pays(_ count: Int, length: Int) -> Bool {
    // What a use saves after zstd, in bytes, as measured. A character saves more, for longer strings
    // can be spelled with their parts instead. Two bytes of the book are the entry's offset.
    let saving = length <= 3 ? 2.0 : 0.4
    return (count >= 3 || length <= 3) && Double(count) * scale * saving > Double(length + 2)
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The first candidates: all units.
  private mutating func addUnits() {
    guard let bytes = sample.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
    var seen = [Bool](repeating: false, count: TextUnit.limit)
    var offset = 0
    while offset < sample.count {
      let unit = TextUnit.next(bytes, offset, sample.count)
      if unit.number != TextUnit.none, !seen[Int(unit.number)] {
        seen[Int(unit.number)] = true
        for index in offset..<offset + unit.length { strings.append(bytes[index]) }
        ends.append(UInt32(strings.count))
      }
      offset += unit.length
    }
    counts = [UInt32](repeating: 0, count: ends.count)
  }

  /// Cuts the sample into candidates, counts them, drops the rare and adds frequent pairs.
  private mutating func refine(addsPairs: Bool) {
    let matcher = strings.withUnsafeBytes { all in
      TextMatcher(count: ends.count) { UnsafeRawBufferPointer(rebasing: all[range($0)]) }
    }
    var counts = [UInt32](repeating: 0, count: ends.count)
    var pairs = PairCounter(capacity: addsPairs ? sample.count / 4 : 0)
    let cutter = TextCutter(matcher)
    counts.withUnsafeMutableBufferPointer { counts in
      cutter.cut(pieces.count, text: { UnsafeRawBufferPointer(rebasing: sample[pieces[$0]]) }) {
        var previous: UInt32 = 0
        var previousEnd = 0
        $0.forEach { match, start, end in
          counts[Int(match)] &+= 1
          if addsPairs, previousEnd == start, start > 0 {
            pairs.add(previous, match)
          }
          previous = match
          previousEnd = end
        }
      }
    }

    pairs.finish()
    var next = CandidateList(capacity: ends.count * 2)
    strings.withUnsafeBytes { all in
      func string(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: all[range(index)])
      }
      for index in counts.indices {
        let string = string(index)
        if string.count <= 3 || pays(Int(counts[index]), length: string.count) {
          next.add(string, count: counts[index])
        }
      }
      guard addsPairs else { return }
      let least = pairs.leastGain(room: TextCodebookTrainer.candidateLimit - next.ends.count) {
        string($0).count
      }
      pairs.forEach { left, right, count in
        let left = string(left)
        let right = string(right)
        let length = left.count + right.count
        guard length <= TextCodebook.maximumLength, count * length >= least,
          pays(count, length: length)
        else { return }
        next.add(left, right)
      }
    }
    strings = next.strings
    ends = next.ends
    self.counts = next.counts
  }

  /// The candidates that pay, the most frequent first.
  private func book(trainedOn: Int) -> TextCodebook {
    var order: [(count: UInt32, index: Int)] = []
    for index in ends.indices where pays(Int(counts[index]), length: range(index).count) {
      order.append((counts[index], index))
    }
    order.sort { $0.count != $1.count ? $0.count > $1.count : $0.index < $1.index }
    let shortCodes = TextCodebook.shortCodes(min(order.count, TextCodebook.maximumCount))
    var strings: [UInt8] = []
    var ends: [UInt32] = []
    for (_, index) in order where ends.count < TextCodebook.maximumCount {
      let range = range(index)
      // A code of two bytes does not pay for a string of one.
      if ends.count >= shortCodes, range.count < 2 { continue }
      strings += self.strings[range]
      ends.append(UInt32(strings.count))
    }
    guard !ends.isEmpty else { return .empty }
    return TextCodebook(strings: strings, ends: ends, trainedOn: UInt64(trainedOn))
  }
}

/// Different strings, each with a count.
private struct CandidateList {
  private(set) var strings: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private(set) var counts: [UInt32] = []
  /// The hashes of the strings; two strings of one hash count as equal, which loses one of them.
  private var hashes: [UInt64]
  private var mask: Int

  init(capacity: Int) {
    mask = 1023
    while mask < capacity * 2 { mask = mask * 2 + 1 }
    hashes = [UInt64](repeating: 0, count: mask + 1)
  }

  mutating func add(_ string: UnsafeRawBufferPointer, count: UInt32) {
    strings.append(contentsOf: string)
    finish(count)
  }

  mutating func add(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) {
    strings.append(contentsOf: left)
    strings.append(contentsOf: right)
    finish(0)
  }

  /// Keeps the bytes behind the last string as a string if they are new.
  private mutating func finish(_ count: UInt32) {
    let start = Int(ends.last ?? 0)
    let hash = strings.withUnsafeBytes {
      Checksum.of(UnsafeRawBufferPointer(rebasing: $0[start...])) | 1
    }
    var index = Int(truncatingIfNeeded: hash >> 8) & mask
    while hashes[index] != 0 {
      if hashes[index] == hash {
        strings.removeLast(strings.count - start)
        return
      }
      index = (index + 1) & mask
    }
    hashes[index] = hash
    ends.append(UInt32(strings.count))
    counts.append(count)
    if ends.count * 2 > mask { grow() }
  }

  private mutating func grow() {
    let old = hashes
    mask = mask * 2 + 1
    hashes = [UInt64](repeating: 0, count: mask + 1)
    for hash in old where hash != 0 {
      var index = Int(truncatingIfNeeded: hash >> 8) & mask
      while hashes[index] != 0 { index = (index + 1) & mask }
      hashes[index] = hash
    }
  }
}
