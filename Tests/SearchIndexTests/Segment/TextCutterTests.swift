import TestSupport
import Testing

@testable import SearchIndex

/// Texts that are cut side by side are cut as each would be alone, always into the longest string that fits.
@Suite struct TextCutterTests {
  private struct Cut: Equatable {
    var string: Int
    var start: Int
    var end: Int
  }

  /// The slow and obvious way: at each unit the longest string that stands there.
  private static func naiveCuts(_ text: [UInt8], _ strings: [[UInt8]]) -> [Cut] {
    var indexes: [[UInt8]: Int] = [:]
    for (index, string) in strings.enumerated() { indexes[string] = index }
    var cuts: [Cut] = []
    var start = 0
    while start < text.count {
      let longest = min(TextCodebook.maximumLength, text.count - start)
      let length = stride(from: longest, to: 0, by: -1).first {
        indexes[Array(text[start..<start + $0])] != nil
      }
      if let length, let index = indexes[Array(text[start..<start + length])] {
        cuts.append(Cut(string: index, start: start, end: start + length))
        start += length
      } else {
        start += text.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { TextUnit.next($0, start, text.count).length } ?? 1
        }
      }
    }
    return cuts
  }

  /// Different strings of whole characters, many of them beginnings of others.
  private static func strings(_ texts: [[UInt8]], _ random: inout SeededRandom) -> [[UInt8]] {
    var found: Set<[UInt8]> = []
    for _ in 0..<random.below(400) {
      let text = String(decoding: random.pick(texts), as: UTF8.self).unicodeScalars
      guard !text.isEmpty else { continue }
      let string = text.dropFirst(random.below(text.count)).prefix(1 + random.below(16))
      let isNumbered = string.allSatisfy { $0.value < 0x1_0000 && $0.value != 0xfffd }
      let bytes = Array(String(String.UnicodeScalarView(string)).utf8)
      if isNumbered, bytes.count <= TextCodebook.maximumLength { found.insert(bytes) }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(
    "Cutting equals the naive way, with any number of texts, of any length",
    arguments: Seeds.count(40))
  func cutsEqualNaive(seed: Int) {
    var random = SeededRandom(seed: seed)
    let maker = RandomText(rarity: random.pick([1, 4, 12]))
    var texts: [[UInt8]] = []
    for _ in 0..<1 + random.below(40) {
      var text = Array(maker.text(random.pick([0, 1, 2, 47, 511, 512, 513, 2000]), &random).utf8)
      for _ in 0..<(random.chance(4) ? random.below(30) : 0) where !text.isEmpty {
        text[random.below(text.count)] = UInt8(random.below(256))
      }
      texts.append(text)
    }
    let strings = TextCutterTests.strings(texts, &random)
    let matcher = TextMatcher(strings)
    let cutter = TextCutter(matcher)
    let all = texts.flatMap { $0 }
    var starts = [0]
    for text in texts { starts.append((starts.last ?? 0) + text.count) }
    // Once more with the same cutter: nothing is left from before.
    for _ in 0..<2 {
      var found = [[Cut]](repeating: [], count: texts.count)
      var ends = [Int](repeating: 0, count: texts.count)
      all.withUnsafeBytes { bytes in
        cutter.cut(texts.count, text: { .init(rebasing: bytes[starts[$0]..<starts[$0 + 1]]) }) {
          let text = $0.text
          #expect($0.start == ends[text], "stretches follow each other")
          ends[text] = $0.end
          $0.forEach { found[text].append(Cut(string: Int($0), start: $1, end: $2)) }
        }
      }
      #expect(ends == texts.map(\.count))
      for (text, cuts) in zip(texts, found) {
        #expect(cuts == TextCutterTests.naiveCuts(text, strings))
      }
    }
  }

  @Test("Every edge of a trie has a place of its own", arguments: Seeds.count(10))
  func places(seed: Int) {
    var random = SeededRandom(seed: seed)
    var keys: Set<UInt64> = []
    for _ in 0..<random.pick([0, 1, 50, 3000, 40_000]) {
      // Neighbouring nodes and symbols, as they are in tries.
      keys.insert(UInt64(random.below(5000)) << 16 | UInt64(random.below(60)))
    }
    let edges = keys.sorted().enumerated().map { number, key in
      StringTrie.Edge(
        parent: UInt32(key >> 16), symbol: UInt16(key & 0xffff), child: UInt32(number))
    }
    let places = EdgePlaces(edges)
    for edge in edges {
      let hash = EdgePlaces.hash(edge.key)
      let seed = places.seeds[Int(truncatingIfNeeded: hash >> places.groupShift)]
      let found = places.edges[EdgePlaces.slot(hash, seed, places.slotShift)]
      #expect(found?.key == edge.key && found?.child == edge.child)
    }
  }
}

extension TextMatcher {
  fileprivate convenience init(_ strings: [[UInt8]]) {
    let all = strings.flatMap { $0 }
    var starts = [0]
    for string in strings { starts.append((starts.last ?? 0) + string.count) }
    self.init(all, starts)
  }

  private convenience init(_ all: [UInt8], _ starts: [Int]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, all.count), alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: all)
    self.init(count: starts.count - 1) {
      UnsafeRawBufferPointer(rebasing: copy[starts[$0]..<starts[$0 + 1]])
    }
  }
}
