import TestSupport
import Testing

@testable import SearchIndex

/// How a round of the grams' sorting finds its entries, and the fields that they stand in.
@Suite struct EntryFilterTests {
  @Test(
    "A mask tells of the entries in a range, the ends of all ranges included",
    arguments: Seeds.count(200))
  func masks(seed: Int) {
    var random = SeededRandom(seed: seed)
    let bounds = [0, 1, 0x4e00, 0x7fff, 0x8000, 0xfffe, 0xffff, random.below(0x1_0000)]
    let lower = random.pick(bounds)
    let upper = random.chance(4) ? 0x1_0000 : lower + 1 + random.below(0x1_0000 - lower)
    let entries = (0..<EntryFilter.width).map { _ in
      let near = [lower - 1, lower, lower + 1, upper - 1, upper, random.below(0x1_0000)]
      return UInt32(random.pick(near) & 0xffff) | UInt32(random.below(0x1_0000)) << 16
    }
    let mask = entries.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { EntryFilter(UInt32(lower)..<UInt32(upper)).mask($0) }
    }
    for (index, entry) in entries.enumerated() {
      let isFound = (mask ?? 0) >> UInt64(index) & 1 == 1
      #expect(isFound == (lower..<upper).contains(Int(entry & 0xffff)))
    }
  }

  @Test(
    "A field is found from any place before it, empty fields and documents between",
    arguments: Seeds.count(50))
  func fields(seed: Int) {
    var random = SeededRandom(seed: seed)
    var (fieldEnds, documentEnds): ([Int], [Int]) = ([], [])
    // By place: where its field ends, where its document begins, whether it is in a title.
    var expected: [(end: Int, start: UInt32)] = []
    for _ in 0..<1 + random.below(30) {
      let documentStart = UInt32(expected.count)
      for field in 0..<random.below(4) {
        let end = expected.count + random.pick([0, 0, 1, 5, 100])
        let mark = field == 0 ? Occurrence.title : 0
        while expected.count < end { expected.append((end, documentStart | mark)) }
        fieldEnds.append(end)
      }
      documentEnds.append(fieldEnds.count)
    }
    fieldEnds.withUnsafeBufferPointer { fieldEnds in
      documentEnds.withUnsafeBufferPointer { documentEnds in
        var cursor = FieldCursor(fieldEnds, ofDocuments: documentEnds)
        var place = random.below(3)
        while place < expected.count {
          if place >= cursor.end { cursor.seek(to: place) }
          #expect(cursor.end == expected[place].end && cursor.start == expected[place].start)
          place += 1 + random.below(random.pick([1, 3, 150]))
        }
      }
    }
  }
}
