import TestSupport
import Testing

@testable import SearchIndex

@Suite struct PackedIntegersTests {
  private func pack(_ values: [UInt32]) -> [UInt8] {
    let room = PackedIntegers.maximumLength + PackedIntegers.slack
    return [UInt8](unsafeUninitializedCapacity: room) { target, length in
      values.withUnsafeBufferPointer { source in
        guard let values = source.baseAddress, let base = target.baseAddress else { return }
        length = PackedIntegers.pack(values, count: source.count, into: base)
      }
    }
  }

  /// Some bits of a sequence of bytes, one after the other.
  private func bits(_ bytes: ArraySlice<UInt8>, from first: Int, count: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in 0..<count {
      let bit = first + index
      let byte = bytes[bytes.startIndex + bit / 8]
      if byte >> UInt8(bit % 8) & 1 == 1 { value |= 1 << UInt32(index) }
    }
    return value
  }

  /// Unpacks as the format says, bit by bit.
  private func slowlyUnpacked(_ bytes: [UInt8], count: Int) -> [UInt32] {
    let width = Int(bytes[0] & 0x3f)
    let hasExceptions = bytes[0] & 0x40 != 0
    let low = bytes[(hasExceptions ? 3 : 1)...]
    var values = (0..<count).map { bits(low, from: $0 * width, count: width) }
    guard hasExceptions else { return values }
    let number = Int(bytes[1])
    let highWidth = Int(bytes[2])
    let indexes = low.dropFirst((count * width + 7) / 8)
    let highs = indexes.dropFirst(number)
    for (exception, index) in indexes.prefix(number).enumerated() {
      let high = bits(highs, from: exception * highWidth, count: highWidth)
      values[Int(index)] |= high << UInt32(width)
    }
    return values
  }

  /// The length of the shortest run, by trying every width.
  private func shortestLength(_ values: [UInt32]) -> Int {
    func bytes(_ count: Int, _ width: Int) -> Int { (count * width + 7) / 8 }
    let widest = values.map { 32 - $0.leadingZeroBitCount }.max() ?? 0
    let plain = 1 + bytes(values.count, widest)
    guard values.count > 4 else { return plain }
    let others = (0..<widest).map { width in
      let exceptions = values.count { 32 - $0.leadingZeroBitCount > width }
      return 3 + bytes(values.count, width) + exceptions + bytes(exceptions, widest - width)
    }
    return min(plain, others.min() ?? plain)
  }

  private func roundTrip(_ values: [UInt32]) {
    let packed = pack(values)
    let length = packed.count
    var writer = ByteWriter()
    writer.append([7, 7, 7])
    writer.append(packed)
    writer.append([UInt8](repeating: 0xff, count: PackedIntegers.slack))
    var unpacked = [UInt32](repeating: 0xdead_beef, count: values.count)
    writer.bytes.withUnsafeBytes { bytes in
      unpacked.withUnsafeMutableBufferPointer { target in
        guard let base = bytes.baseAddress, let result = target.baseAddress else { return }
        #expect(PackedIntegers.length(at: base + 3, count: values.count) == length)
        #expect(PackedIntegers.unpack(base + 3, count: values.count, into: result) == length)
        let alone = values.indices.map {
          PackedIntegers.value(at: $0, of: base + 3, count: values.count)
        }
        #expect(alone == values)
      }
    }
    #expect(unpacked == values)
    #expect(slowlyUnpacked(packed, count: values.count) == values)
    #expect(length == shortestLength(values))
    #expect(length <= PackedIntegers.maximumLength)
  }

  @Test("Every width, every edge", arguments: 0...32)
  func widths(width: Int) {
    let largest = width == 0 ? 0 : UInt32.max >> UInt32(32 - width)
    for count in [1, 2, 7, 8, 9, 63, 64, 65, 127, 128] {
      roundTrip([UInt32](repeating: largest, count: count))
      roundTrip((0..<count).map { $0 == count - 1 ? largest : 0 })
      roundTrip((0..<count).map { UInt32($0) & largest })
    }
  }

  @Test("Random values with outliers", arguments: Seeds.count(200))
  func random(seed: Int) {
    var random = SeededRandom(seed: seed)
    let count = 1 + random.below(128)
    let width = UInt32(random.below(33))
    let odds = 1 + random.below(40)
    roundTrip(
      (0..<count).map { _ in
        let value = UInt32(truncatingIfNeeded: random.next())
        return random.chance(odds) ? value : (width == 0 ? 0 : value >> (32 - width))
      })
  }

  @Test("Another first value is put in its place if it fits", arguments: Seeds.count(200))
  func replacing(seed: Int) {
    var random = SeededRandom(seed: seed)
    let largest = UInt32.max >> UInt32(random.below(32))
    var values = (0..<1 + random.below(128)).map { _ in
      UInt32(truncatingIfNeeded: random.next()) & (random.chance(9) ? .max : largest)
    }
    var packed = pack(values)
    let before = packed
    let first = UInt32(truncatingIfNeeded: random.next()) & (largest >> UInt32(random.below(3)))
    let isReplaced = packed.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map {
        PackedIntegers.replaceFirst($0, count: values.count, with: first)
      } ?? false
    }
    let width = Int(before[0] & 0x3f)
    let isException = before[0] & 0x40 != 0 && values[0] >> UInt32(width) != 0
    #expect(isReplaced == (!isException && first >> UInt32(width) == 0), "seed \(seed)")
    if isReplaced { values[0] = first }
    #expect(slowlyUnpacked(packed, count: values.count) == values, "seed \(seed)")
    if !isReplaced { #expect(packed == before) }
  }

  @Test("A few outliers do not widen the others")
  func exceptionsAreCheap() {
    var values = [UInt32](repeating: 3, count: 128)
    values[5] = 1 << 30
    #expect(pack(values).count < 128 * 2 / 8 + 12)
  }

  @Test("A few ones among zeros take hardly more than their places")
  func onesAreCheap() {
    var values = [UInt32](repeating: 0, count: 128)
    for index in [3, 50, 90] { values[index] = 1 }
    #expect(pack(values).count == 3 + 3 + 1)
    roundTrip(values)
  }
}
