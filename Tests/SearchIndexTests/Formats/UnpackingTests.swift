internal import CZstd
import TestSupport
import Testing

@testable import SearchIndex

/// Files packed with gzip and zstd.
@Suite struct UnpackingTests {
  static func pack(_ bytes: [UInt8], _ packing: Packing) -> [UInt8] {
    guard packing == .zstd else { return ZipBuilder.gzip(bytes) }
    return [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { target, count in
      count = ZSTD_compress(target.baseAddress, target.count, bytes, bytes.count, 3)
    }
  }

  private func unpack(_ bytes: [UInt8], _ packing: Packing, chunk: Int) throws -> [UInt8] {
    let stream = try packing.unpacked(ArrayStream(bytes))
    var result: [UInt8] = []
    while try stream.read(chunk, into: &result) > 0 {}
    #expect(try stream.read(chunk, into: &result) == 0)
    return result
  }

  @Test(
    "What was packed comes out, in pieces of any size", arguments: Packing.allCases, Seeds.count(40)
  )
  func roundTrip(packing: Packing, seed: Int) throws {
    var random = SeededRandom(seed: seed)
    var packed: [UInt8] = []
    var expected: [UInt8] = []
    for _ in 0..<1 + random.below(3) {
      let kinds = 1 + random.below(256)
      let part = (0..<random.below(random.chance(4) ? 300_000 : 100)).map { _ in
        UInt8(random.below(kinds))
      }
      packed += UnpackingTests.pack(part, packing)
      expected += part
    }
    if packing == .gzip, random.chance(2) { packed += [0, 0, 0] }
    #expect(try unpack(packed, packing, chunk: 1 + random.below(100_000)) == expected)
  }

  @Test("A file that is cut off is told from a short one", arguments: Packing.allCases)
  func truncated(packing: Packing) throws {
    let packed = UnpackingTests.pack(Array("燃气安全检查".utf8), packing)
    for length in 1..<packed.count {
      #expect(throws: IndexError.self) {
        try unpack(Array(packed[..<length]), packing, chunk: 1000)
      }
    }
    #expect(try unpack([], packing, chunk: 10).isEmpty)
  }

  @Test("Damage gives an error or bytes", arguments: Packing.allCases, Seeds.count(100))
  func damage(packing: Packing, seed: Int) throws {
    var random = SeededRandom(seed: seed)
    let packed = UnpackingTests.pack((0..<2000).map { _ in UInt8(random.below(20)) }, packing)
    let damaged = Damage.flipped(bit: random.below(packed.count * 8)).applied(to: packed)
    _ = try? packing.unpacked(ArrayStream(damaged)).readAll(limit: 1 << 20)
  }
}
