import TestSupport
import Testing

@testable import SearchIndex

/// Texts come back byte for byte, whatever they are, and damaged codes do no harm.
@Suite struct TextCodebookTests {
  private static func text(_ length: Int, _ random: inout SeededRandom) -> [UInt8] {
    Array(RandomText(rarity: random.pick([1, 4, 12])).text(length, &random).utf8)
  }

  private static func bytes(_ length: Int, _ random: inout SeededRandom) -> [UInt8] {
    (0..<length).map { _ in UInt8(random.below(256)) }
  }

  private static func train(_ sample: [UInt8]) -> TextCodebook {
    sample.withUnsafeBytes {
      TextCodebookTrainer.train($0, trainedOn: sample.count, scale: 4)
    }
  }

  private static func decode(_ codes: [UInt8], _ book: TextCodebook, _ length: Int) -> [UInt8]? {
    book.serialized.withUnsafeBytes { serialized in
      guard let decoder = TextDecoder(book: serialized, count: book.count) else { return nil }
      var result = [UInt8](repeating: 0, count: length)
      let isSound = result.withUnsafeMutableBytes { target in
        codes.withUnsafeBytes { decoder.decode($0, into: target) }
      }
      return isSound ? result : nil
    }
  }

  private static func encode(_ text: [UInt8], _ book: TextCodebook) -> [UInt8] {
    let encoder = TextEncoder(book)
    encoder.encode([text])
    return encoder.codes(ofText: 0)
  }

  @Test("Any bytes come back, with books for texts, for noise and for one character")
  func roundTrip() throws {
    for seed in Seeds.count(12) {
      var random = SeededRandom(seed: seed)
      let sample =
        switch seed % 4 {
        case 0: TextCodebookTests.bytes(40_000, &random)
        case 1: [UInt8](repeating: 0x61, count: 5000)
        default: TextCodebookTests.text(8000, &random)
        }
      let book = TextCodebookTests.train(sample)
      #expect(book.count > 0)
      var samples: [[UInt8]] = [[], [0], [0xe4], [0xe4, 0xb8], [0xf0], [0xff, 0xff], sample]
      for length in [1, 2, 3, 15, 16, 17, 254, 255, 256, 511, 3000] {
        samples.append(TextCodebookTests.bytes(length, &random))
        samples.append(TextCodebookTests.text(length, &random))
        samples.append(Array(sample[..<min(length, sample.count)]))
      }
      // Characters cut in the middle, and bytes between them.
      var torn = TextCodebookTests.text(500, &random)
      for _ in 0..<100 { torn[random.below(torn.count)] = UInt8(random.below(256)) }
      samples.append(torn)
      for text in samples {
        let codes = TextCodebookTests.encode(text, book)
        #expect(TextCodebookTests.decode(codes, book, text.count) == text, "seed \(seed)")
      }
    }
  }

  @Test("A text like the sample becomes short; its book is read back equal")
  func training() throws {
    var random = SeededRandom(seed: 7)
    let sample = Array(RandomText(rarity: 12).text(20_000, &random).utf8)
    let book = TextCodebookTests.train(sample)
    #expect(TextCodebookTests.encode(sample, book).count * 2 < sample.count)
    #expect(TextCodebookTests.train(sample).serialized == book.serialized)
    let copy = book.serialized.withUnsafeBytes {
      TextCodebook(serialized: $0, count: book.count, trainedOn: book.trainedOn)
    }
    let again = try #require(copy)
    #expect(again.hash == book.hash && again.trainedOn == book.trainedOn)
    #expect(TextCodebookTests.encode(sample, again) == TextCodebookTests.encode(sample, book))
  }

  @Test("Damaged codes and books are refused or give other text, never more")
  func damage() {
    for seed in Seeds.count(30) {
      var random = SeededRandom(seed: seed)
      let text = TextCodebookTests.text(3000, &random)
      let book = TextCodebookTests.train(text)
      let codes = TextCodebookTests.encode(text, book)
      for _ in 0..<50 {
        var bad = random.chance(4) ? TextCodebookTests.bytes(codes.count, &random) : codes
        for _ in 0..<1 + random.below(3) {
          bad[random.below(bad.count)] = UInt8(random.below(256))
        }
        bad.removeLast(random.below(3))
        let found = TextCodebookTests.decode(bad, book, text.count)
        #expect(found == nil || found?.count == text.count)
      }
      for _ in 0..<50 {
        var bad = book.serialized
        bad[random.below(bad.count)] ^= 1 << UInt8(random.below(8))
        if random.chance(3) { bad.removeLast(random.below(bad.count)) }
        let count = book.count + (random.chance(3) ? random.below(600) - 300 : 0)
        bad.withUnsafeBytes { bytes in
          guard let decoder = TextDecoder(book: bytes, count: count) else { return }
          var target = [UInt8](repeating: 0, count: text.count)
          target.withUnsafeMutableBytes { target in
            codes.withUnsafeBytes { _ = decoder.decode($0, into: target) }
          }
          _ = TextCodebook(serialized: bytes, count: count, trainedOn: 0)
        }
      }
    }
  }
}
