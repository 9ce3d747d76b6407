import TestSupport
import Testing

@testable import SearchIndex

@Suite struct ImpactsTests {
  private struct Posting {
    var frequency: Int
    var length: UInt8
  }

  private func impacts(_ postings: [Posting]) -> Impacts {
    let docs = (0..<postings.count).map { UInt32($0) }
    let frequencies = postings.map { UInt32($0.frequency - 1) }
    return docs.withUnsafeBufferPointer { docs in
      frequencies.withUnsafeBufferPointer { frequencies in
        postings.map(\.length).withUnsafeBufferPointer { lengths in
          guard let docs = docs.baseAddress, let lengths = lengths.baseAddress,
            let first = frequencies.baseAddress
          else { return Impacts(packed: 0) }
          return Impacts(
            docs: docs, frequencies: first, count: postings.count,
            largest: frequencies.max() ?? 0, lengths: lengths)
        }
      }
    }
  }

  private func pairs(_ impacts: Impacts) -> [(frequency: Int, length: Int)] {
    (0..<Impacts.count).map { (Int(impacts.frequency($0)), Int(impacts.length($0))) }
  }

  @Test("They are the best pairs of a block, or cover them", arguments: Seeds.count(200))
  func best(seed: Int) {
    var random = SeededRandom(seed: seed)
    let most = random.pick([1, 2, 4, 30, 1000])
    let longest = random.pick([1, 10, 200, 256])
    let postings = (0..<1 + random.below(128)).map { _ in
      Posting(
        frequency: 1 + random.below(random.chance(4) ? most : min(most, 3)),
        length: UInt8(256 - longest + random.below(longest)))
    }
    let impacts = impacts(postings)
    let found = pairs(impacts)
    for posting in postings {
      #expect(impacts.cover(frequency: posting.frequency, length: posting.length), "seed \(seed)")
    }
    for (pair, next) in zip(found, found.dropFirst()) {
      #expect(pair == next || (pair.frequency > next.frequency && pair.length > next.length))
    }
    // Those that no other document is as good as, of each pair one.
    let known = postings.map { (min($0.frequency, 255), Int($0.length)) }
    let best = known.filter { one in
      !known.contains { $0 != one && $0.0 >= one.0 && $0.1 <= one.1 }
    }
    let frontier = Set(best.map { $0.0 << 8 | $0.1 })
    let kept = Set(found.map { $0.frequency << 8 | $0.length })
    if frontier.count <= Impacts.count { #expect(kept == frontier, "seed \(seed)") }
    // Whatever was joined, neither end passes what a document has.
    #expect(found[0].frequency == known.map(\.0).max())
    #expect(found[Impacts.count - 1].length == known.map(\.1).min())
  }

  @Test("What is not covered is told")
  func notCovered() {
    let impacts = impacts([
      Posting(frequency: 3, length: 50), Posting(frequency: 1, length: 20),
      Posting(frequency: 2, length: 60),
    ])
    #expect(pairs(impacts).map(\.frequency) == [3, 1, 1, 1])
    #expect(pairs(impacts).map(\.length) == [50, 20, 20, 20])
    #expect(!impacts.cover(frequency: 4, length: 50))
    #expect(!impacts.cover(frequency: 2, length: 49))
    #expect(!impacts.cover(frequency: 1, length: 19))
  }

  @Test("Bytes give the same impacts")
  func bytes() {
    let impacts = impacts([Posting(frequency: 300, length: 250), Posting(frequency: 1, length: 7)])
    var writer = ByteWriter()
    writer.append(1)
    impacts.append(to: &writer)
    #expect(writer.count == 1 + Impacts.length)
    writer.bytes.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { #expect(Impacts(at: base + 1) == impacts) }
    }
  }
}
